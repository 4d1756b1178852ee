using System.Net;
using System.Text;
using Aspire.Hosting.Testing;
using Netralitas.Contracts.Reports.V1;
using Netralitas.TransparencyLog;

namespace Netralitas.Suite.Tests;

/// <summary>The log of receipts through the gateway.</summary>
[Collection(SuiteCollection.Name)]
public sealed class ReceiptLogTests(RunningSuite suite)
{
    [Fact]
    public async Task A_reporter_holds_the_promise_at_once_and_asks_for_the_proof_without_a_token()
    {
        var receipt = await suite.Intake.SubmitReportAsync(new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH" });

        var waiting = await suite.Receipts.GetReceiptProofAsync(new GetReceiptProofRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });

        Assert.True(TlogProof.TryParse(waiting.Proof.Span, out var file, out var problem), problem);
        Assert.True(OpenedEntry.TryRead(file.Extra, out var opened, out problem), problem);
        Assert.True(opened.Holds);
        // An hour may end while this runs.
        Assert.Equal((waiting.State == ReceiptState.Promised, waiting.State == ReceiptState.Promised), (file.IsPromise, waiting.Proof == receipt.Promise));
    }

    [Fact]
    public async Task Anybody_reads_its_checkpoint_which_is_of_another_log_than_the_pledges()
    {
        using var http = Client();
        await Eventually.SeeAsync(() => StatusAsync(http, "checkpoint"), status => status == HttpStatusCode.OK);
        using var answer = await http.GetAsync(new Uri("/log/receipts/checkpoint", UriKind.Relative));

        Assert.Equal(("text/plain", "no-cache, max-age=0"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("Cache-Control").Single()));
        Assert.StartsWith("localhost/log/receipts\n", Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("last-signed")]
    [InlineData("tile/0/999")]
    public async Task Nothing_else_is_to_be_had(string file)
    {
        using var http = Client();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(http, file));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string file)
    {
        using var answer = await http.GetAsync(new Uri($"/log/receipts/{file}", UriKind.Relative));
        return answer.StatusCode;
    }

    private HttpClient Client() => new()
    {
        BaseAddress = suite.App.GetEndpoint("gateway", "grpc"),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };
}
