using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Notifications;

/// <summary>What notices say, in Indonesian. Pure. Never a reporter, nor the content of a report.</summary>
internal static partial class NoticeWords
{
    internal static (string Title, string Body) Of(DeclarationHeld held, Region? region)
    {
        var place = region?.FullName ?? "wilayah yang belum dikenal";
        var time = held.StartsAt is { } startsAt ? $" pukul {IndonesianDates.Time(startsAt)} {held.TimeZone}" : "";
        var session = held.ParentDeclarationId is null ? "" : " Kegiatan ini adalah sesi dari deklarasi serentak.";
        return ($"Deklarasi netralitas: {place}", $"{held.Title}. Wilayah: {place}. Tanggal: {IndonesianDates.Date(held.HeldOn)}{time}.{session}");
    }

    internal static (string Title, string Body) Of(PledgeInvitationsIssued issued, Region? region) =>
        ($"Undangan ikrar: {issued.Invitations} undangan untuk dibagikan",
            $"Penyelenggara membuat {issued.Invitations} undangan pribadi untuk menandatangani deklarasi netralitas di {region?.FullName ?? "wilayah yang belum dikenal"}. Undangan berlaku sampai {Instant(issued.ExpiresAt, issued.RegionCode)}. "
            + "Bagikan setiap undangan hanya kepada orang yang tercantum padanya. Nama dan kodenya tidak dimuat di sini.");

    internal static (string Title, string Body) Of(CoverageMilestoneReached reached)
    {
        var place = Place(reached.RegionCode);
        var where = reached.Unit is { } unit ? $"{unit}, {place}" : place;
        return ($"Capaian ikrar {reached.Version} persen: {where}",
            $"{reached.Pledged} dari {reached.Expected} pegawai yang tercatat pada daftar pegawai {where} telah menyatakan \"{reached.TextTitle}\". "
            + (reached.Version == 100 ? "Semua yang tercatat telah berikrar." : "Yang belum berikrar dapat dilihat pada daftar cakupan di Netralitas."));
    }

    internal static (string Title, string Body) Of(PledgeReminderDue due) =>
        ($"Pengingat ikrar netralitas: {due.Expected - due.Pledged} pegawai belum berikrar",
            $"Di {Place(due.RegionCode)}, {due.Expected - due.Pledged} dari {due.Expected} pegawai yang tercatat pada daftar pegawai belum menyatakan \"{due.TextTitle}\". "
            + "Siapa saja yang belum berikrar dapat dilihat oleh penyelenggara deklarasi pada daftar cakupan di Netralitas. Nama pegawai tidak dimuat di sini.");

    internal static (string Title, string Body) Of(PreventionDutyOverdue overdue) =>
        ($"Kewajiban sosialisasi netralitas terlewati: {overdue.OfficeText}",
            $"{overdue.OfficeText} wajib menyosialisasikan netralitas ASN secara berulang. "
            + (overdue.LastHeldOn is { } last ? $"Kegiatan terakhir yang tercatat: {IndonesianDates.Date(last)}. " : "Belum ada kegiatan yang tercatat. ")
            + $"{(overdue.LastHeldOn is null ? "Kegiatan pertama" : "Kegiatan berikutnya")} seharusnya sudah diadakan paling lambat {IndonesianDates.Date(overdue.DueOn)}. Mohon mencatat kegiatan yang sudah diadakan, atau mengadakan kegiatan lalu mencatatnya. "
            + "Dasar dan jangka waktu kewajiban tersedia di Netralitas.");

    internal static (string Title, string Body) Of(ReportErased erased) =>
        ($"Laporan {Grouped(erased.Number)} dimusnahkan",
            $"Isi, identitas, dan bukti laporan nomor {Grouped(erased.Number)} dimusnahkan pada {Instant(erased.ErasedAt, erased.OfficeCode)}. Nomor, status, dan tanggalnya tetap tersimpan. Dasar pemusnahan tersedia pada daftar pemusnahan.");

    internal static (string Title, string Body) Of(DataDeadlineReached reached) =>
        ($"Batas waktu {(reached.LeadHours == 0 ? "terlewati" : "mendekat")}: {CaseWords.DataSubject(reached.Subject)}",
            $"Batas waktu {CaseWords.DataSubject(reached.Subject)} {(reached.LeadHours == 0 ? "telah terlewati pada" : "berakhir pada")} {End(reached.EndsAt, reached.OfficeCode)}. "
            + $"Kantor yang bertanggung jawab: {Office(reached.OfficeCode)}. Data orang yang bersangkutan tidak dimuat di sini.");

    internal static (string Title, string Body) Of(PersonalDataBreached breached) =>
        ("Kegagalan pelindungan data pribadi",
            $"Kegagalan pelindungan data pribadi diketahui pada {Instant(breached.KnownAt, breached.RegionCode)}. Pemilik data dan lembaga pelindungan data pribadi wajib diberi tahu secara tertulis sebelum {Instant(breached.EndsAt, breached.RegionCode)}. "
            + "Jangan menyebarkan data yang bersangkutan, dan ikuti arahan Bawaslu RI.");

    internal static (string Title, string Body) Of(CaseDeadlineApproached approached) =>
        ($"Batas waktu mendekat: {CaseWords.Subject(approached.Subject)}",
            $"Batas waktu {CaseWords.Subject(approached.Subject)} untuk laporan nomor {Grouped(approached.Number)} berakhir pada {End(approached.EndsAt, approached.OfficeCode)}. "
            + $"Kantor yang menangani: {Office(approached.OfficeCode)}. Perhitungan dan dasar hukumnya tersedia pada berkas laporan.");

    internal static (string Title, string Body) Of(CaseDeadlinePassed passed) =>
        ($"Batas waktu terlewati: {CaseWords.Subject(passed.Subject)}",
            $"Batas waktu {CaseWords.Subject(passed.Subject)} untuk laporan nomor {Grouped(passed.Number)} telah terlewati pada {End(passed.EndsAt, passed.OfficeCode)}. "
            + $"Kantor yang menangani: {Office(passed.OfficeCode)}. Perhitungan dan dasar hukumnya tersedia pada berkas laporan.");

    internal static (string Title, string Body) Of(CaseForwarded forwarded) =>
        ("Perkara diteruskan kepada kantor Anda",
            $"{Office(forwarded.OfficeCode)} meneruskan satu perkara dugaan pelanggaran netralitas ASN kepada kantor Anda pada {IndonesianDates.Date(forwarded.ForwardedOn)}. "
            + $"Keputusan ditunggu paling lambat {IndonesianDates.Date(forwarded.ActByOn)}; jika penerimaan dikonfirmasi sebelum tanggal itu, jangka waktunya dihitung sejak hari konfirmasi. "
            + "Buka penerusan ini di Netralitas dan konfirmasi penerimaannya. Nama terlapor dan isi perkara tidak dimuat di sini.");

    internal static (string Title, string Body) Of(ReportReceived received, Region? region)
    {
        var zone = region?.TimeZone ?? IndonesianTimeZone.Wib;
        var place = region?.FullName ?? "belum diketahui";
        // Nobody but the handling office is told the hour of what is held, and that office by the case file.
        var at = received.IsConfidential ? IndonesianDates.Date(zone.LocalDate(received.ReceivedAt)) : Instant(received.ReceivedAt, zone);
        return ($"Laporan masuk: {place}",
            $"Laporan nomor {Grouped(received.Number)} diterima pada {at}. Wilayah kejadian: {place}. Identitas pelapor dan isi laporan tidak dimuat di sini.");
    }

    /// <summary>A public number as people read it.</summary>
    internal static string Grouped(string number) => string.Join('-', number.Chunk(4).Select(c => new string(c)));

    private static string Place(string code) => Recipients.RegionOf(code)?.FullName ?? "wilayah yang belum dikenal";

    private static string Office(string code) => Recipients.RegionOf(code) is { } region ? $"Bawaslu {region.FullName}" : "Bawaslu";

    // What ends at midnight ends, for people, in the last minute of the day before.
    private static string End(DateTimeOffset endsAt, string office)
    {
        var zone = ZoneOf(office);
        return Instant(endsAt.ToOffset(zone.Offset()).TimeOfDay == TimeSpan.Zero ? endsAt.AddMinutes(-1) : endsAt, zone);
    }

    /// <summary>An instant in the zone of an office.</summary>
    internal static string Instant(DateTimeOffset instant, string office) => Instant(instant, ZoneOf(office));

    private static string Instant(DateTimeOffset instant, IndonesianTimeZone zone) =>
        $"{IndonesianDates.Date(zone.LocalDate(instant))} pukul {IndonesianDates.Time(TimeOnly.FromDateTime(instant.ToOffset(zone.Offset()).DateTime))} {zone.Abbreviation()}";

    private static IndonesianTimeZone ZoneOf(string office) => Recipients.RegionOf(office)?.TimeZone ?? IndonesianTimeZone.Wib;
}
