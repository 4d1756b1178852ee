using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Tests;

/// <summary>What a draft is told. LAW-REP-01 and LAW-REP-02.</summary>
public class ReportRequirementsTests
{
    private static readonly DateTimeOffset At = new(2024, 9, 23, 3, 0, 0, TimeSpan.Zero);

    private const string OneWord = """
        Formal | reporter_identity | False | Nama dan alamat pelapor belum lengkap. Laporan tetap diterima sebagai informasi awal; Anda dapat melengkapinya agar menjadi laporan resmi.
        Formal | respondent | False | Pihak terlapor belum disebut. Tuliskan siapa pun yang Anda ketahui: nama, jabatan, instansi, atau ciri lain.
        Formal | reported_in_time | False | Tanggal Anda mengetahui kejadian belum disebut; batas waktu pelaporan dihitung sejak tanggal itu.
        Material | time_of_act | False | Waktu kejadian belum disebut.
        Material | place_of_act | False | Tempat kejadian belum disebut.
        Material | account | True | 
        Material | evidence | False | Bukti belum disebut. Tautan, tangkapan layar, atau saksi membantu pemeriksaan.

        """;

    [Fact]
    public void Every_requirement_is_told_with_what_to_add() => Assert.Equal(OneWord, Table(new SubmitReportRequest { Narrative = "curang" }));

    [Fact]
    public void What_is_met_needs_no_advice_and_an_empty_draft_meets_nothing()
    {
        Assert.All(Of(Whole()), requirement => Assert.Equal((true, ""), (requirement.IsMet, requirement.Advice)));
        Assert.All(Of(new SubmitReportRequest()), requirement => Assert.True(!requirement.IsMet && requirement.Advice.Length > 0));
    }

    [Fact]
    public void Each_requirement_cites_its_regulation() => Assert.All(Of(new SubmitReportRequest()), requirement =>
        Assert.StartsWith($"Perbawaslu 7/2022 Pasal 15 ayat ({(requirement.Type == RequirementType.Formal ? 3 : 4)}) (Pemilu); Perbawaslu 8/2020", requirement.Law, StringComparison.Ordinal));

    [Fact]
    public void A_receipt_remarks_exactly_what_the_draft_was_told_is_missing()
    {
        foreach (var draft in new[] { new SubmitReportRequest(), new SubmitReportRequest { Narrative = "curang", RegionCode = "99.99" }, Whole() })
        {
            var told = Of(draft).Where(r => !r.IsMet).Select(r => r.Advice).Concat(ReportRequirements.NotesOn(draft, ReportContent.RegionOf(draft)));

            Assert.Equal(told, ReportRequirements.RemarksOn(draft, ReportContent.RegionOf(draft), ReportKinds.Of(draft), At));
        }
    }

    [Theory]
    [InlineData(ReportKind.Temuan)]
    [InlineData(ReportKind.Lhp)]
    public void Whoever_finds_something_in_office_is_not_asked_for_an_address(ReportKind kind)
    {
        var remarks = ReportRequirements.RemarksOn(new SubmitReportRequest { Narrative = "curang" }, null, kind, At).ToList();

        Assert.Equal(5, remarks.Count);
        Assert.DoesNotContain(remarks, remark => remark.Contains("alamat", StringComparison.Ordinal));
    }

    private static IReadOnlyList<Requirement> Of(SubmitReportRequest draft) =>
        ReportRequirements.Of(draft, ReportContent.RegionOf(draft), FilingTime.Of(draft, ReportContent.RegionOf(draft)?.Code ?? RegionCode.National, At));

    private static string Table(SubmitReportRequest draft) => string.Concat(Of(draft).Select(r => $"{r.Type} | {r.Key} | {r.IsMet} | {r.Advice}\n"));

    private static SubmitReportRequest Whole() => new()
    {
        Narrative = "Camat mengajak memilih.",
        Reporter = new Reporter { Name = "A", Address = "B" },
        Respondents = { new Respondent { Position = "Camat" } },
        RegionCode = "75.71",
        HappenedOn = "2024-09-20",
        KnownOn = "2024-09-21",
        Evidence = { new Evidence { Description = "foto" } },
    };
}
