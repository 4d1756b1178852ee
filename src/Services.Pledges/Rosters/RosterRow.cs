using System.Globalization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Pledges.Rosters;

/// <summary>Why a row could not be taken.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">Column at fault.</param>
/// <param name="Reason">Indonesian sentence that says what to change; never what stood there.</param>
internal sealed record RowFault(int Line, string Column, string Reason);

/// <summary>A good row: a person, or an office whose holder is not known by number.</summary>
internal sealed record RosterRow(
    int Line, string Number, string Name, StaffCategory Category, string Position, string Agency, string RegionCode, string AgencyKind, string Authority, DateOnly? ValidFrom, DateOnly? ValidTo);

/// <summary>Reads the rows of a roster: each is good, or every fault of it is told.</summary>
/// <param name="columns">Where the columns stand.</param>
/// <param name="regionCode">Region of rows that name none.</param>
/// <param name="mayWrite">Whether the office that sends the file may write for a region.</param>
/// <param name="today">Local date; nobody was appointed after it.</param>
/// <remarks>Numbers: [LAW-NIP-01], [LAW-NIP-02].</remarks>
internal sealed class RosterRows(RosterColumns columns, string regionCode, Func<string, bool> mayWrite, DateOnly today)
{
    private const int MaxWords = 200;
    private static readonly string[] DateForms = ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd-MM-yyyy", "yyyy-MM-dd HH:mm:ss"];

    // The same few codes, hundreds of thousands of times.
    private readonly Dictionary<string, string?> regionFaults = [];

    /// <summary>Reads a row.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="faults">What is wrong with it is added.</param>
    /// <returns>Null when anything is.</returns>
    internal RosterRow? Read(int line, IReadOnlyList<string> cells, List<RowFault> faults)
    {
        var before = faults.Count;
        void Fault(RosterColumn column, string reason) => faults.Add(new RowFault(line, RosterColumns.NameOf(column), reason));
        string Words(RosterColumn column, bool required)
        {
            var words = columns.Cell(cells, column);
            if ((required && words.Length == 0) || words.Length > MaxWords || words.Contains('\0', StringComparison.Ordinal))
            {
                Fault(column, $"Isi kolom ini, paling banyak {MaxWords} karakter.");
            }

            return words;
        }

        var category = CategoryOf(columns.Cell(cells, RosterColumn.Category));
        if (category is null)
        {
            Fault(RosterColumn.Category, "Tulis PNS, PPPK, PPNPN, atau Pejabat.");
        }

        var name = Words(RosterColumn.Name, required: category is not null and not StaffCategory.Pejabat);
        var position = Words(RosterColumn.Position, required: true);
        var agency = Words(RosterColumn.Agency, required: true);
        var kind = Words(RosterColumn.AgencyKind, required: false);
        var authority = Words(RosterColumn.Authority, required: false);
        var number = ReadNumber(columns.Cell(cells, RosterColumn.Number), category, Fault);
        var region = columns.Cell(cells, RosterColumn.RegionCode) is { Length: > 0 } own ? own : regionCode;
        if (RegionFault(region) is { } regionFault)
        {
            Fault(RosterColumn.RegionCode, regionFault);
        }

        var from = ReadDate(RosterColumn.ValidFrom, cells, Fault);
        var to = ReadDate(RosterColumn.ValidTo, cells, Fault);
        if (from > to)
        {
            Fault(RosterColumn.ValidTo, "Tanggal berakhir tidak boleh sebelum tanggal mulai.");
        }

        return faults.Count > before ? null : new RosterRow(line, number, name, category!.Value, position, agency, region, kind, authority, from, to);
    }

    private string ReadNumber(string text, StaffCategory? category, Action<RosterColumn, string> fault)
    {
        if (text.Length == 0)
        {
            if (category is StaffCategory.Pns or StaffCategory.Pppk)
            {
                fault(RosterColumn.Number, "NIP atau NI PPPK harus diisi untuk PNS dan PPPK.");
            }

            return "";
        }

        if (text.Contains('E', StringComparison.OrdinalIgnoreCase) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            fault(RosterColumn.Number, "Nomor ini sudah dibulatkan oleh lembar kerja. Jadikan kolomnya teks, lalu isi kembali nomor lengkapnya.");
            return "";
        }

        if (!EmployeeNumber.TryParse(text.Trim('\''), today, out var number, out var problem))
        {
            fault(RosterColumn.Number, problem);
            return "";
        }

        if (category is StaffCategory.Pns && number.IsPppk)
        {
            fault(RosterColumn.Number, "Kategorinya PNS, tetapi nomornya berbentuk NI PPPK. Periksa kategori atau nomornya.");
        }

        if (category is StaffCategory.Pppk && !number.IsPppk)
        {
            fault(RosterColumn.Number, "Kategorinya PPPK, tetapi nomornya berbentuk NIP PNS. Periksa kategori atau nomornya.");
        }

        return number.Digits;
    }

    private string? RegionFault(string code)
    {
        if (!regionFaults.TryGetValue(code, out var fault))
        {
            fault = !RegionCode.TryParse(code, out var region) || RegionDirectory.Find(region) is null ? "Kode wilayah tidak ada dalam daftar Kemendagri. Tulis misalnya 35.75.01."
                : mayWrite(code) ? null
                : "Wilayah ini di luar wilayah kantor Anda.";
            regionFaults[code] = fault;
        }

        return fault;
    }

    private DateOnly? ReadDate(RosterColumn column, IReadOnlyList<string> cells, Action<RosterColumn, string> fault)
    {
        var text = columns.Cell(cells, column);
        if (text.Length == 0)
        {
            return null;
        }

        if (DateTime.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return DateOnly.FromDateTime(date);
        }

        fault(column, "Tanggal ditulis TTTT-BB-HH atau HH/BB/TTTT, misalnya 2024-09-21.");
        return null;
    }

    private static StaffCategory? CategoryOf(string text) => WordKey.Of(text) switch
    {
        "PNS" or "CPNS" or "PEGAWAI NEGERI SIPIL" => StaffCategory.Pns,
        "PPPK" or "P3K" or "PPPK PARUH WAKTU" or "PEGAWAI PEMERINTAH DENGAN PERJANJIAN KERJA" => StaffCategory.Pppk,
        "PPNPN" or "NON ASN" or "HONORER" or "TENAGA HONORER" => StaffCategory.Ppnpn,
        "PEJABAT" => StaffCategory.Pejabat,
        _ => null,
    };
}
