using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

/// <summary>Everything that can be done as JSON, done through the gateway and held against the document that the gateway serves.</summary>
[Collection(SuiteCollection.Name)]
public sealed partial class JsonApiTests(RunningSuite suite)
{
    private const string Region = "35.75";

    private Uri Gateway => suite.App.GetEndpoint("gateway", "http");

    private string Central(string person) => suite.Issuer.Token("bawaslu:00", "central", person: person);

    private string Officer => suite.Issuer.Token($"bawaslu:{Region}", "officer");

    [Fact]
    public async Task Every_documented_operation_succeeds_as_documented()
    {
        using var api = await DocumentedApi.ReadAsync(Gateway);

        await LookUpRegionsAsync(api);
        await ReadLawAsync(api);
        await PledgeAsync(api);
        await ReadNoticesAsync(api);
        await ReportAsync(api);
        await TakeInForAnOfficeAsync(api);
        await ExamineAsync(api);
        await HandInEvidenceAsync(api);
        await SpeakWithReporterAsync(api);
        await JoinAsync(api);
        await TransferAsync(api);
        await OpenIdentityAsync(api);
        await KeepDirectoryAsync(api);
        await BroadcastAsync(api);
        await HoldADeclarationAsync(api);
        await PreventAsync(api);
        await ReadCasesAsync(api);
        await KeepAsync(api);
        await AskForDataAsync(api);
        await TellOfABreachAsync(api);
        await SubscribeAsync(api);
        await FailToDeliverAsync(api);
        await ServeAndEscalateAsync(api);
        await OpenOriginalAsync(api);
        await FixAFindingAsync(api);
        Assert.Equal(api.Operations.Order(StringComparer.Ordinal), api.Succeeded);
        await HoldRegionsAsync(api);
    }

    [Fact]
    public async Task Every_documented_operation_refuses_as_documented()
    {
        using var api = await DocumentedApi.ReadAsync(Gateway);

        foreach (var operation in api.Operations)
        {
            await api.SendAsync(operation, null, api.Nothing(operation), lines: 0);
            await api.SendAsync(operation, "abc", api.Nothing(operation), lines: 0);
            await api.SendAsync(operation, suite.Issuer.Token("bawaslu:00", "ops"), api.Nothing(operation), lines: 0);
            // Central watches an inbox of its own, which may be empty: the gateway answers with the first notice.
            if (operation != "WatchNotices")
            {
                await api.SendAsync(operation, suite.Issuer.Token("bawaslu:00", "central"), api.Nothing(operation), lines: 0);
            }
        }
    }

    [Fact]
    public async Task A_repeat_by_Idempotency_Key_and_a_version_by_If_Match_do_what_their_fields_do()
    {
        using var api = await DocumentedApi.ReadAsync(Gateway);
        var (id, report) = (Requests.NewId(), new JsonObject { ["narrative"] = "CONTOH", ["regionCode"] = Region });

        var (_, first) = await api.SendAsync("SubmitReport", null, report, headers => headers.Add("Idempotency-Key", id));
        var (_, again) = await api.SendAsync("SubmitReport", null, report, headers => headers.Add("Idempotency-Key", $"\"{id}\""));
        var number = Text(first!, "number");
        var (_, claimed) = await api.SendAsync("ClaimCase", Officer, new JsonObject { ["number"] = number, ["requestId"] = Requests.NewId() }, headers => headers.Add("If-Match", "\"1\""));
        var (lost, problem) = await api.SendAsync("ReleaseCase", Officer, new JsonObject { ["number"] = number, ["requestId"] = Requests.NewId() }, headers => headers.Add("If-Match", "\"1\""));

        Assert.Equal(first!.ToJsonString(), again!.ToJsonString());
        Assert.Equal(2, claimed!["state"]!["version"]!.GetValue<int>());
        Assert.Equal((412, "CASE_CHANGED"), (lost, Text(problem!, "reason")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_refused_in_words_whether_its_length_is_known_or_not(bool isChunked)
    {
        using var client = new HttpClient { BaseAddress = Gateway };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/reports") { Content = new StringContent($"{{\"narrative\": \"{new string('a', 5_000_000)}\"}}", Encoding.UTF8, "application/json") };
        request.Headers.TransferEncodingChunked = isChunked;

        using var answer = await client.SendAsync(request);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MESSAGE_TOO_LARGE"), (answer.StatusCode, Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, "reason")));
    }

    [Theory]
    [InlineData("GET", "/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("GET", "/v1/reports:check", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/v1/reports", HttpStatusCode.MethodNotAllowed)]
    public async Task What_has_no_address_is_told_so(string method, string path, HttpStatusCode status)
    {
        using var client = new HttpClient { BaseAddress = Gateway };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await client.SendAsync(request);

        Assert.Equal((status, "METHOD_UNKNOWN"), (answer.StatusCode, Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, "reason")));
    }

    [Fact]
    public async Task The_document_the_protos_and_the_page_are_there_for_anyone()
    {
        using var client = new HttpClient { BaseAddress = Gateway };

        using var archive = new ZipArchive(await client.GetStreamAsync(new Uri("/openapi/protos.zip", UriKind.Relative)));
        Assert.Contains(archive.Entries, entry => entry.FullName == "netralitas/reports/v1/intake_service.proto");
        Assert.NotEmpty(await client.GetByteArrayAsync(new Uri("/openapi/netralitas.protoset", UriKind.Relative)));
        using var page = await client.GetAsync(new Uri("/docs/index.html", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("default-src 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var html = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        foreach (var file in new[] { "swagger-ui-bundle.js", "swagger-ui.css", "index.js" })
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri($"/docs/{file}", UriKind.Relative))).StatusCode);
        }
    }

    [Fact]
    public async Task The_port_of_gRPC_speaks_JSON_by_HTTP_2()
    {
        using var client = new HttpClient { BaseAddress = suite.App.GetEndpoint("gateway", "grpc"), DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var answer = await client.GetAsync(new Uri($"/v1/regions/{Region}", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, "public, max-age=300"), (answer.StatusCode, answer.Headers.CacheControl!.ToString()));
        Assert.Equal("Kota Pasuruan", Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["region"]!, "fullName"));
    }

    [Fact]
    public async Task Nothing_that_a_reporter_sends_is_given_or_looks_for_is_in_a_span()
    {
        const string Canary = "kanari-77ab";
        using var api = await DocumentedApi.ReadAsync(Gateway);
        var traceId = ActivityTraceId.CreateRandom().ToHexString();
        void Traced(HttpRequestHeaders headers)
        {
            headers.Add("traceparent", $"00-{traceId}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
            headers.Add("X-Forwarded-For", Canary);
            headers.UserAgent.ParseAdd(Canary);
        }

        var (_, receipt) = await api.SendAsync("SubmitReport", null, Values(("narrative", Canary), ("regionCode", Region), ("reporter", Values(("name", Canary), ("address", Canary)))), Traced);
        var (number, code) = (Text(receipt!, "number"), Text(receipt!, "accessCode"));
        await api.SendAsync("TrackReport", null, Values(("number", number), ("accessCode", code)), Traced);
        await api.SendAsync("SearchRegions", null, Values(("query", Canary)), Traced);

        var spans = await Eventually.SeeAsync(
            () => Task.FromResult(suite.Spans.Spans.Where(s => s.TraceId == traceId).ToList()),
            seen => seen.Count(s => s is { Service: "gateway", Scope: "Microsoft.AspNetCore" }) == 3 && seen.Any(s => s is { Service: "intake" or "review", Scope: "Npgsql" }));
        Assert.All(new[] { Canary, number, code }, secret => Assert.DoesNotContain(spans, span => span.Everything.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task LookUpRegionsAsync(DocumentedApi api)
    {
        await api.CallAsync("GetRegion", null, Values(("code", Region)));
        await api.CallAsync("ListRegions", null, Values(("parentCode", "35"), ("pageSize", 2)));
        await api.CallAsync("SearchRegions", null, Values(("query", "kota pasuruan"), ("level", "REGION_LEVEL_REGENCY")));
    }

    private async Task PledgeAsync(DocumentedApi api)
    {
        var text = Text(await api.CallAsync("PublishPledgeText", Officer, api.Example("PublishPledgeText")), "pledgeTextId");
        await api.CallAsync("GetPledgeText", Officer, Values(("pledgeTextId", text)));
        var declaration = api.Example("OpenDeclaration");
        declaration["pledgeTextId"] = text;
        var id = Text(await api.CallAsync("OpenDeclaration", Officer, declaration), "declarationId");
        var signatures = api.Example("RecordSignatures");
        signatures["declarationId"] = id;
        var receipt = (await api.CallAsync("RecordSignatures", Officer, signatures))["receipts"]![0]!;
        await api.CallAsync("GetDeclaration", Officer, Values(("declarationId", id)));
        var signature = Text(receipt, "signatureId");
        await Eventually.SeeAsync(
            async () => Text(await api.CallAsync("GetProof", null, Values(("signatureId", signature), ("secret", Text(receipt, "secret")))), "state"), state => state == "PROOF_STATE_PROVEN");
        await PrintAndSealAsync(api, id, Values(("signatureId", signature), ("secret", Text(receipt, "secret"))));
        await api.CallAsync("EraseSignature", Central("uji"), Values(
            ("signatureId", signature), ("basis", "ERASURE_BASIS_SUBJECT_REQUEST"), ("decisionNumber", "CONTOH/1/2024"), ("noProceedings", true)));
    }

    private async Task PrintAndSealAsync(DocumentedApi api, string declaration, JsonObject receipt)
    {
        JsonObject Receipt() => receipt.DeepClone().AsObject();
        JsonObject Of(params (string Name, JsonNode? Value)[] values) => Values([("declarationId", declaration), .. values]);
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(Convert.FromBase64String(Text(await api.CallAsync("PrintReceipt", null, Receipt()), "content"))), StringComparison.Ordinal);
        var number = Text(await api.CallAsync("PrintCertificate", null, Receipt()), "number");
        await api.CallAsync("GetPaper", null, Values(("number", number)));
        await api.CallAsync("ComparePaper", null, Values(("number", number), ("shownName", "Bukan namanya")));
        var state = (await api.CallAsync("GetDeclaration", Officer, Of()))["state"]!;
        var closed = (await api.CallAsync("CloseDeclaration", Officer, Of(("requestId", Guid.NewGuid().ToString()), ("expectedStateVersion", state["stateVersion"]!.DeepClone()))))["state"]!;
        await api.CallAsync("SealDeclaration", Officer, Of(("requestId", Guid.NewGuid().ToString()), ("expectedStateVersion", closed["stateVersion"]!.DeepClone())));
        await api.CallAsync("PrintRoll", Officer, Of());
        await api.CallAsync("GetRoll", Officer, Of());
        await api.CallAsync("GetBlindedRoll", null, Of());
        await api.CallAsync("GetRollProof", null, Receipt());
    }

    private async Task ReadNoticesAsync(DocumentedApi api)
    {
        var notices = await Eventually.SeeAsync(
            async () => (await api.CallAsync("ListNotices", Officer, Values(("unacknowledgedOnly", true), ("pageSize", 2))))["notices"]!.AsArray(), found => found.Count > 0);
        var notice = Text(notices[0]!, "noticeId");
        await api.CallAsync("AcknowledgeNotice", Officer, Values(("noticeId", notice)));
        await api.CallAsync("ListDeliveries", Officer, Values(("noticeId", notice)));
        await api.CallAsync("WatchNotices", Officer, Values(("regionCode", Region)), lines: 1);
        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await api.CallAsync("ListDailyCounts", Officer, Values(("from", today), ("to", today)));
    }

    private async Task ReportAsync(DocumentedApi api)
    {
        await api.CallAsync("CheckDraft", null, api.Example("CheckDraft"));
        var receipt = await api.CallAsync("SubmitReport", null, api.Example("SubmitReport"));
        JsonObject Mine() => Values(("number", Text(receipt, "number")), ("accessCode", Text(receipt, "accessCode")));
        var addition = Mine();
        addition["addition"] = Values(("place", "Lapangan"));
        await api.CallAsync("CompleteReport", null, addition);
        await api.CallAsync("TrackReport", null, Mine());
        await api.CallAsync("GetReceiptProof", null, Mine());
        await api.CallAsync("PrintReportReceipt", null, Mine());
        await api.CallAsync("ListDummies", suite.Issuer.Token("bawaslu:00", "auditor"), Values(("day", "2026-11-22")));
        await api.CallAsync("ExportDummies", suite.Issuer.Token("bawaslu:00", "auditor"), Values(("first_day", "2026-11-21"), ("last_day", "2026-11-22")));
        await api.CallAsync("WithdrawReport", null, Mine());
    }

    private async Task TakeInForAnOfficeAsync(DocumentedApi api)
    {
        foreach (var operation in new[] { "EnterReport", "RecordFinding", "RecordSupervision" })
        {
            await api.CallAsync(operation, Officer, api.Example(operation));
        }

        var tip = await api.CallAsync("SubmitReport", null, api.Example("SubmitReport"));
        await api.CallAsync("AdoptReport", Officer, Values(("number", Text(tip, "number"))));
    }

    private async Task ExamineAsync(DocumentedApi api)
    {
        var declined = await ExaminedCase.SubmittedAsync(api, Officer);
        await declined.StepAsync("ClaimCase");
        await declined.StepAsync("ReleaseCase");
        await declined.StepAsync("ClaimCase");
        await declined.ReviewAsync();
        await declined.StepAsync("DeclineRegistration", ("ground", "DECLINE_GROUND_NOT_A_VIOLATION"), ("reason", "CONTOH alasan."));

        var served = await ExaminedCase.SubmittedAsync(api, Officer);
        await served.StepAsync("ClaimCase");
        await served.ReviewAsync("evidence");
        await served.StepAsync("RequestCompletion", ("message", "CONTOH: sebutkan bukti."));
        await served.StepAsync("RecordService", ("means", "NOTICE_SERVICE_MEANS_HANDED_OVER"), ("document", "CONTOH tanda terima 7"),
            ("servedAt", DateTime.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));

        await FollowUpAsync(api, await DecidedAsync(api));
    }
}
