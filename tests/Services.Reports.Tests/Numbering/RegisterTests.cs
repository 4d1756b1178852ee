using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Services.Reports.Numbering;

namespace Netralitas.Services.Reports.Tests.Numbering;

/// <summary>Official numbers as they are written: LAW-NUM-01.</summary>
public class RegisterTests
{
    private const string Numbers = """
        Laporan | 00 | PL | 2024-03-05T03:00Z | 21 | 021/LP/PL/RI/00.00/III/2024
        Laporan | 33 | PP | 2024-03-05T03:00Z | 2 | 002/LP/PP/Prov/14.00/III/2024
        Laporan | 33.11 | PL | 2024-04-05T03:00Z | 2 | 002/LP/PL/Kab/K33.11/IV/2024
        Laporan | 35.75 | PW | 2024-09-20T03:00Z | 1 | 001/LP/PW/Kota/K35.75/IX/2024
        Temuan | 35.75 | PW | 2024-09-20T03:00Z | 6 | 006/TM/PW/Kota/K35.75/IX/2024
        Laporan | 75 |  | 2024-09-20T03:00Z | 7 | 007/LP/00/Prov/K75.00/IX/2024
        Laporan | 75.71.05 | PG | 2024-09-20T03:00Z | 12 | 012/LP/PG/Kec/K75.71.05/IX/2024
        Laporan | 75.71.05.1003 | PG | 2024-09-20T03:00Z | 13 | 013/LP/PG/Kec/K75.71.05/IX/2024
        Laporan | 35.75 | PW | 2024-12-31T16:59Z | 999 | 999/LP/PW/Kota/K35.75/XII/2024
        Laporan | 35.75 | PW | 2024-12-31T17:00Z | 1000 | 1000/LP/PW/Kota/K35.75/I/2025
        Laporan | 81.71 | PW | 2024-12-31T15:00Z | 1 | 001/LP/PW/Kota/K81.71/I/2025
        InformasiAwal | 35.75 | PW | 2024-09-20T03:00Z | 1 | 
        Lhp | 35.75 | PW | 2024-09-20T03:00Z | 1 | 

        """;

    [Fact]
    public void A_number_tells_type_contest_level_office_and_the_month_and_year_of_the_offices_calendar()
    {
        var table = string.Concat(Rows().Select(row =>
        {
            var at = DateTimeOffset.Parse(row.At, System.Globalization.CultureInfo.InvariantCulture);
            var register = Register.Of(new Classification(row.Kind, RegionCode.Parse(row.Office), row.Contest), at);
            return $"{row.Kind} | {row.Office} | {row.Contest} | {row.At} | {row.Sequence} | {register?.Number(row.Sequence, at)}\n";
        }));

        Assert.Equal(Numbers, table);
    }

    [Fact]
    public void Offices_that_differ_never_write_the_same_number()
    {
        var at = new DateTimeOffset(2024, 9, 20, 3, 0, 0, TimeSpan.Zero);
        var offices = RegionDirectory.Within(RegionCode.National, RegionLevel.Province).Concat(RegionDirectory.Within(RegionCode.National, RegionLevel.Regency))
            .Concat(RegionDirectory.Within(RegionCode.National, RegionLevel.District)).Select(region => region.Code).Append(RegionCode.National).ToList();

        var numbers = offices.Select(office => Register.Of(new Classification(ReportKind.Laporan, office, "PW"), at)!.Number(1, at)).ToHashSet();

        Assert.Equal(offices.Count, numbers.Count);
    }

    [Theory]
    [InlineData(ReportKind.Laporan, true)]
    [InlineData(ReportKind.Temuan, true)]
    [InlineData(ReportKind.InformasiAwal, false)]
    [InlineData(ReportKind.Lhp, false)]
    public void Only_reports_and_findings_are_numbered(ReportKind kind, bool isNumbered) => Assert.Equal(isNumbered, Register.Has(kind));

    private static IEnumerable<(ReportKind Kind, string Office, string? Contest, string At, int Sequence)> Rows() =>
    [
        (ReportKind.Laporan, "00", "PL", "2024-03-05T03:00Z", 21),
        (ReportKind.Laporan, "33", "PP", "2024-03-05T03:00Z", 2),
        (ReportKind.Laporan, "33.11", "PL", "2024-04-05T03:00Z", 2),
        (ReportKind.Laporan, "35.75", "PW", "2024-09-20T03:00Z", 1),
        (ReportKind.Temuan, "35.75", "PW", "2024-09-20T03:00Z", 6),
        (ReportKind.Laporan, "75", null, "2024-09-20T03:00Z", 7),
        (ReportKind.Laporan, "75.71.05", "PG", "2024-09-20T03:00Z", 12),
        (ReportKind.Laporan, "75.71.05.1003", "PG", "2024-09-20T03:00Z", 13),
        (ReportKind.Laporan, "35.75", "PW", "2024-12-31T16:59Z", 999),
        (ReportKind.Laporan, "35.75", "PW", "2024-12-31T17:00Z", 1000),
        (ReportKind.Laporan, "81.71", "PW", "2024-12-31T15:00Z", 1),
        (ReportKind.InformasiAwal, "35.75", "PW", "2024-09-20T03:00Z", 1),
        (ReportKind.Lhp, "35.75", "PW", "2024-09-20T03:00Z", 1),
    ];
}
