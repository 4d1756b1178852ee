using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Offices;

/// <summary>Entries of the directory as they are sent, and what is wrong with them. Pure.</summary>
internal static partial class OfficeEntries
{
    private const int MostContacts = 20;
    private const int LongestName = 200;
    private const int LongestFunction = 100;
    private const int LongestAddress = 254;
    private const int LongestPerson = 100;

    private static readonly string[] Kinds = ["bawaslu", "ppk", "opd"];

    /// <summary>Every fault of an entry; none when it can be recorded.</summary>
    internal static IReadOnlyList<FieldFault> FaultsOf(OfficeEntry entry) => [.. OfOffice(entry), .. OfTimes(entry), .. OfContacts(entry)];

    /// <summary>A local date as YYYY-MM-DD; null for an empty text, and for a day beside which no zone and no next day can be reckoned.</summary>
    internal static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1 and < 9999 ? date : null;

    /// <summary>A local time as HH:mm; null for an empty text.</summary>
    internal static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>The entry as callers read it.</summary>
    internal static OfficeEntry ToWire(DirectoryOffice office) => new()
    {
        Office = office.Office,
        Name = office.Name,
        DeputyOffice = office.DeputyOffice ?? "",
        ValidFrom = Written(office.ValidFrom),
        ValidTo = Written(office.ValidTo),
        DutyFrom = Written(office.DutyFrom),
        DutyTo = Written(office.DutyTo),
        Contacts = { Contact.Read(office.Contacts).Select(c => new OfficeContact { Function = c.Function, Channel = c.Channel, Address = c.Address, Person = c.Person ?? "" }) },
        Version = office.Version,
        RecordedAt = office.RecordedAt.ToTimestamp(),
    };

    internal static string Written(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    internal static string Written(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    private static IEnumerable<FieldFault> OfOffice(OfficeEntry entry)
    {
        if (!IsOffice(entry.Office))
        {
            yield return new FieldFault("entry.office", "Isi dengan bawaslu, ppk, atau opd, titik dua, dan kode wilayah Kemendagri yang ada, misalnya bawaslu:75.71.");
        }

        if (entry.Name.Trim().Length is 0 or > LongestName)
        {
            yield return new FieldFault("entry.name", $"Isi dengan nama kantor, paling banyak {LongestName} karakter.");
        }

        if (entry.DeputyOffice.Length > 0 && (!IsOffice(entry.DeputyOffice) || entry.DeputyOffice == entry.Office))
        {
            yield return new FieldFault("entry.deputy_office", "Isi dengan kantor lain yang menggantikannya, misalnya bawaslu:75, atau kosongkan.");
        }
    }

    private static IEnumerable<FieldFault> OfTimes(OfficeEntry entry)
    {
        if (entry.ValidFrom.Length > 0 && Date(entry.ValidFrom) is null)
        {
            yield return new FieldFault("entry.valid_from", "Isi dengan tanggal berbentuk TTTT-BB-HH, atau kosongkan.");
        }

        if (entry.ValidTo.Length > 0 && (Date(entry.ValidTo) is not { } to || to < Date(entry.ValidFrom)))
        {
            yield return new FieldFault("entry.valid_to", "Isi dengan tanggal berbentuk TTTT-BB-HH yang tidak mendahului valid_from, atau kosongkan.");
        }

        if ((entry.DutyFrom.Length > 0 || entry.DutyTo.Length > 0) && Time(entry.DutyFrom) is null)
        {
            yield return new FieldFault("entry.duty_from", "Isi jam mulai berbentuk JJ:MM, misalnya 08:00, atau kosongkan kedua jam.");
        }

        if ((entry.DutyFrom.Length > 0 || entry.DutyTo.Length > 0) && (Time(entry.DutyTo) is null || entry.DutyTo == entry.DutyFrom))
        {
            yield return new FieldFault("entry.duty_to", "Isi jam selesai berbentuk JJ:MM yang berbeda dari jam mulai, atau kosongkan kedua jam.");
        }
    }

    private static IEnumerable<FieldFault> OfContacts(OfficeEntry entry)
    {
        if (entry.Contacts.Count > MostContacts)
        {
            yield return new FieldFault("entry.contacts", $"Isi paling banyak {MostContacts} alamat.");
        }

        for (var i = 0; i < entry.Contacts.Count; i++)
        {
            var contact = entry.Contacts[i];
            if (contact.Function.Trim().Length is 0 or > LongestFunction)
            {
                yield return new FieldFault($"entry.contacts[{i}].function", $"Isi dengan jabatan, bukan nama orang, paling banyak {LongestFunction} karakter.");
            }

            if (contact.Person.Length > LongestPerson || contact.Person.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            {
                yield return new FieldFault($"entry.contacts[{i}].person", $"Isi dengan sub dari token orang yang memegang jabatan itu, paling banyak {LongestPerson} karakter tanpa spasi, atau kosongkan.");
            }

            if (IsAddress(contact) is { } what)
            {
                yield return new FieldFault($"entry.contacts[{i}].{what.Field}", what.Description);
            }
            else if (entry.Contacts.Take(i).Any(before => before.Channel == contact.Channel && before.Address == contact.Address))
            {
                yield return new FieldFault($"entry.contacts[{i}].address", "Alamat ini sudah ada di atas. Hapus salah satunya.");
            }
        }
    }

    private static FieldFault? IsAddress(OfficeContact contact) => contact.Channel switch
    {
        ContactChannel.Email => contact.Address.Length <= LongestAddress && EmailForm().IsMatch(contact.Address)
            ? null : new FieldFault("address", "Isi dengan alamat surel, misalnya set.gorontalo@contoh.go.id."),
        ContactChannel.Sms or ContactChannel.Whatsapp => PhoneForm().IsMatch(contact.Address)
            ? null : new FieldFault("address", "Isi dengan nomor telepon yang dimulai dengan +62, misalnya +628123456789."),
        _ => new FieldFault("channel", "Pilih EMAIL, SMS, atau WHATSAPP."),
    };

    private static bool IsOffice(string text) =>
        Office.TryParse(text, out var office) && Kinds.Contains(office.Kind) && RegionCode.TryParse(office.Code, out var code) && RegionDirectory.Find(code) is not null;

    // Stricter than the standard: what no provider in the country gives out is more often a slip than an address.
    [GeneratedRegex(@"\A[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}\z")]
    private static partial Regex EmailForm();

    [GeneratedRegex(@"\A\+62[0-9]{7,13}\z")]
    private static partial Regex PhoneForm();
}
