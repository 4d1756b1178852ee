using System.Diagnostics;
using Netralitas.Pledges.Bench;
using Netralitas.Testing;

namespace Netralitas.Gateway.Bench;

/// <summary>Calls by some clients, one after the other each, and what they cost.</summary>
/// <param name="PerSecond">Calls a second.</param>
/// <param name="Times">How long they took.</param>
/// <param name="Client">Processor time of this program for each call.</param>
/// <param name="Gateway">Of the gateway.</param>
/// <param name="Service">Of the service, with what it does besides.</param>
internal sealed record Load(double PerSecond, Times Times, TimeSpan Client, TimeSpan Gateway, TimeSpan Service)
{
    private static int person;

    /// <summary>Processor time behind the client for each call.</summary>
    internal TimeSpan Server => Gateway + Service;

    internal static async Task<Load> RunAsync(Func<int, Task> sign, int clients, TimeSpan length, PledgesService pledges, GatewayProcess gateway)
    {
        (TimeSpan Client, TimeSpan Gateway, TimeSpan Service) Used() => (Environment.CpuUsage.TotalTime, gateway.ProcessorTime, pledges.ProcessorTime);
        var before = Used();
        var from = Stopwatch.GetTimestamp();
        var taken = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            List<TimeSpan> own = [];
            while (Stopwatch.GetElapsedTime(from) < length)
            {
                var started = Stopwatch.GetTimestamp();
                await sign(Interlocked.Increment(ref person));
                own.Add(Stopwatch.GetElapsedTime(started));
            }

            return own;
        })));
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        var after = Used();
        var times = new Times(taken.SelectMany(own => own));
        return new Load(times.Count / seconds, times, (after.Client - before.Client) / times.Count, (after.Gateway - before.Gateway) / times.Count, (after.Service - before.Service) / times.Count);
    }
}
