using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Tests;

/// <summary>Until when a report can be filed: LAW-CLK-01 for Pemilu, LAW-CLK-02 for Pilkada, LAW-REP-01.</summary>
public class FilingTimeTests
{
    private const string Times = """
        Pilwali | 35.75 | Selasa, 1 Oktober 2024 | 2024-10-02T03:00Z | InTime | 2024-10-08
        Pilwali | 35.75 | selasa (1/10/2024) | 2024-10-02T03:00Z | InTime | 2024-10-08
        Pilwali | 35.75 | 1 Okt 2024 | 2024-10-02T03:00Z | InTime | 2024-10-08
        Pilwali | 35.75 | Sel, 01 Oktober 2024 | 2024-10-02T03:00Z | InTime | 2024-10-08
        Pilwali | 35.75 | Senin, 1 Oktober 2024 | 2024-10-02T03:00Z | Unreadable | 
        Pilwali | 35.75 | 2024-10-01 | 2024-10-08T16:59Z | InTime | 2024-10-08
        Pilwali | 35.75 | 2024-10-01 | 2024-10-08T17:00Z | Late | 2024-10-08
        Pilwali | 75.71 | 2024-10-01 | 2024-10-08T16:00Z | Late | 2024-10-08
        Pilwali | 81.71 | 2024-10-01 | 2024-10-08T15:00Z | Late | 2024-10-08
        Pileg | 35.75 | 2024-01-04 | 2024-01-15T16:59Z | InTime | 2024-01-15
        Pileg | 35.75 | 2024-01-04 | 2024-01-15T17:00Z | Late | 2024-01-15
         | 35.75 | 2024-01-04 | 2024-01-11T17:00Z | InTime | 2024-01-11
         | 35.75 | 2024-01-04 | 2024-01-15T17:00Z | Late | 2024-01-11
         |  | 2024-01-04 | 2024-01-11T16:59Z | InTime | 2024-01-11
        Pilwali | 35.75 | 1/10/2024 | 2024-10-02T03:00Z | InTime | 2024-10-08
        Pilwali | 35.75 | 2024-10-03 | 2024-10-02T16:59Z | InFuture | 
        Pilwali | 35.75 | 2024-10-03 | 2024-10-02T17:00Z | InTime | 2024-10-10
        Pilwali | 35.75 | 2100-12-31 | 2024-10-02T03:00Z | InFuture | 
        Pilwali | 35.75 | 9999-12-31 | 2024-10-02T03:00Z | Unreadable | 
        Pilwali | 35.75 | 0001-01-01 | 2024-10-02T03:00Z | Unreadable | 
        Pileg | 35.75 | 1999-01-04 | 2024-10-02T03:00Z | InTime | 
        Pilwali | 35.75 | 2024-02-30 | 2024-10-02T03:00Z | Unreadable | 
        Pilwali | 35.75 | dua hari lalu | 2024-10-02T03:00Z | Unreadable | 
        Pilwali | 35.75 | ... | 2024-10-02T03:00Z | NotTold | 

        """;

    [Fact]
    public void The_last_day_is_counted_by_the_law_of_the_contest_and_the_calendar_of_the_place()
    {
        var table = string.Concat(Times.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var cells = line.Split(" | ");
            var filing = Of(cells[0].Trim(), cells[1], cells[2], cells[3]);
            return $"{cells[0]} | {cells[1]} | {cells[2]} | {cells[3]} | {filing.State} | {filing.LastDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\n";
        }));

        Assert.Equal(Times, table);
    }

    [Fact]
    public void How_it_was_counted_is_told_in_a_sentence_with_its_law()
    {
        Assert.Equal(
            "Batas penyampaian laporan Selasa, 8 Oktober 2024 pukul 23.59 WITA: 7 hari kalender sejak diketahui dan/atau ditemukan Selasa, 1 Oktober 2024 (UU 1/2015 Pasal 134 ayat (4)).",
            Of("Pilwali", "75.71", "2024-10-01", "2024-10-02T03:00Z").Sentence());
        Assert.EndsWith(
            "Pemilihan yang dimaksud belum dikenali, sehingga disebut batas yang paling awal.", Of("", "75.71", "2024-10-01", "2024-10-02T03:00Z").Sentence(), StringComparison.Ordinal);
        Assert.Equal("", Of("Pilwali", "75.71", "kemarin", "2024-10-02T03:00Z").Sentence());
    }

    private static FilingTime Of(string contest, string region, string knownOn, string at)
    {
        var report = new SubmitReportRequest { Contest = contest, RegionCode = region, KnownOn = knownOn };
        return FilingTime.Of(report, ReportContent.RegionOf(report)?.Code ?? RegionCode.National, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
    }
}
