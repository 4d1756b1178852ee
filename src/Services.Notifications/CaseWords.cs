using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Notifications;

/// <summary>Statuses of reports and terms of cases, as offices read them. Pure.</summary>
internal static class CaseWords
{
    /// <summary>Whether a status is told to the offices above the handling one too: the case is accepted, or over.</summary>
    internal static bool IsForOfficesAbove(ReportStatus status) => status is ReportStatus.Registered or ReportStatus.NotRegistered or ReportStatus.Withdrawn
        or ReportStatus.Violation or ReportStatus.NoViolation or ReportStatus.Discontinued or ReportStatus.Referred or ReportStatus.Concluded;

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

    /// <summary>What a clock of data protection limits, in Indonesian, after "Batas".</summary>
    internal static string DataSubject(string subject) => subject switch
    {
        "SubjectRequest" => "jawaban atas permintaan pemilik data",
        "BreachToPersons" => "pemberitahuan kegagalan pelindungan data kepada pemilik data",
        "BreachToAuthority" => "pemberitahuan kegagalan pelindungan data kepada lembaga",
        _ => "pelindungan data",
    };

    /// <summary>What a clock limits, in Indonesian, after "Batas"; a name that this release does not know is a term like any other.</summary>
    internal static string Subject(string subject) => subject switch
    {
        "InitialReview" => "kajian awal",
        "Completion" => "perbaikan oleh pelapor",
        "Handling" => "penanganan",
        "Finding" => "penetapan temuan",
        "PhysicalHandover" => "penyerahan dokumen fisik",
        "PreliminaryInformation" => "penelusuran informasi awal",
        _ => "waktu",
    };
}
