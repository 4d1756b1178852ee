using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Reading;

/// <summary>Counts and decisions.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class StatisticsTests(BackingServices backing) : IDisposable
{
    private const string Region = "53.16";
    private const string Office = "bawaslu:53.16";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Counts_are_right_at_every_instant_while_two_replicas_write_and_add_up()
    {
        await using var one = await ReportsProcess.StartAsync(backing, spool.FullName);
        await using var two = await ReportsProcess.StartAsync(backing, spool.FullName);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(async n =>
        {
            var report = await ExaminedReport.SubmittedAsync(n % 2 == 0 ? one : two, ExaminedReport.Whole(Region, "Pilbup"), Office);
            if (n % 3 == 0)
            {
                await report.ClaimAsync();
            }

            Assert.True((await one.WorkList.CountCasesAsync(new CountCasesRequest(), TestIssuer.As(Office))).Total > 0);
        }));

        var counts = await two.WorkList.CountCasesAsync(new CountCasesRequest { OfficeCode = Region }, TestIssuer.As("bawaslu:53"));
        Assert.Equal("Received 8, InitialReview 4", string.Join(", ", counts.Counts.Select(each => $"{each.Status} {each.Count}")));
        Assert.Equal(12, counts.Total);
        Assert.Equal(0L, await DifferencesAsync());

        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from reports.tally_changes where office_code like $1", $"{Region}%"), waiting => waiting == 0);
        Assert.Equal(counts, await two.WorkList.CountCasesAsync(new CountCasesRequest { OfficeCode = Region }, TestIssuer.As("bawaslu:53")));
        Assert.Equal(0L, await DifferencesAsync());
    }

    [Fact]
    public async Task An_office_counts_its_cases_by_region_category_status_contest_year_kind_and_channel()
    {
        var replica = await backing.ReplicaAsync();
        const string District = "bawaslu:53.17";
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("53.17", "Pilbup"), District);
        await report.JudgeAndRegisterAsync();
        await report.DecideAsync(["D-06", "D-05"]);
        await replica.Intake.SubmitReportAsync(new SubmitReportRequest { RequestId = ExaminedReport.NewId(), Narrative = "CONTOH kabar.", RegionCode = "53.17" });

        Assert.Equal("53.17 2 | 2", await TableAsync(CountDimension.Region));
        Assert.Equal("D-05 1, D-06 1 | 2", await TableAsync(CountDimension.Category));
        Assert.Equal("Received 1, Violation 1 | 2", await TableAsync(CountDimension.Status));
        Assert.Equal(" 2 | 2", await TableAsync(CountDimension.Contest));
        Assert.Equal("InformasiAwal 1, Laporan 1 | 2", await TableAsync(CountDimension.Kind));
        Assert.Equal("Unspecified 2 | 2", await TableAsync(CountDimension.Channel));
        Assert.EndsWith(" 2 | 2", await TableAsync(CountDimension.Year), StringComparison.Ordinal);
        Assert.Equal(" | 0", await TableAsync(CountDimension.Status, new CountReportsRequest { Year = 1999 }));
        Assert.Equal("Laporan 1 | 1", await TableAsync(CountDimension.Kind, new CountReportsRequest { Statuses = { ReportStatus.Violation }, Kinds = { ReportKind.Laporan } }));
        Assert.DoesNotContain("53.17", await TableAsync(CountDimension.Region, office: "bawaslu:53.18"), StringComparison.Ordinal);

        var wrong = await Refusal.OfAsync(replica.WorkList.CountReportsAsync(
            new CountReportsRequest { OfficeCode = "11", ContestId = "\0", Statuses = { (ReportStatus)99 }, Kinds = { ReportKind.Unspecified } }, TestIssuer.As(District)));
        Assert.Equal(("STATISTICS_INVALID", "dimension office_code contest_id statuses kinds"), (wrong.Reason, string.Join(' ', wrong.Fields)));

        async Task<string> TableAsync(CountDimension dimension, CountReportsRequest? request = null, string office = District)
        {
            var asked = request ?? new CountReportsRequest();
            asked.Dimension = dimension;
            var table = await replica.WorkList.CountReportsAsync(asked, TestIssuer.As(office));
            Assert.All(table.Counts, each => Assert.NotEqual("", each.Name));
            return $"{string.Join(", ", table.Counts.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"{each.Key} {each.Count}"))} | {table.Total}";
        }
    }

    [Fact]
    public async Task Anyone_reads_counts_of_which_none_is_below_five_and_decisions_without_a_person_or_report()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("53.19", "Pilbup"), "bawaslu:53.19");
        await report.JudgeAndRegisterAsync();
        await report.DecideAsync(["D-06", "D-05"]);
        foreach (var dimension in Enum.GetValues<CountDimension>().Where(dimension => dimension != CountDimension.Unspecified))
        {
            var counts = await replica.Statistics.ListPublicCountsAsync(new ListPublicCountsRequest { Dimension = dimension });
            Assert.All(counts.Counts, each => Assert.True(each.Count >= 5));
            Assert.True(counts.Others is 0 or >= 5);
            Assert.True(dimension == CountDimension.Category || counts.IsTotalWithheld || counts.Counts.Sum(each => each.Count) + counts.Others == counts.Total);
        }

        var decisions = new List<PublicDecision>();
        var request = new ListDecisionsRequest { PageSize = 1 };
        do
        {
            var page = await replica.Statistics.ListDecisionsAsync(request);
            decisions.AddRange(page.Decisions);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(await backing.ScalarAsync<long>("select count(*) from reports.anonymous_decisions"), decisions.Count);
        var decision = decisions.First(each => each.Code == "D-06");
        Assert.Equal(("2024-10", "Pelanggaran"), (decision.Month, decision.OutcomeText));
        Assert.NotEqual("", decision.Act + decision.Law);
        Assert.DoesNotContain("report", string.Join(' ', await backing.ScalarAsync<string[]>("select array_agg(column_name::text) from information_schema.columns where table_name = 'anonymous_decisions'")), StringComparison.Ordinal);
        await Outcome.RefusedAsync(replica.Statistics.ListPublicCountsAsync(new ListPublicCountsRequest()), StatusCode.InvalidArgument, "STATISTICS_INVALID");
        await Outcome.RefusedAsync(replica.Statistics.ListDecisionsAsync(new ListDecisionsRequest { PageToken = "2024-10-x" }), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        await Outcome.RefusedAsync(replica.Statistics.ListDecisionsAsync(new ListDecisionsRequest { PageSize = 999 }), StatusCode.InvalidArgument, "PAGE_SIZE_INVALID");
    }

    // Cells in which what was counted differs from what there is.
    private Task<long> DifferencesAsync() => backing.ScalarAsync<long>(
        """
        with counted as (
            select code, office_code, received_year, kind, status, contest_id, channel, sum(n) as n from (
                select code, office_code, received_year, kind, status, contest_id, channel, count as n from reports.tallies
                union all select code, office_code, received_year, kind, status, contest_id, channel, change from reports.tally_changes) as c
            group by 1, 2, 3, 4, 5, 6, 7 having sum(n) <> 0
        ), there as (
            select c.code, w.office_code, w.received_year, w.kind, w.status, coalesce(w.contest_id, '') as contest_id, w.channel, count(*)::numeric as n
            from reports.work_list w cross join lateral (select '' as code union all select unnest(w.codes)) as c group by 1, 2, 3, 4, 5, 6, 7
        )
        select (select count(*) from (select * from counted except select * from there) as a) + (select count(*) from (select * from there except select * from counted) as b)
        """);
}
