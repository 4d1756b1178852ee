using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Notifications;

/// <summary>Statuses of reports and terms of cases, as offices read them. Pure.</summary>
internal static class CaseWords
{
    /// <summary>Whether a status is told to the offices above the handling one too: the case is accepted, or over.</summary>
    internal static bool IsForOfficesAbove(ReportStatus status) => status is ReportStatus.Registered or ReportStatus.NotRegistered or ReportStatus.Withdrawn
        or ReportStatus.Violation or ReportStatus.NoViolation or ReportStatus.Discontinued or ReportStatus.Referred or ReportStatus.Concluded;

    /// <summary>The kind of the notice that tells a status.</summary>
    /// <param name="status">The status; <see cref="ReportStatus.Unspecified"/> for one that this release does not know.</param>
    internal static NoticeKind KindOf(ReportStatus status) => status switch
    {
        ReportStatus.Registered => NoticeKind.ReportRegistered,
        ReportStatus.NotRegistered or ReportStatus.PreliminaryInformation => NoticeKind.ReportNotRegistered,
        ReportStatus.CompletionRequested => NoticeKind.CompletionRequested,
        ReportStatus.Violation or ReportStatus.NoViolation or ReportStatus.Discontinued => NoticeKind.Decision,
        ReportStatus.Received or ReportStatus.InitialReview or ReportStatus.Completed or ReportStatus.Withdrawn or ReportStatus.Clarification or ReportStatus.Study or ReportStatus.Plenary
            or ReportStatus.Referred or ReportStatus.Joined or ReportStatus.Forwarded or ReportStatus.Concluded or ReportStatus.Unspecified => NoticeKind.ReportStatusChanged,
    };

    /// <summary>Whether a notice of a kind tells that a case went on, so that nobody need be asked any more whether what was told before it was seen.</summary>
    internal static bool TellsStep(NoticeKind kind) => kind is NoticeKind.ReportStatusChanged or NoticeKind.ReportRegistered or NoticeKind.ReportNotRegistered or NoticeKind.CompletionRequested
        or NoticeKind.Invitation or NoticeKind.Decision;

    /// <summary>What a plenary decided, as an Indonesian sentence.</summary>
    /// <param name="status">The status that it led to.</param>
    internal static string Decided(ReportStatus status) => status switch
    {
        ReportStatus.Violation => "Peristiwa yang dilaporkan dinyatakan sebagai pelanggaran.",
        ReportStatus.NoViolation => "Peristiwa yang dilaporkan dinyatakan bukan pelanggaran.",
        ReportStatus.Discontinued => "Penanganan laporan dihentikan.",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A plenary does not decide so."),
    };

    /// <summary>A party that is heard, in Indonesian; one that this release does not know is somebody like any other.</summary>
    /// <param name="party">Stable name of a <see cref="ClarificationParty"/>.</param>
    internal static string Party(string party) => party switch
    {
        nameof(ClarificationParty.Reporter) => "pelapor",
        nameof(ClarificationParty.Respondent) => "terlapor",
        nameof(ClarificationParty.Witness) => "saksi",
        nameof(ClarificationParty.Expert) => "ahli",
        _ => "pihak yang dimintai keterangan",
    };

    /// <summary>A status in Indonesian.</summary>
    internal static string Status(ReportStatus status) => status switch
    {
        ReportStatus.Received => "Diterima",
        ReportStatus.InitialReview => "Kajian awal",
        ReportStatus.CompletionRequested => "Perlu perbaikan",
        ReportStatus.Completed => "Dilengkapi",
        ReportStatus.Registered => "Diregistrasi",
        ReportStatus.NotRegistered => "Tidak diregistrasi",
        ReportStatus.PreliminaryInformation => "Informasi awal",
        ReportStatus.Withdrawn => "Dicabut",
        ReportStatus.Clarification => "Klarifikasi",
        ReportStatus.Study => "Kajian",
        ReportStatus.Plenary => "Pleno",
        ReportStatus.Violation => "Pelanggaran",
        ReportStatus.NoViolation => "Bukan pelanggaran",
        ReportStatus.Discontinued => "Dihentikan",
        ReportStatus.Referred => "Diteruskan ke lembaga lain",
        ReportStatus.Joined => "Digabungkan",
        ReportStatus.Forwarded => "Diteruskan",
        ReportStatus.Concluded => "Selesai",
        ReportStatus.Unspecified => "belum dikenal",
    };

    /// <summary>What a clock of data protection limits, in Indonesian, after "Batas waktu".</summary>
    internal static string DataSubject(string subject) => subject switch
    {
        "SubjectRequest" => "jawaban atas permintaan pemilik data",
        "BreachToPersons" => "pemberitahuan kegagalan pelindungan data kepada pemilik data",
        "BreachToAuthority" => "pemberitahuan kegagalan pelindungan data kepada lembaga",
        _ => "pelindungan data",
    };

    /// <summary>What a clock limits, in Indonesian, after "Batas waktu"; a name that this release does not know is a term like any other.</summary>
    internal static string Subject(string subject) => subject switch
    {
        "InitialReview" => "kajian awal",
        "Completion" => "perbaikan oleh pelapor",
        "Handling" => "penanganan",
        "Finding" => "penetapan temuan",
        "PhysicalHandover" => "penyerahan dokumen fisik",
        "PreliminaryInformation" => "penelusuran informasi awal",
        _ => "penyelesaian",
    };
}
