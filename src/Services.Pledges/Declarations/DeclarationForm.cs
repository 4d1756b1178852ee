using System.Globalization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Pledges.V1;
using WireZone = Netralitas.Contracts.Geography.V1.TimeZone;

namespace Netralitas.Services.Pledges.Declarations;

/// <summary>A request to open a declaration that was read and found whole in itself; whether what it names exists is the database's to say.</summary>
internal sealed record DeclarationForm(
    OpenDeclarationRequest Request, Region Region, DateOnly HeldOn, TimeOnly? StartsAt, Guid? PledgeTextId, Guid? ParentDeclarationId)
{
    private const int MaxTitle = 300;
    private const int MaxVenue = 300;
    private const int MaxSource = 500;
    private const int MaxName = 200;
    private const int MaxEvidenceNote = 1_000;

    /// <summary>Most entries of a roll, apart from signatures.</summary>
    internal const int MaxParticipants = 500;

    private const int MaxContests = 20;

    /// <summary>Reads a request.</summary>
    /// <exception cref="RefusalException">DECLARATION_INVALID with every field at fault; REGION_UNKNOWN.</exception>
    internal static DeclarationForm Read(OpenDeclarationRequest request)
    {
        var faults = new Faults();
        var heldOn = ReadDate(request.HeldOn, faults);
        var startsAt = request.StartsAt.Length > 0 ? ReadTime(request.StartsAt, faults) : (TimeOnly?)null;
        var textId = request.PledgeTextId.Length > 0 ? ReadId(request.PledgeTextId, "pledge_text_id", faults) : null;
        var parentId = request.ParentDeclarationId.Length > 0 ? ReadId(request.ParentDeclarationId, "parent_declaration_id", faults) : null;
        CheckWords(request, faults);
        CheckChoices(request, faults);
        CheckEvidenceNote(request.EvidenceNote, faults);
        CheckParticipants(request.Participants, faults);
        faults.Unless(request.RegionCode.Length > 0, "region_code", "Isi kode wilayah Kemendagri, misalnya 75.71, atau 00 untuk nasional.");
        if (faults.Any)
        {
            throw PledgeRefusals.DeclarationInvalid(faults.Found);
        }

        var region = RegionCode.TryParse(request.RegionCode, out var code) ? RegionDirectory.Find(code) : null;
        return new DeclarationForm(request, region ?? throw PledgeRefusals.RegionUnknown(request.RegionCode), heldOn, startsAt, textId, parentId);
    }

    /// <summary>The declaration as it is stored.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="status">Planned or open.</param>
    /// <param name="now">When it is recorded.</param>
    internal Declaration ToDeclaration(Guid id, DeclarationStatus status, DateTimeOffset now) => new()
    {
        Id = id,
        Version = status is DeclarationStatus.Planned ? 0 : 1,
        Title = Request.Title.Trim(),
        RegionCode = Region.Code.ToString(),
        Venue = Request.Venue.Trim(),
        HeldOn = HeldOn,
        StartsAt = StartsAt,
        TimeZone = ZoneOf(Request.TimeZone) ?? Region.TimeZone,
        Mode = Request.Mode,
        Activities = [.. Request.Activities.Distinct()],
        OrganiserName = Request.Organiser.Name.Trim(),
        OrganiserContactName = Request.Organiser.ContactName.Trim(),
        OrganiserKind = Request.Organiser.Kind,
        Participants = [.. Request.Participants.Select(ToParticipant)],
        PledgeTextId = PledgeTextId,
        ParentDeclarationId = ParentDeclarationId,
        StaffCategories = Request.StaffCategories.Count == 0 ? [StaffCategory.Pns, StaffCategory.Pppk] : [.. Request.StaffCategories.Distinct()],
        Contests = [.. Request.Contests],
        Source = Request.Source.Trim(),
        RecordedAt = now,
        EvidenceNote = Request.EvidenceNote.Trim(),
        Status = status,
    };

    /// <summary>Plans a declaration so: what was planned before is gone.</summary>
    /// <exception cref="RefusalException">DECLARATION_INVALID where region, text or parent is another: people were invited, and devices got a session, with those.</exception>
    internal void Replan(Declaration declaration)
    {
        var faults = new Faults();
        faults.Unless(Region.Code.ToString() == declaration.RegionCode, "region_code", "Wilayah rencana tidak dapat diubah. Batalkan rencana ini dan buat yang baru.");
        faults.Unless(PledgeTextId == declaration.PledgeTextId, "pledge_text_id", "Teks rencana tidak dapat diubah. Batalkan rencana ini dan buat yang baru.");
        faults.Unless(ParentDeclarationId == declaration.ParentDeclarationId, "parent_declaration_id", "Induk rencana tidak dapat diubah. Batalkan rencana ini dan buat yang baru.");
        if (faults.Any)
        {
            throw PledgeRefusals.DeclarationInvalid(faults.Found);
        }

        var planned = ToDeclaration(declaration.Id, DeclarationStatus.Planned, declaration.RecordedAt);
        (declaration.Title, declaration.Venue, declaration.Source, declaration.EvidenceNote) = (planned.Title, planned.Venue, planned.Source, planned.EvidenceNote);
        (declaration.HeldOn, declaration.StartsAt, declaration.TimeZone) = (planned.HeldOn, planned.StartsAt, planned.TimeZone);
        (declaration.OrganiserName, declaration.OrganiserContactName, declaration.OrganiserKind) = (planned.OrganiserName, planned.OrganiserContactName, planned.OrganiserKind);
        (declaration.Mode, declaration.Activities, declaration.Participants) = (planned.Mode, planned.Activities, planned.Participants);
        (declaration.StaffCategories, declaration.Contests, declaration.CancelReason) = (planned.StaffCategories, planned.Contests, "");
    }

    /// <summary>An entry as it is stored.</summary>
    internal static Participant ToParticipant(Wire.Participant participant) => new()
    {
        Role = participant.Role,
        Name = participant.Name.Trim(),
        Position = participant.Position.Trim(),
        Agency = participant.Agency.Trim(),
        Tenure = participant.Tenure,
        People = participant.People == 0 ? null : participant.People,
    };

    private static void CheckWords(OpenDeclarationRequest request, Faults faults)
    {
        faults.Unless(request.Title.Trim().Length is > 0 and <= MaxTitle, "title", $"Judul harus diisi, paling banyak {MaxTitle} karakter.");
        faults.Unless(request.Venue.Length <= MaxVenue, "venue", $"Tempat paling banyak {MaxVenue} karakter.");
        faults.Unless(request.Source.Length <= MaxSource, "source", $"Sumber paling banyak {MaxSource} karakter.");
        faults.Unless(request.Organiser?.Name.Trim().Length is > 0 and <= MaxName, "organiser.name", $"Nama penyelenggara harus diisi, paling banyak {MaxName} karakter.");
        faults.Unless((request.Organiser?.ContactName.Length ?? 0) <= MaxName, "organiser.contact_name", $"Nama narahubung paling banyak {MaxName} karakter.");
        faults.Unless(request.Contests.Count <= MaxContests && request.Contests.All(c => c.Trim().Length is > 0 and <= MaxName),
            "contests", $"Paling banyak {MaxContests} pemilihan, masing-masing paling banyak {MaxName} karakter.");
    }

    /// <summary>Notes an evidence note that is too long.</summary>
    internal static void CheckEvidenceNote(string note, Faults faults) =>
        faults.Unless(note.Length <= MaxEvidenceNote, "evidence_note", $"Catatan bukti seluruhnya paling banyak {MaxEvidenceNote} karakter.");

    private static void CheckChoices(OpenDeclarationRequest request, Faults faults)
    {
        faults.Unless(request.Mode is not DeclarationMode.Unspecified && Enum.IsDefined(request.Mode), "mode", "Pilih cara penyelenggaraan: luring, daring, atau hibrida.");
        faults.Unless(Enum.IsDefined(request.TimeZone), "time_zone", "Pilih zona waktu WIB, WITA, atau WIT, atau kosongkan.");
        faults.Unless(request.Activities.Count > 0 && request.Activities.All(a => a is not Activity.Unspecified && Enum.IsDefined(a)),
            "activities", "Pilih sedikitnya satu kegiatan: sosialisasi, deklarasi, ikrar, atau pakta integritas.");
        faults.Unless(request.PledgeTextId.Length > 0 || !request.Activities.Any(a => a is Activity.Ikrar or Activity.PaktaIntegritas),
            "pledge_text_id", "Ikrar atau pakta integritas harus menyebut teksnya; terbitkan teks itu dahulu.");
        faults.Unless(request.StaffCategories.All(c => c is not StaffCategory.Unspecified && Enum.IsDefined(c)), "staff_categories", "Pilih PNS, PPPK, atau PPNPN.");
        faults.Unless(request.Organiser is null || Enum.IsDefined(request.Organiser.Kind), "organiser.kind", "Pilih jenis penyelenggara.");
    }

    /// <summary>Notes what is wrong with entries of a roll.</summary>
    internal static void CheckParticipants(IReadOnlyList<Wire.Participant> participants, Faults faults)
    {
        faults.Unless(participants.Count <= MaxParticipants, "participants", $"Paling banyak {MaxParticipants} entri peserta.");
        for (var n = 0; n < participants.Count; n++)
        {
            var participant = participants[n];
            faults.Unless(participant.Role is not ParticipantRole.Unspecified && Enum.IsDefined(participant.Role), $"participants[{n}].role", "Pilih peran peserta.");
            faults.Unless(Enum.IsDefined(participant.Tenure), $"participants[{n}].tenure", "Pilih definitif, Pj, Plt, Pjs, atau Plh.");
            faults.Unless((participant.Name + participant.Position + participant.Agency).Trim().Length > 0, $"participants[{n}]", "Sebutkan nama, jabatan, atau unit.");
            faults.Unless(participant.Name.Length <= MaxName && participant.Position.Length <= MaxName && participant.Agency.Length <= MaxName,
                $"participants[{n}]", $"Nama, jabatan, dan unit masing-masing paling banyak {MaxName} karakter.");
            faults.Unless(participant.People >= 0, $"participants[{n}].people", "Jumlah orang tidak boleh kurang dari nol; isi 0 bila tidak diketahui.");
        }
    }

    private static DateOnly ReadDate(string text, Faults faults)
    {
        // A zone is reckoned on both sides of it.
        faults.Unless(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1 and < 9999,
            "held_on", "Tanggal ditulis TTTT-BB-HH, misalnya 2024-09-21.");
        return date;
    }

    private static TimeOnly ReadTime(string text, Faults faults)
    {
        faults.Unless(TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time),
            "starts_at", "Pukul ditulis JJ:MM, misalnya 09:30, atau kosongkan.");
        return time;
    }

    private static Guid? ReadId(string text, string field, Faults faults)
    {
        faults.Unless(Guid.TryParse(text, out var id), field, "Id harus berupa UUID.");
        return id;
    }

    private static IndonesianTimeZone? ZoneOf(WireZone zone) => zone switch
    {
        WireZone.Wib => IndonesianTimeZone.Wib,
        WireZone.Wita => IndonesianTimeZone.Wita,
        WireZone.Wit => IndonesianTimeZone.Wit,
        WireZone.Unspecified => null,
    };
}
