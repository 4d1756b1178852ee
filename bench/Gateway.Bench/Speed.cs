using System.Globalization;
using System.Net.Http.Json;
using Grpc.Net.Client;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Pledges.Bench;
using Netralitas.Testing;

namespace Netralitas.Gateway.Bench;

/// <summary>What the way through the gateway costs.</summary>
internal static class Speed
{
    private const int Clients = 64;
    private const int Streams = 1_000;

    internal static async Task<int> RunAsync(int seconds, int turns)
    {
        await using var backing = await BackingServices.StartAsync(["shared_buffers=1GB"]);
        await using var pledges = await PledgesService.StartAsync(backing);
        await using var raw = new RawTable(backing);
        await raw.CreateAsync();
        await using var gateway = await StartGatewayAsync(pledges);
        using var channel = GrpcChannel.ForAddress(gateway.Grpc);
        using var signing = new Signing(pledges, channel, gateway.Http, await pledges.OpenDeclarationAsync());
        Print($"the gateway served {gateway.StartedIn.TotalSeconds:N2} s after its start (under 2 wanted)");

        await StreamsAsync(gateway, channel);
        // The first turn compiles what the others run.
        for (var turn = 0; turn <= turns; turn++)
        {
            var inserted = await raw.InsertAsync(Clients, seconds);
            var from = DateTime.UtcNow;
            var json = await LoadAsync(signing.ByJsonAsync, Clients, TimeSpan.FromSeconds(seconds));
            var share = await SharedByAsync(backing, from);
            var grpc = await LoadAsync(signing.DirectlyAsync, Clients, TimeSpan.FromSeconds(seconds));
            var through = await LoadAsync(signing.ByGatewayAsync, 4, TimeSpan.FromSeconds(seconds));
            var direct = await LoadAsync(signing.DirectlyAsync, 4, TimeSpan.FromSeconds(seconds));
            // One after the other: what waits for a processor is not the gateway's.
            var aloneThrough = await LoadAsync(signing.ByGatewayAsync, 1, TimeSpan.FromSeconds(seconds) / 2);
            var aloneDirect = await LoadAsync(signing.DirectlyAsync, 1, TimeSpan.FromSeconds(seconds) / 2);
            if (turn == 0)
            {
                continue;
            }

            Print($"turn {turn}: JSON through the gateway, {Clients} clients: {json.PerSecond:N0} signatures/s; INSERT {inserted:N0} rows/s; ratio {json.PerSecond / inserted:N2} (0.3 wanted); {json.Times}");
            Print($"        processor time of each: {json.Each}; {share:N1} share a commit");
            Print($"        gRPC directly, {Clients} clients: {grpc.PerSecond:N0} signatures/s; {grpc.Each}");
            Print($"        gRPC, one client: p50 {aloneDirect.Times.Median.TotalMilliseconds:N2} ms directly, {aloneThrough.Times.Median.TotalMilliseconds:N2} ms through the gateway: {(aloneThrough.Times.Median - aloneDirect.Times.Median).TotalMilliseconds:N2} ms more (under 1 wanted)");
            Print($"        gRPC, four clients: {direct.Each.Server.TotalMicroseconds:N0} µs of processor time each directly, {through.Each.Server.TotalMicroseconds:N0} µs with the gateway's {through.Each.Gateway.TotalMicroseconds:N0}: {through.Each.Server / direct.Each.Server:N2} times (under 1.6 wanted)");
        }

        return 0;

        async Task<Load> LoadAsync(Func<int, Task> sign, int clients, TimeSpan length)
        {
            await signing.RefreshAsync();
            return await Load.RunAsync(sign, clients, length, pledges, gateway);
        }
    }

    private static Task<double> SharedByAsync(BackingServices backing, DateTime from) =>
        backing.ScalarAsync<double>("select count(*)::float8 / greatest(count(distinct xmin::text), 1) from pledges.signatures where recorded_at >= $1", from);

    private static Task<GatewayProcess> StartGatewayAsync(PledgesService pledges) => GatewayProcess.StartAsync(
        GatewayProcess.Service("pledges", $"http://{pledges.Channel.Target}"),
        ("Access__Issuers__0__Issuer", BenchIssuer.Name), ("Access__Issuers__0__PublicKey", BenchIssuer.PublicKey),
        // One caller makes all calls here.
        ("Gateway__Limits__Writes__PerSecond", "1000000"), ("Gateway__Limits__Writes__Burst", "1000000"), ("Gateway__Limits__Streams__Burst", "10000"));

    private static async Task StreamsAsync(GatewayProcess gateway, GrpcChannel channel)
    {
        var before = gateway.OwnBytes;
        var signatures = new SignatureService.SignatureServiceClient(channel);
        using var end = new CancellationTokenSource();
        var open = Enumerable.Range(0, Streams).Select(_ => signatures.StreamSignatures(PledgesService.Organiser, cancellationToken: end.Token)).ToList();
        // Nothing is answered before the first batch.
        await Task.Delay(TimeSpan.FromSeconds(3), CancellationToken.None);
        var during = gateway.OwnBytes;
        Print($"{Streams:N0} open streams: {during / 1048576.0:N0} MiB of the gateway's own, {before / 1048576.0:N0} before (under 150 wanted)");
        await end.CancelAsync();
        foreach (var stream in open)
        {
            stream.Dispose();
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Signs on a device: as JSON and as gRPC through the gateway, and directly. Every failure ends the run.</summary>
    private sealed class Signing(PledgesService pledges, GrpcChannel gateway, Uri json, string declaration) : IDisposable
    {
        private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = json };
        private string code = "";

        public void Dispose() => http.Dispose();

        /// <summary>A session's code does not last.</summary>
        internal async Task RefreshAsync() =>
            code = (await new SignatureService.SignatureServiceClient(pledges.Channel).GetSessionCodeAsync(new GetSessionCodeRequest { DeclarationId = declaration }, PledgesService.Organiser)).Code;

        internal Task DirectlyAsync(int n) => SignAsync(pledges.Channel, n);

        internal Task ByGatewayAsync(int n) => SignAsync(gateway, n);

        internal async Task ByJsonAsync(int n)
        {
            var wanted = Request(n);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/declarations/{declaration}:sign", UriKind.Relative)) { Content = JsonContent.Create(new { wanted.RequestId, wanted.SessionCode, wanted.SignerName, wanted.SignerNumber, wanted.Position, wanted.Agency, wanted.Tenure, wanted.Confirms }) };
            request.Headers.TryAddWithoutValidation("Authorization", BenchIssuer.Signatory(wanted.SignerNumber)[0].Value);
            using var answer = await http.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
            }
        }

        private async Task SignAsync(GrpcChannel channel, int n)
        {
            var request = Request(n);
            await new OwnSignatureService.OwnSignatureServiceClient(channel).SignPledgeAsync(request, BenchIssuer.Signatory(request.SignerNumber));
        }

        private SignPledgeRequest Request(int n)
        {
            var signature = People.Signature(n);
            return new SignPledgeRequest
            {
                RequestId = PledgesService.NewId(),
                DeclarationId = declaration,
                SessionCode = code,
                SignerName = signature.SignerName,
                SignerNumber = signature.SignerNumber,
                Position = signature.Position,
                Agency = signature.Agency,
                Tenure = signature.Tenure,
                Confirms = true,
            };
        }
    }
}
