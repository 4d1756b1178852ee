using System.Diagnostics;
using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Reports.Bench;

/// <summary>What a turn of submits came to.</summary>
/// <param name="Count">Reports that were acknowledged.</param>
/// <param name="PerSecond">Of these, a second.</param>
/// <param name="Median">Time that half of them took at most.</param>
/// <param name="Slowest99th">Time that 99 in 100 took at most.</param>
internal sealed record SubmitRate(int Count, double PerSecond, TimeSpan Median, TimeSpan Slowest99th)
{
    /// <summary>Processor time of the service for one report, its outbox's dispatcher included.</summary>
    internal TimeSpan ProcessorTime { get; init; }
}

/// <summary>Clients that each submit one report after the other; every failure ends the run.</summary>
internal static class SubmitLoad
{
    /// <summary>Bytes of a report's content, about.</summary>
    internal const int ContentLength = 500;

    private static readonly string Narrative = new('a', ContentLength - 100);

    internal static async Task<SubmitRate> RunAsync(GrpcChannel channel, int clients, TimeSpan length)
    {
        var intake = new IntakeService.IntakeServiceClient(channel);
        var from = Stopwatch.GetTimestamp();
        var taken = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => SubmitUntilAsync(intake, from, length))));
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        var sorted = taken.SelectMany(t => t).Order().ToArray();
        return new SubmitRate(sorted.Length, sorted.Length / seconds, sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100]);
    }

    private static async Task<List<TimeSpan>> SubmitUntilAsync(IntakeService.IntakeServiceClient intake, long from, TimeSpan length)
    {
        var taken = new List<TimeSpan>();
        while (Stopwatch.GetElapsedTime(from) < length)
        {
            var started = Stopwatch.GetTimestamp();
            await intake.SubmitReportAsync(new SubmitReportRequest
            {
                RequestId = Guid.NewGuid().ToString(),
                Narrative = Narrative,
                RegionCode = "35.75",
                HappenedOn = "2024-11-20",
                Place = "CONTOH",
            });
            taken.Add(Stopwatch.GetElapsedTime(started));
        }

        return taken;
    }
}
