using System.Globalization;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Gateway.Tests.Support;
using Netralitas.Gateway.Traffic;
using Netralitas.Suite.Tests;
using Netralitas.Testing;

namespace Netralitas.Gateway.Tests;

/// <summary>The rules by which a flood waits; none of them asks a clock.</summary>
public class FloodTests
{
    private const string Flood = "203.0.113.7";
    private const int AtOnce = 4;

    // What may come in a minute, here at once, and none of it answered before all others were.
    private const int Reports = 20_000;

    private const long MostBytes = 1024L * 1024 * 1024;

    [Fact]
    public async Task A_flood_from_one_address_waits_and_nobody_else_does_and_every_report_is_taken()
    {
        using var issuer = new TestIssuer();
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await StartAsync(reports, issuer);
        using var gate = new SemaphoreSlim(0);
        var (inside, most) = (0, 0);
        reports.Before = async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            await (IsFlood(context) ? gate.WaitAsync(context.CancellationToken) : Task.CompletedTask);
            Interlocked.Decrement(ref inside);
        };
        using var channel = Calls.Channel(gateway.Grpc);
        using var own = Calls.Channel(gateway.Grpc);
        var (intake, other) = (new IntakeService.IntakeServiceClient(channel), new IntakeService.IntakeServiceClient(own));

        // None of the flood is answered before the gate opens, however long that takes.
        var flood = Enumerable.Range(0, Reports).Select(_ => intake.SubmitReportAsync(Calls.Report(), FromFlood()).ResponseAsync).ToList();
        await Eventually.SeeAsync(() => Task.FromResult(reports.Seen.Count), count => count == AtOnce / 2);
        var office = Calls.From(Flood);
        office.Add("authorization", $"Bearer {issuer.Token("bawaslu:35.75", "officer")}");
        for (var n = 0; n < 10; n++)
        {
            await other.SubmitReportAsync(Calls.Report(), Calls.From("198.51.100.7"));
            await other.SubmitReportAsync(Calls.Report(), office);
        }

        Assert.Equal((AtOnce / 2) + 20, reports.Seen.Count);
        Assert.All(flood, report => Assert.False(report.IsCompleted));
        Assert.InRange(gateway.OwnBytes, 1, MostBytes);
        gate.Release(Reports);
        await Task.WhenAll(flood);
        Assert.InRange(most, 2, AtOnce);
        Assert.Equal(Reports + 20, reports.Seen.Count);
    }

    [Fact]
    public async Task Who_waits_until_no_time_is_left_to_be_answered_in_is_told_to_come_again_and_the_service_never_sees_the_call()
    {
        using var issuer = new TestIssuer();
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await StartAsync(reports, issuer, ("Gateway__Deadlines__IntakeSeconds", "1"));
        var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        reports.Before = _ => open.Task;
        using var channel = Calls.Channel(gateway.Grpc);
        var intake = new IntakeService.IntakeServiceClient(channel);
        var held = Enumerable.Range(0, AtOnce / 2).Select(_ => intake.SubmitReportAsync(Calls.Report(), FromFlood(), DateTime.UtcNow.AddMinutes(2)).ResponseAsync).ToList();
        await Eventually.SeeAsync(() => Task.FromResult(reports.Seen.Count), count => count == AtOnce / 2);

        // The gateway's own limit of one second, for a caller who gives none; no client's clock can take part.
        var late = await Refusal.OfAsync(intake.SubmitReportAsync(Calls.Report("late"), FromFlood()));
        open.SetResult();
        await Task.WhenAll(held);

        Assert.Equal((StatusCode.Unavailable, "SERVICE_UNAVAILABLE"), (late.Code, late.Reason));
        Assert.DoesNotContain(reports.Seen, call => call.RequestId == "late");
    }

    [Fact]
    public async Task Work_is_asked_for_only_when_it_is_set_and_who_does_it_goes_before_those_who_do_not()
    {
        using var issuer = new TestIssuer();
        await using var reports = await StandInReports.StartAsync();
        await using (var plain = await StartAsync(reports, issuer))
        {
            using var silent = Calls.Channel(plain.Grpc);
            Assert.Null((await new IntakeService.IntakeServiceClient(silent).CheckDraftAsync(new CheckDraftRequest()).ResponseHeadersAsync).GetValue(ProofOfWork.ChallengeHeader));
        }

        await using var gateway = await StartAsync(reports, issuer, ("Gateway__ProofOfWork__Bits", "10"));
        using var channel = Calls.Channel(gateway.Grpc);
        var intake = new IntakeService.IntakeServiceClient(channel);
        var asked = (await intake.CheckDraftAsync(new CheckDraftRequest()).ResponseHeadersAsync).GetValue(ProofOfWork.ChallengeHeader)!;
        Assert.StartsWith("sha256; bits=10; challenge=", asked, StringComparison.Ordinal);
        using var gate = new SemaphoreSlim(0);
        reports.Before = context => gate.WaitAsync(context.CancellationToken);
        var unpaid = Enumerable.Range(0, 100).Select(_ => intake.SubmitReportAsync(Calls.Report(), FromFlood()).ResponseAsync).ToList();
        var id = Guid.NewGuid().ToString();
        var headers = FromFlood();
        headers.Add(ProofOfWork.ProofHeader, Solve(asked.Split("challenge=")[1], id));
        var paid = intake.SubmitReportAsync(Calls.Report(id), headers).ResponseAsync;

        // One after the other, each answered before the next is let in.
        while (!paid.IsCompleted)
        {
            gate.Release();
            await Task.WhenAny(unpaid.Where(report => !report.IsCompleted).Append(paid));
        }

        await paid;
        var waiting = unpaid.Count(report => !report.IsCompleted);
        Assert.True(waiting > 50, $"{waiting} of a hundred that had come before still waited");
        gate.Release(100);
        await Task.WhenAll(unpaid);
    }

    private static Metadata FromFlood()
    {
        var headers = Calls.From(Flood);
        headers.Add("accept-language", "flood");
        return headers;
    }

    private static bool IsFlood(ServerCallContext context) => context.RequestHeaders.GetValue("accept-language") == "flood";

    private static string Solve(string challenge, string requestId)
    {
        var work = new ProofOfWork(new ProofOfWorkOptions { Bits = 10 }, TimeProvider.System);
        return Enumerable.Range(0, int.MaxValue).Select(n => n.ToString(CultureInfo.InvariantCulture)).First(text => work.IsProof(challenge, requestId, text));
    }

    private static Task<GatewayProcess> StartAsync(StandInReports reports, TestIssuer issuer, params (string, string)[] settings) => GatewayProcess.StartAsync(
        [
            reports.Setting(), ("Gateway__Intake__AtOnce", $"{AtOnce}"), ("Gateway__TrustedProxies__0", "127.0.0.0/8"),
            ("Access__Issuers__0__Issuer", "netralitas-development"), ("Access__Issuers__0__PublicKey", issuer.PublicKey), .. settings,
        ]);
}
