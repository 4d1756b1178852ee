using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Hostile.Tests.Standing;
using Netralitas.Suite.Tests;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>Words where none are asked for, and calls that are refused: what a service says of them, it says to the caller alone.</summary>
internal sealed class RefusedDrive(StandingSuite suite, Sent sent)
{
    private string Word(string what) => sent.Word(sent.Refused, what);

    /// <summary>Everything that can be wrong with JSON, its address or its headers.</summary>
    internal async Task AsJsonAsync()
    {
        using var client = StandingSuite.NewClient(suite.JsonAddress);
        var report = JsonFormatter.Default.Format(sent.Report());
        var number = await PostAsync(client, "/v1/reports", report);
        Assert.Contains("accessCode", number, StringComparison.Ordinal);
        await PostAsync(client, $"/v1/reports?{Word("query")}={Word("value")}", $"{{\"narrative\":\"{sent.Word(sent.Reporter, "json")}\",\"{Word("unknown_field")}\":\"{Word("unknown_value")}\",\"channel\":\"{Word("unknown_enum")}\"}}");
        await PostAsync(client, "/v1/reports", $"{{\"narrative\":\"{Word("malformed")}\",");
        await PostAsync(client, "/v1/reports", $"{{\"narrative\":\"{Word("wrong_type")}\",\"reporter\":\"{Word("not_an_object")}\",\"respondents\":{{\"name\":\"{Word("not_a_list")}\"}}}}");
        await PostAsync(client, "/v1/reports", $"{{\"narrative\":\"\\u0000{Word("nul")}\"}}");
        await PostAsync(client, "/v1/reports", $"{{\"narrative\":\"{Word("lone")}\\ud800\"}}");
        await PostAsync(client, "/v1/reports", Word("no_json"));
        await PostAsync(client, "/v1/reports", $"{{\"narrative\":\"{Word("other_type")}\"}}", "text/plain");
        await PostAsync(client, "/v1/reports", $"{{\"narrative\":\"{Word("oversize")}{new string('a', 5_000_000)}\"}}");
        await PostAsync(client, $"/v1/reports/{Word("number")}:track", $"{{\"accessCode\":\"{Word("wrong_code")}\"}}");
        await PostAsync(client, $"/v1/{Word("no_such_path")}", "{}");
        foreach (var path in new[] { $"/v1/regions:search?query={Word("search")}", $"/v1/regions/{Word("region")}", $"/v1/pledgeTexts/{Word("id")}?x={Word("x")}", $"/{Word("root")}", $"/log/receipts/{Word("log")}", $"/v1/reports/..%2f{Word("traversal")}" })
        {
            using var request = Request(HttpMethod.Get, path);
            (await client.SendAsync(request)).Dispose();
        }
    }

    /// <summary>Everything that can be wrong with a gRPC call.</summary>
    /// <param name="receipt">A report that is there.</param>
    internal async Task AsGrpcAsync(SubmitReportResponse receipt)
    {
        var intake = new IntakeService.IntakeServiceClient(suite.Channel);
        await TryAsync(intake.SubmitReportAsync(new SubmitReportRequest { RequestId = Word("request_id"), Narrative = Word("narrative") }));
        await TryAsync(intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = Word("wrong_code") }));
        await TryAsync(intake.TrackReportAsync(new TrackReportRequest { Number = Word("number"), AccessCode = receipt.AccessCode }));
        await TryAsync(intake.CompleteReportAsync(new CompleteReportRequest { RequestId = Requests.NewId(), Number = receipt.Number, AccessCode = Word("code"), Addition = sent.Report() }));
        await TryAsync(intake.WithdrawReportAsync(new WithdrawReportRequest { RequestId = Requests.NewId(), Number = receipt.Number, AccessCode = Word("code"), Reason = Word("reason") }));
        await TryAsync(new ReviewService.ReviewServiceClient(suite.Channel).GetCaseAsync(new GetCaseRequest { Number = Word("number") }, new Metadata { { "authorization", $"Bearer {Word("token")}.{Word("token")}.{Word("token")}" } }));
        await TryAsync(new ReviewService.ReviewServiceClient(suite.Channel).GetCaseAsync(new GetCaseRequest { Number = Word("number") }, suite.As("bawaslu:35.75")));
        await RawAsync("/netralitas.reports.v1.IntakeService/SubmitReport", Encoding.UTF8.GetBytes(Word("no_message")));
        await RawAsync($"/netralitas.reports.v1.IntakeService/{Word("method")}", []);
        await RawAsync($"/{Word("service")}/Method", []);
    }

    // A report is taken in even so, and sealed; most else is refused. Either way the words may lie nowhere.
    private static async Task TryAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
        }
        catch (RpcException)
        {
        }
    }

    // A frame that is right around bytes that are no message, with a metadata value that cannot be decoded.
    private async Task RawAsync(string path, byte[] message)
    {
        using var client = StandingSuite.NewClient(suite.GrpcAddress);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Version = new Version(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent([0, 0, 0, 0, (byte)message.Length, .. message]) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("x-odd-bin", $"{Word("bin")}!!");
        request.Headers.TryAddWithoutValidation("grpc-timeout", Word("timeout"));
        (await client.SendAsync(request)).Dispose();
    }

    private async Task<string> PostAsync(HttpClient client, string path, string body, string type = "application/json")
    {
        using var request = Request(HttpMethod.Post, path);
        request.Content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var name in new[] { "User-Agent", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Referer", "Cookie", "Accept-Language", "Origin", "X-Anything" })
        {
            request.Headers.TryAddWithoutValidation(name, Word(name));
        }

        request.Headers.TryAddWithoutValidation("Forwarded", $"for={Word("forwarded")}");
        request.Headers.TryAddWithoutValidation("baggage", $"contoh={Word("baggage")}");
        request.Headers.TryAddWithoutValidation("tracestate", $"contoh={Word("tracestate")}");
        request.Headers.TryAddWithoutValidation("traceparent", Word("traceparent"));
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{Word("if_match")}\"");
        return request;
    }
}
