using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;
using Netralitas.Geography;

namespace Netralitas.Services.Reports;

/// <summary>The legal requirements of a report, and what a draft lacks of them. Pure. A receipt's remarks and the answer to a draft both come from here.</summary>
/// <remarks>
/// Law: formal requirements [LAW-REP-01], material requirements [LAW-REP-02]. They decide on registration, never on receipt [LAW-REP-03].
/// </remarks>
internal static class ReportRequirements
{
    private const string ReporterIdentity = "reporter_identity";

    /// <summary>Key of the requirement that a report comes in time.</summary>
    internal const string ReportedInTime = "reported_in_time";

    private const string FormalLaw =
        "Perbawaslu 7/2022 Pasal 15 ayat (3) (Pemilu); Perbawaslu 8/2020 sebagaimana diubah dengan Perbawaslu 9/2024 (Pemilihan)";

    private const string MaterialLaw =
        "Perbawaslu 7/2022 Pasal 15 ayat (4) (Pemilu); Perbawaslu 8/2020 sebagaimana diubah dengan Perbawaslu 9/2024 (Pemilihan)";

    /// <summary>Every requirement, formal ones first, with whether it is met and, when not, what to add.</summary>
    /// <param name="report">As far as it is written.</param>
    /// <param name="region">Place of the act by its code; null when none that exists was given.</param>
    /// <param name="filing">Whether it comes in time.</param>
    /// <param name="hasEvidence">Whether evidence was handed in: a file meets the requirement as a described one does.</param>
    internal static IReadOnlyList<Requirement> Of(SubmitReportRequest report, Region? region, FilingTime filing, bool hasEvidence = false) =>
        Of(report, ReporterFacts.Of(report.Reporter), region, filing, hasEvidence);

    /// <inheritdoc cref="Of(SubmitReportRequest, Region, FilingTime, bool)"/>
    internal static IReadOnlyList<Requirement> Of(SubmitReportRequest report, ReporterFacts reporter, Region? region, FilingTime filing, bool hasEvidence = false) =>
    [
        Formal(ReporterIdentity, reporter.IsIdentified,
            "Nama dan alamat pelapor belum lengkap. Laporan tetap diterima sebagai informasi awal; Anda dapat melengkapinya agar menjadi laporan resmi."),
        Formal("respondent", report.Respondents.Any(ReportWords.Any),
            "Pihak terlapor belum disebut. Tuliskan siapa pun yang Anda ketahui: nama, jabatan, instansi, atau ciri lain."),
        Formal(ReportedInTime, filing.State == FilingState.InTime, InTimeAdvice(filing)),
        Material("time_of_act", ReportWords.Any(report.HappenedOn), "Waktu kejadian belum disebut."),
        // A code that does not exist is told apart, by a note.
        Material("place_of_act", region is not null || ReportWords.Any(report.Place), "Tempat kejadian belum disebut."),
        Material("account", ReportWords.Any(report.Narrative) || ReportWords.Any(report.Event), "Uraian kejadian belum ada. Tuliskan apa yang terjadi."),
        Material("evidence", hasEvidence || report.Evidence.Any(ReportWords.Any), "Bukti belum disebut. Tautan, tangkapan layar, atau saksi membantu pemeriksaan."),
    ];

    /// <summary>What could not be understood and is no requirement.</summary>
    /// <param name="report">As far as it is written.</param>
    /// <param name="region">Place of the act by its code; null when none that exists was given.</param>
    internal static IEnumerable<string> NotesOn(SubmitReportRequest report, Region? region)
    {
        var code = report.RegionCode.Trim();
        if (region is null && code.Length > 0)
        {
            yield return $"Kode wilayah '{Shortened(code)}' tidak dikenal. Laporan diteruskan ke Bawaslu pusat untuk ditentukan wilayahnya.";
        }
    }

    /// <summary>What a receipt tells: what is missing, then what was not understood.</summary>
    /// <param name="report">What was sent.</param>
    /// <param name="region">Place of the act by its code; null when none that exists was given.</param>
    /// <param name="kind">What it was taken in as: whoever finds something in office needs no address.</param>
    /// <param name="receivedAt">Instant of receipt.</param>
    /// <param name="law">The law as it is known; null for the published rows alone.</param>
    /// <param name="hasEvidence">Whether evidence was handed in.</param>
    /// <param name="office">The region of the office that took it in; null where none did.</param>
    internal static IEnumerable<string> RemarksOn(
        SubmitReportRequest report, Region? region, ReportKind kind, DateTimeOffset receivedAt, ElectionLaw? law = null, bool hasEvidence = false, RegionCode? office = null) =>
        RemarksOn(report, ReporterFacts.Of(report.Reporter), region, kind, receivedAt, law, hasEvidence, office);

    /// <inheritdoc cref="RemarksOn(SubmitReportRequest, Region, ReportKind, DateTimeOffset, ElectionLaw, bool, RegionCode?)"/>
    internal static IEnumerable<string> RemarksOn(
        SubmitReportRequest report, ReporterFacts reporter, Region? region, ReportKind kind, DateTimeOffset receivedAt, ElectionLaw? law = null, bool hasEvidence = false, RegionCode? office = null) =>
        Of(report, reporter, region, FilingTime.Of(report, region?.Code ?? office ?? RegionCode.National, receivedAt, law), hasEvidence).Where(r => !r.IsMet && (r.Key != ReporterIdentity || kind is ReportKind.Laporan or ReportKind.InformasiAwal))
            .Select(r => r.Advice).Concat(NotesOn(report, region));

    private static string InTimeAdvice(FilingTime filing) => filing.State switch
    {
        FilingState.NotTold => "Tanggal Anda mengetahui kejadian belum disebut; batas waktu pelaporan dihitung sejak tanggal itu.",
        FilingState.Unreadable => "Tanggal Anda mengetahui kejadian belum terbaca. Tuliskan seperti 2024-09-21 agar batas waktu pelaporan dapat dihitung.",
        FilingState.InFuture => "Tanggal Anda mengetahui kejadian belum tiba. Periksa kembali tanggal itu.",
        FilingState.Late => $"{filing.Sentence()} {FilingTime.Past}",
        FilingState.InTime => "",
    };

    private static Requirement Formal(string key, bool isMet, string advice) => New(key, RequirementType.Formal, isMet, advice, FormalLaw);

    private static Requirement Material(string key, bool isMet, string advice) => New(key, RequirementType.Material, isMet, advice, MaterialLaw);

    private static Requirement New(string key, RequirementType type, bool isMet, string advice, string law) =>
        new() { Key = key, Type = type, IsMet = isMet, Advice = isMet ? "" : advice, Law = law };

    // Never between the two halves of a character: such a text has no UTF-8.
    private static string Shortened(string text) => text.Length <= 20 ? text : text[..(char.IsHighSurrogate(text[19]) ? 19 : 20)] + "…";
}
