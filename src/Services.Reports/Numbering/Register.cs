using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Numbering;

/// <summary>One sequence of official numbers: of an office, for reports (<c>LP</c>) or findings (<c>TM</c>), in a contest and a year. Pure.</summary>
/// <param name="Office">Region of the office; a district's at the deepest.</param>
/// <param name="Type"><c>LP</c> or <c>TM</c>.</param>
/// <param name="Contest">Code of the contest; <see cref="UnknownContest"/> when it is not known.</param>
/// <param name="Year">By the calendar of the office.</param>
/// <remarks>
/// Law: the pattern of numbers on Bawaslu's public list [LAW-NUM-01]. That a sequence begins anew per office, type, contest and year is not certain.
/// Informasi awal and LHP have no official number: the list has none, and a number would say that there is a report or a finding where there is none yet.
/// </remarks>
internal sealed record Register(RegionCode Office, string Type, string Contest, int Year)
{
    /// <summary>Stands where the contest is not known; no code of Bawaslu's.</summary>
    internal const string UnknownContest = "00";

    private static readonly string[] Months = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

    /// <summary>The register of a report; null for what has no official number.</summary>
    /// <param name="report">What it was taken in as.</param>
    /// <param name="formalAt">Since when it is a report or a finding.</param>
    internal static Register? Of(Classification report, DateTimeOffset formalAt)
    {
        // A village's supervisor has no level in the pattern: the district's register is the nearest.
        var office = report.Office.Level == RegionLevel.Village ? report.Office.Parent!.Value : report.Office;
        return TypeOf(report.Kind) is { } type ? new Register(office, type, report.Contest ?? UnknownContest, LocalDate(office, formalAt).Year) : null;
    }

    /// <summary>The register in which an office enters what it registers; null for what is not registered.</summary>
    /// <param name="office">Region of the office that handles it.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="contest">Code of the contest; null when it is not known.</param>
    /// <param name="registeredAt">Instant of the registration, whose year and month are told by the calendar of the office.</param>
    internal static Register? OfRegistration(RegionCode office, ReportKind kind, string? contest, DateTimeOffset registeredAt) =>
        Of(new Classification(kind, office, contest), registeredAt);

    /// <summary>Whether reports of a kind are numbered.</summary>
    internal static bool Has(ReportKind kind) => TypeOf(kind) is not null;

    /// <summary>A number of this register, for example <c>002/LP/PL/Kab/14.11/IV/2024</c>.</summary>
    /// <param name="sequence">From 1, without gaps.</param>
    /// <param name="formalAt">Since when the report is one; its month is told by the calendar of the office.</param>
    internal string Number(int sequence, DateTimeOffset formalAt) => string.Create(CultureInfo.InvariantCulture, $"{sequence:D3}/{Rest(formalAt)}");

    /// <summary>A number of a registration, for example <c>002/Reg/LP/PL/Kab/14.11/IV/2024</c> [LAW-NUM-02].</summary>
    /// <param name="sequence">From 1, without gaps.</param>
    /// <param name="registeredAt">Instant of the registration.</param>
    internal string RegistrationNumber(int sequence, DateTimeOffset registeredAt) => string.Create(CultureInfo.InvariantCulture, $"{sequence:D3}/Reg/{Rest(registeredAt)}");

    private string Rest(DateTimeOffset at) => $"{Type}/{Contest}/{Level}/{OfficeCode}/{Months[LocalDate(Office, at).Month - 1]}/{Year}";

    private string Level => Office.Kind switch
    {
        RegionKind.Nasional => "RI",
        RegionKind.Provinsi => "Prov",
        RegionKind.Kabupaten => "Kab",
        RegionKind.Kota => "Kota",
        RegionKind.Kecamatan or RegionKind.Kelurahan or RegionKind.Desa or RegionKind.DesaAdat => "Kec",
    };

    // Kemendagri's code must never be taken for Bawaslu's, which is another place's: 14 is Jawa Tengah to Bawaslu and Riau to Kemendagri.
    private string OfficeCode => (BawasluCodes.Find(Office) ?? $"K{Office}") + (Office.Level is RegionLevel.National or RegionLevel.Province ? ".00" : "");

    private static string? TypeOf(ReportKind kind) => kind switch
    {
        ReportKind.Laporan => "LP",
        ReportKind.Temuan => "TM",
        ReportKind.InformasiAwal or ReportKind.Lhp or ReportKind.Unspecified => null,
    };

    private static DateOnly LocalDate(RegionCode office, DateTimeOffset at) => RegionDirectory.TimeZoneOf(office).LocalDate(at);
}
