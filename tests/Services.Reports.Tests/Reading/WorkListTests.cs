using System.Text;
using System.Text.Json;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Reading;

/// <summary>What offices have to work on: lists, searches and files of it.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class WorkListTests(BackingServices backing) : IDisposable
{
    private const string Region = "53.10";
    private const string Office = "bawaslu:53.10";
    private const string Above = "bawaslu:53";
    private const string Elsewhere = "bawaslu:53.11";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_report_is_listed_at_once_and_found_by_what_its_officers_make_of_it_and_by_nothing_that_its_reporter_wrote()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.SubmittedAsync(replica, Named(Region, "Drs. Yakobus Contohwan"), Office);
        var listed = await OneAsync(replica, report, new CaseFilter { Statuses = { ReportStatus.Received } });
        Assert.Equal((ReportKind.Laporan, ReportStatus.Received, Region, ""), (listed!.Kind, listed.Status, listed.OfficeCode, listed.ClaimedBy));
        Assert.Null(await OneAsync(replica, report, new CaseFilter { Respondent = "yakobus" }));

        await report.ClaimAsync();
        await report.JudgeAndRegisterAsync();
        Assert.NotNull(await OneAsync(replica, report, new CaseFilter { Respondent = "CONTOHWAN yakobus", Claim = ClaimFilter.Mine, Deadline = DeadlineFilter.Unspecified }));
        Assert.NotNull((await OneAsync(replica, report, new CaseFilter()))!.DueAt);
        await report.DecideAsync(["D-06"]);

        CaseFilter[] found =
        [
            new() { Respondent = "Contohwan" }, new() { Text = "mengkaji" }, new() { Text = "catatan contoh kajian", Respondent = "yakobus" }, new() { Codes = { "D-06" } }, new() { Track = "HukumLainnya" },
            new() { Statuses = { ReportStatus.Violation, ReportStatus.Study } }, new() { Kinds = { ReportKind.Laporan } }, new() { Deadline = DeadlineFilter.None }, new() { Claim = ClaimFilter.Nobody },
            new() { OfficeCode = Region },
        ];
        CaseFilter[] notFound =
        [
            new() { Respondent = "Contoh" }, new() { Text = "membagikan unggahan" }, new() { Text = "dan yang" }, new() { Text = "'& | ! :* ( kajian", Respondent = "orang" }, new() { Codes = { "D-05" } },
            new() { Track = "Pidana" }, new() { Statuses = { ReportStatus.Received } }, new() { Kinds = { ReportKind.Temuan } }, new() { Deadline = DeadlineFilter.Overdue },
            new() { Claim = ClaimFilter.Mine }, new() { HasUnreadMessages = true }, new() { ContestId = "tidak-ada" }, new() { LastDayTo = "2999-01-01" },
        ];
        foreach (var filter in found)
        {
            Assert.True(await OneAsync(replica, report, filter) is not null, filter.ToString());
            Assert.True(await OneAsync(replica, report, filter, CaseOrder.Receipt) is not null, filter.ToString());
        }

        foreach (var filter in notFound)
        {
            Assert.True(await OneAsync(replica, report, filter) is null, filter.ToString());
        }

        var decided = await OneAsync(replica, report, new CaseFilter());
        Assert.Equal(("D-06", ReportStatus.Violation), (Assert.Single(decided!.Codes), decided.Status));
        Assert.NotEqual("", decided.RegistrationNumber);
    }

    [Fact]
    public async Task An_office_sees_its_own_region_and_those_below_and_where_what_it_sent_away_stands()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, Named(Region, "Maria Contohwati"), Office);
        var search = new CaseFilter { Respondent = "Contohwati" };
        Assert.NotNull(await OneAsync(replica, report, search, caller: TestIssuer.As(Above)));
        Assert.NotNull(await OneAsync(replica, report, search, caller: TestIssuer.As("bawaslu:00", role: "central")));
        Assert.Null(await OneAsync(replica, report, search, caller: TestIssuer.As(Elsewhere)));
        Assert.Null(await OneAsync(replica, report, new CaseFilter(), caller: TestIssuer.As(Elsewhere)));

        await replica.Transfers.TransferCaseAsync(new TransferCaseRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = report.Number,
            ExpectedVersion = report.State.Version,
            ToOfficeCode = "53.11",
            Reason = "CONTOH wilayah lain.",
            Document = new EvidenceDocument { Number = "001", DatedOn = "2024-10-01" },
        }, TestIssuer.As(Office));
        Assert.DoesNotContain(await SentAsync(replica), sent => sent.Number == report.Number);
        await report.GetAsync();
        await replica.Transfers.AcknowledgeTransferAsync(
            new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version }, TestIssuer.As(Elsewhere));

        Assert.Null(await OneAsync(replica, report, new CaseFilter()));
        Assert.NotNull(await OneAsync(replica, report, search, caller: TestIssuer.As(Elsewhere)));
        Assert.NotNull(await OneAsync(replica, report, new CaseFilter { Text = "wilayah" }, caller: TestIssuer.As(Elsewhere)));
        var sent = Assert.Single(await SentAsync(replica), sent => sent.Number == report.Number);
        Assert.Equal(("53.11", ReportStatus.InitialReview), (sent.OfficeCode, sent.Status));
    }

    [Theory]
    [InlineData(CaseOrder.Receipt)]
    [InlineData(CaseOrder.Deadline)]
    public async Task Pages_have_each_case_once_while_others_come_and_change(CaseOrder order)
    {
        var replica = await backing.ReplicaAsync();
        var region = order == CaseOrder.Receipt ? "53.12" : "53.13";
        var caller = TestIssuer.As($"bawaslu:{region}");
        var numbers = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            numbers.Add((await replica.Intake.SubmitReportAsync(Tip(region))).Number);
        }

        var seen = new List<string>();
        var request = new ListCasesRequest { Filter = new CaseFilter { Kinds = { ReportKind.InformasiAwal } }, Order = order, PageSize = 3 };
        do
        {
            var page = await replica.WorkList.ListCasesAsync(request, caller);
            seen.AddRange(page.Cases.Select(listed => listed.Number));
            request.PageToken = page.NextPageToken;
            var late = await ExaminedReport.SubmittedAsync(replica, Tip(region), $"bawaslu:{region}");
            await late.ClaimAsync();
        }
        while (request.PageToken.Length > 0 && seen.Count < 50);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Subset(seen.ToHashSet(), numbers.ToHashSet());
    }

    [Fact]
    public async Task Each_wrong_request_is_told_what_is_wrong_all_at_once()
    {
        var replica = await backing.ReplicaAsync();
        await replica.Intake.SubmitReportAsync(Tip(Region));
        await replica.Intake.SubmitReportAsync(Tip(Region));
        var wrong = await Refusal.OfAsync(replica.WorkList.ListCasesAsync(new ListCasesRequest
        {
            Filter = new CaseFilter
            {
                Statuses = { ReportStatus.Unspecified },
                Kinds = { (ReportKind)99 },
                Deadline = (DeadlineFilter)99,
                Claim = (ClaimFilter)99,
                Codes = { "X-1" },
                Track = "pidana",
                LastDayFrom = "kemarin",
                LastDayTo = "2024-13-01",
                ContestId = "\0",
                Respondent = "...",
                Text = new string('a', 201),
                OfficeCode = "53.11",
            },
        }, TestIssuer.As(Office)));
        Assert.Equal("FILTER_INVALID", wrong.Reason);
        Assert.Equal(
            ["filter.statuses", "filter.kinds", "filter.deadline", "filter.claim", "filter.codes", "filter.track", "filter.last_day_from", "filter.last_day_to", "filter.contest_id", "filter.respondent", "filter.text", "filter.office_code"],
            wrong.Fields);

        var first = await replica.WorkList.ListCasesAsync(new ListCasesRequest { PageSize = 1 }, TestIssuer.As(Office));
        await RefusedAsync(new ListCasesRequest { PageSize = 201 }, "PAGE_SIZE_INVALID", Office);
        await RefusedAsync(new ListCasesRequest { PageToken = "x" }, "PAGE_TOKEN_INVALID", Office);
        await RefusedAsync(new ListCasesRequest { PageToken = first.NextPageToken + "A" }, "PAGE_TOKEN_INVALID", Office);
        await RefusedAsync(new ListCasesRequest { PageToken = first.NextPageToken, Order = CaseOrder.Receipt }, "PAGE_TOKEN_OF_OTHER_LIST", Office);
        await RefusedAsync(new ListCasesRequest { PageToken = first.NextPageToken, Filter = new CaseFilter { Claim = ClaimFilter.Nobody } }, "PAGE_TOKEN_OF_OTHER_LIST", Office);
        await RefusedAsync(new ListCasesRequest { PageToken = first.NextPageToken }, "PAGE_TOKEN_OF_OTHER_LIST", Above);
        await Outcome.RefusedAsync(replica.WorkList.CountCasesAsync(new CountCasesRequest { OfficeCode = "11" }, TestIssuer.As(Office)), StatusCode.InvalidArgument, "FILTER_INVALID");
        await Outcome.RefusedAsync(replica.WorkList.ListSentCasesAsync(new ListSentCasesRequest { PageSize = -1 }, TestIssuer.As(Office)), StatusCode.InvalidArgument, "PAGE_SIZE_INVALID");
        await Outcome.RefusedAsync(replica.WorkList.ListSentCasesAsync(new ListSentCasesRequest { PageToken = "x" }, TestIssuer.As(Office)), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        Assert.NotEqual("", first.NextPageToken);

        async Task RefusedAsync(ListCasesRequest request, string reason, string office) =>
            await Outcome.RefusedAsync(replica.WorkList.ListCasesAsync(request, TestIssuer.As(office)), StatusCode.InvalidArgument, reason);
    }

    [Fact]
    public async Task A_file_has_every_case_that_fits_and_nobody_who_reported_or_is_reported()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, Named("53.14", "Lukas Contohnda"), "bawaslu:53.14");
        await replica.Intake.SubmitReportAsync(Tip("53.14"));
        var caller = TestIssuer.As("bawaslu:53.14");

        var csv = await ExportAsync(replica, new ExportCasesRequest(), caller);
        var json = JsonDocument.Parse(await ExportAsync(replica, new ExportCasesRequest { Format = CaseExportFormat.Json, Filter = new CaseFilter { Kinds = { ReportKind.Laporan } } }, caller)).RootElement;
        var nothing = JsonDocument.Parse(await ExportAsync(replica, new ExportCasesRequest { Format = CaseExportFormat.Json, Filter = new CaseFilter { Kinds = { ReportKind.Temuan } } }, caller)).RootElement;

        var lines = csv.Split("\r\n");
        Assert.StartsWith("number,official_number,", lines[0], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
        Assert.Contains(lines, line => line.StartsWith($"{report.Number},", StringComparison.Ordinal) && line.Contains(",Laporan,InitialReview,Kajian awal,", StringComparison.Ordinal));
        Assert.DoesNotContain("Pelapor uji", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Contohnda", csv, StringComparison.Ordinal);
        Assert.Equal((report.Number, "53.14"), (Assert.Single(json.EnumerateArray()).GetProperty("number").GetString(), json[0].GetProperty("office_code").GetString()));
        Assert.Equal(0, nothing.GetArrayLength());
        var wrong = new ExportCasesRequest { Filter = new CaseFilter { Respondent = "x", Text = "x", OfficeCode = "11" }, Format = (CaseExportFormat)9 };
        var refused = await Assert.ThrowsAsync<RpcException>(() => ExportAsync(replica, wrong, caller));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Theory]
    [InlineData("review.before_commit", 0L)]
    [InlineData("review.after_commit_before_reply", 3L)]
    public async Task What_a_search_finds_is_stored_with_the_step_or_not_at_all(string failpoint, long marks)
    {
        ExaminedReport report;
        ClaimCaseRequest claim;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            report = await ExaminedReport.SubmittedAsync(dying, Named("53.15", "Anna Maria Contohbria"), "bawaslu:53.15");
            claim = report.Claim();
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Review.ClaimCaseAsync(claim, TestIssuer.As("bawaslu:53.15"))));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(marks, await MarksAsync(report));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        await next.Review.ClaimCaseAsync(claim, TestIssuer.As("bawaslu:53.15"));
        Assert.Equal(3L, await MarksAsync(report));
    }

    private Task<long> MarksAsync(ExaminedReport report) => backing.ScalarAsync<long>(
        "select count(*) from reports.respondent_marks m join reports.reports r on r.id = m.report_id where r.number = $1", report.Number.Replace("-", "", StringComparison.Ordinal));

    private static async Task<IEnumerable<SentCase>> SentAsync(ReportsProcess replica) => (await replica.WorkList.ListSentCasesAsync(new ListSentCasesRequest(), TestIssuer.As(Office))).Cases;

    private static async Task<string> ExportAsync(ReportsProcess replica, ExportCasesRequest request, Metadata caller)
    {
        using var call = replica.WorkList.ExportCases(request, caller);
        var file = new StringBuilder();
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
        {
            file.Append(piece.Data.ToStringUtf8());
        }

        return file.ToString();
    }

    private static async Task<ListedCase?> OneAsync(ReportsProcess replica, ExaminedReport report, CaseFilter filter, CaseOrder order = CaseOrder.Deadline, Metadata? caller = null) =>
        (await replica.WorkList.ListCasesAsync(new ListCasesRequest { Filter = filter, Order = order, PageSize = 200 }, caller ?? TestIssuer.As(Office))).Cases.SingleOrDefault(listed => listed.Number == report.Number);

    private static SubmitReportRequest Named(string region, string respondent)
    {
        var report = ExaminedReport.Whole(region, "Pilbup");
        report.Respondents[0].Name = respondent;
        return report;
    }

    private static SubmitReportRequest Tip(string region) => new() { RequestId = ExaminedReport.NewId(), Narrative = "CONTOH kabar.", RegionCode = region };
}
