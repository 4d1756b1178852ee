using System.Globalization;
using Aspire.Hosting.Testing;
using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Npgsql;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class ReviewTests(RunningSuite suite)
{
    private static readonly string[] Requirements =
        ["reporter_identity", "respondent", "reported_in_time", "time_of_act", "place_of_act", "account", "evidence"];

    [Fact]
    public async Task A_report_is_examined_completed_and_registered_and_its_reporter_follows_it()
    {
        var officer = suite.As("bawaslu:35.75");
        var receipt = await suite.Intake.SubmitReportAsync(Laporan());

        var claimed = await suite.Review.ClaimCaseAsync(new ClaimCaseRequest { RequestId = Requests.NewId(), Number = receipt.Number, ExpectedVersion = 1 }, officer);
        var reviewed = await suite.Review.ReviewReportAsync(Checklist(receipt, claimed.State, "evidence"), officer);
        await suite.Review.RequestCompletionAsync(
            new RequestCompletionRequest { RequestId = Requests.NewId(), Number = receipt.Number, ExpectedVersion = reviewed.State.Version, Message = "CONTOH: sebutkan bukti." }, officer);
        var asked = await TrackAsync(receipt);
        await suite.Intake.CompleteReportAsync(new CompleteReportRequest
        {
            RequestId = Requests.NewId(),
            Number = receipt.Number,
            AccessCode = receipt.AccessCode,
            Addition = new SubmitReportRequest { Evidence = { new Evidence { Description = "Tangkapan layar" } } },
        });
        var completed = await suite.Review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, officer);
        var again = await suite.Review.ReviewReportAsync(Checklist(receipt, completed.State), officer);
        await suite.Review.RegisterReportAsync(new RegisterReportRequest { RequestId = Requests.NewId(), Number = receipt.Number, ExpectedVersion = again.State.Version }, officer);
        var registered = await TrackAsync(receipt);

        Assert.Equal((ReportStatus.CompletionRequested, "CONTOH: sebutkan bukti."), (asked.Status, asked.OfficeMessage));
        Assert.Equal("evidence", Assert.Single(asked.Missing).Key);
        Assert.Equal((ReportStatus.Registered, "Diregistrasi"), (registered.Status, registered.StatusText));
        Assert.StartsWith("Batas penanganan laporan ini ", registered.DeadlineText, StringComparison.Ordinal);
        Assert.Contains("UU 1/2015 Pasal 134 ayat (5)", registered.DeadlineText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_officers_of_Bawaslu_of_the_region_examine()
    {
        var receipt = await suite.Intake.SubmitReportAsync(Laporan());
        var request = new GetCaseRequest { Number = receipt.Number };

        await RefusedAsync(suite.Review.GetCaseAsync(request), StatusCode.Unauthenticated, "TOKEN_MISSING_OR_INVALID");
        await RefusedAsync(suite.Review.GetCaseAsync(request, suite.As("ppk:35.75", "agency")), StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        await RefusedAsync(suite.Review.GetCaseAsync(request, suite.As("ppk:35.75")), StatusCode.PermissionDenied, "OFFICE_CLAIM_INVALID");
        await RefusedAsync(suite.Review.GetCaseAsync(request, suite.As("bawaslu:75.71")), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.Equal("35.75", (await suite.Review.GetCaseAsync(request, suite.As("bawaslu:00", "central"))).OfficeCode);
    }

    [Fact]
    public async Task The_handling_office_is_told_of_each_status_once_and_of_what_is_withdrawn_those_above_too()
    {
        var officer = suite.As("bawaslu:35.75");
        var receipt = await suite.Intake.SubmitReportAsync(Laporan());
        await suite.Review.ClaimCaseAsync(new ClaimCaseRequest { RequestId = Requests.NewId(), Number = receipt.Number, ExpectedVersion = 1 }, officer);
        var first = await Eventually.SeeAsync(() => StatusNoticesAsync("bawaslu:35.75", receipt), found => found.Count == 1);

        // The same event once more, as another message.
        await using var reports = NpgsqlDataSource.Create((await suite.App.GetConnectionStringAsync("reports-owner"))!);
        await using var again = reports.CreateCommand(
            """
            insert into messaging.outbox (id, lane, aggregate, version, type, body, headers)
            select gen_random_uuid(), s.lane, s.aggregate, s.version, s.type, s.body, s.headers
            from messaging.outbox_sent s join reports.reports r on r.id = s.aggregate where r.number = $1 and s.type = $2
            """);
        again.Parameters.Add(new() { Value = receipt.Number.Replace("-", "", StringComparison.Ordinal) });
        again.Parameters.Add(new() { Value = typeof(ReportStatusChanged).FullName! });
        Assert.Equal(1, await again.ExecuteNonQueryAsync());
        await suite.Intake.WithdrawReportAsync(new WithdrawReportRequest { RequestId = Requests.NewId(), Number = receipt.Number, AccessCode = receipt.AccessCode });

        var notices = await Eventually.SeeAsync(() => StatusNoticesAsync("bawaslu:35.75", receipt), found => found.Count > 1);
        Assert.Equal($"Status laporan {receipt.Number}: Kajian awal", Assert.Single(first).Title);
        Assert.Equal([$"Status laporan {receipt.Number}: Dicabut", $"Status laporan {receipt.Number}: Kajian awal"], notices.Select(notice => notice.Title));
        Assert.Equal($"Status laporan {receipt.Number}: Dicabut", Assert.Single(await Eventually.SeeAsync(() => StatusNoticesAsync("bawaslu:35", receipt), found => found.Count > 0)).Title);
    }

    [Fact]
    public async Task Anyone_reads_the_law_through_the_gateway_and_only_the_centre_writes_it()
    {
        var contests = await suite.Law.ListContestsAsync(new ListContestsRequest { RegionCode = "35.75" });
        var stage = new ReviseStageRequest { RequestId = Requests.NewId(), StageId = "uji" };

        Assert.Contains(contests.Contests, contest => contest.ContestId == "pilkada-2024-wali-kota" && contest.Stages.Any(each => each.Kind == "PemungutanSuara" && each.Citation.Basis.Length > 0));
        await RefusedAsync(suite.LawRevisions.ReviseStageAsync(stage), StatusCode.Unauthenticated, "TOKEN_MISSING_OR_INVALID");
        await RefusedAsync(suite.LawRevisions.ReviseStageAsync(stage, suite.As("bawaslu:35.75")), StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        await RefusedAsync(suite.LawRevisions.ReviseStageAsync(stage, suite.As("bawaslu:00", "central")), StatusCode.InvalidArgument, "LAW_REVISION_INVALID");
    }

    private static SubmitReportRequest Laporan() => new()
    {
        RequestId = Requests.NewId(),
        Narrative = "CONTOH: seorang lurah membagikan unggahan calon.",
        RegionCode = "35.75",
        Contest = "Pemilihan Wali Kota",
        HappenedOn = "kemarin",
        KnownOn = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" },
        Respondents = { new Respondent { Name = "Terlapor uji" } },
    };

    private static ReviewReportRequest Checklist(SubmitReportResponse receipt, CaseState state, params string[] notMet) => new()
    {
        RequestId = Requests.NewId(),
        Number = receipt.Number,
        ExpectedVersion = state.Version,
        Outcomes = { Requirements.Select(key => new RequirementOutcome { Key = key, IsMet = !notMet.Contains(key), Note = "CONTOH catatan." }) },
    };

    private static async Task RefusedAsync<T>(AsyncUnaryCall<T> call, StatusCode code, string reason)
    {
        var refusal = await Refusal.OfAsync(call);
        Assert.Equal((code, reason), (refusal.Code, refusal.Reason));
    }

    private async Task<List<Notice>> StatusNoticesAsync(string office, SubmitReportResponse receipt)
    {
        var notices = (await suite.Inbox.ListNoticesAsync(new ListNoticesRequest { Office = office, PageSize = 200 }, suite.As("bawaslu:00", "central"))).Notices;
        return [.. notices.Where(notice => notice.Kind == NoticeKind.ReportStatusChanged && notice.Body.Contains(receipt.Number, StringComparison.Ordinal))];
    }

    private async Task<TrackReportResponse> TrackAsync(SubmitReportResponse receipt) =>
        await suite.Intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });
}
