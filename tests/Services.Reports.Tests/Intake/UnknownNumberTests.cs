using System.Diagnostics;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Intake;

/// <summary>Who does not have the code learns nothing: not whether a number exists, nor anything by trying again.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class UnknownNumberTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Failures_wait_longer_each_time_for_a_number_known_or_not_and_the_right_code_never_waits()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.08"), "bawaslu:62.08");
        var other = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.08"), "bawaslu:62.08");
        await report.TrackAsync();

        var known = await FailThriceAsync(replica, report.Number, other.Receipt.AccessCode);
        var unknown = await FailThriceAsync(replica, "0000-0000-0000", other.Receipt.AccessCode);
        var right = Stopwatch.StartNew();
        await report.TrackAsync();
        right.Stop();

        Assert.Equivalent(known.Refusal, unknown.Refusal);
        Assert.All([known, unknown], failed => Assert.Equal((true, true), (failed.Second >= TimeSpan.FromSeconds(1), failed.Third >= TimeSpan.FromSeconds(2))));
        Assert.True(right.Elapsed < TimeSpan.FromSeconds(2), $"The right code waited {right.Elapsed}.");
    }

    private static async Task<(Refusal Refusal, TimeSpan Second, TimeSpan Third)> FailThriceAsync(ReportsProcess replica, string number, string code)
    {
        var refusals = new List<Refusal>();
        var times = new List<TimeSpan>();
        for (var n = 0; n < 3; n++)
        {
            var watch = Stopwatch.StartNew();
            refusals.Add(await Refusal.OfAsync(replica.Intake.TrackReportAsync(new TrackReportRequest { Number = number, AccessCode = code })));
            times.Add(watch.Elapsed);
        }

        Assert.All(refusals, refusal => Assert.Equivalent(refusals[0], refusal));
        Assert.Equal((StatusCode.NotFound, "REPORT_NOT_FOUND"), (refusals[0].Code, refusals[0].Reason));
        return (refusals[0], times[1], times[2]);
    }
}
