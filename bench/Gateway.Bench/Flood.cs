using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Pledges.Bench;
using Netralitas.Reports.Bench;
using Netralitas.Testing;

namespace Netralitas.Gateway.Bench;

/// <summary>A flood of reports from one address, and whether others notice.</summary>
internal static class Flood
{
    private const string FloodAddress = "203.0.113.7";
    private const string OtherAddress = "198.51.100.9";

    private static readonly TimeSpan BetweenCalls = TimeSpan.FromMilliseconds(200);

    /// <summary>Sends the flood at an even rate, whether or not answers come, and waits for all answers.</summary>
    /// <returns>0 when every report was acknowledged and stored.</returns>
    internal static async Task<int> RunAsync(int reports, TimeSpan length)
    {
        await using var backing = await Reports.Bench.BackingServices.StartAsync();
        (string, string)[] issuer = [("Access__Issuers__0__Issuer", BenchIssuer.Name), ("Access__Issuers__0__PublicKey", BenchIssuer.PublicKey)];
        await using var service = await ReportsService.StartAsync(backing, issuer);
        await using var gateway = await GatewayProcess.StartAsync(issuer.Append(GatewayProcess.Service("reports", service.Address)).Append(("Gateway__TrustedProxies__0", "127.0.0.0/8")));
        using var channel = GrpcChannel.ForAddress(gateway.Grpc, new GrpcChannelOptions { HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } });
        using var own = GrpcChannel.ForAddress(gateway.Grpc);
        var intake = new IntakeService.IntakeServiceClient(own);
        await SubmitAsync(intake, OtherAddress);

        using var stop = new CancellationTokenSource();
        var office = new Metadata { { "x-forwarded-for", FloodAddress }, BenchIssuer.As("bawaslu:35.75", "officer")[0] };
        var others = Task.WhenAll(
            KeepCallingAsync(() => SubmitAsync(intake, OtherAddress), stop.Token),
            KeepCallingAsync(() => intake.CheckDraftAsync(new CheckDraftRequest(), office).ResponseAsync, stop.Token));
        var (answers, refused, seconds) = await FloodAsync(new IntakeService.IntakeServiceClient(channel), reports, length);
        await stop.CancelAsync();
        var taken = await others;

        var stored = await backing.CountReportsAsync();
        Print($"{reports:N0} reports from one address offered in {length.TotalSeconds:N0} s; all answered after {seconds:N1} s");
        var codes = refused.IsEmpty ? "none" : string.Join(", ", refused.Select(row => $"{row.Value} {row.Key}"));
        Print($"acknowledged {answers.Count:N0}, refused {codes}; stored {stored:N0}");
        Print($"the flood                          {new Times(answers)}");
        Print($"a report from another address      {taken[0]}");
        Print($"an office behind the same address  {taken[1]}");
        Print($"gateway: {gateway.OwnBytes / 1048576.0:N0} MiB of its own, {gateway.ProcessorTime.TotalSeconds:N1} s of processor time");
        return answers.Count == reports && stored == reports + taken[0].Count + 1 ? 0 : 1;
    }

    private static async Task<(ConcurrentBag<TimeSpan> Answers, ConcurrentDictionary<StatusCode, int> Refused, double Seconds)> FloodAsync(IntakeService.IntakeServiceClient intake, int reports, TimeSpan length)
    {
        var (answers, refused) = (new ConcurrentBag<TimeSpan>(), new ConcurrentDictionary<StatusCode, int>());
        var from = Stopwatch.GetTimestamp();
        List<Task> calls = new(reports);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (calls.Count < reports)
        {
            var due = Math.Min(reports, (int)(reports * (Stopwatch.GetElapsedTime(from) / length)));
            while (calls.Count < due)
            {
                calls.Add(OneAsync());
            }

            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(calls);
        return (answers, refused, Stopwatch.GetElapsedTime(from).TotalSeconds);

        async Task OneAsync()
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await SubmitAsync(intake, FloodAddress);
                answers.Add(Stopwatch.GetElapsedTime(started));
            }
            catch (RpcException refusal)
            {
                refused.AddOrUpdate(refusal.StatusCode, 1, (_, count) => count + 1);
            }
        }
    }

    private static async Task<Times> KeepCallingAsync(Func<Task> call, CancellationToken stop)
    {
        List<TimeSpan> taken = [];
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            await call();
            taken.Add(Stopwatch.GetElapsedTime(started));
            await Task.Delay(BetweenCalls, CancellationToken.None);
        }

        return new Times(taken);
    }

    private static Task<SubmitReportResponse> SubmitAsync(IntakeService.IntakeServiceClient intake, string address) => intake.SubmitReportAsync(
        new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = $"CONTOH: {new string('a', 400)}", RegionCode = "35.75", Place = "CONTOH" },
        new Metadata { { "x-forwarded-for", address } }).ResponseAsync;

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
