using System.Diagnostics;
using Netralitas.Pledges.Bench;
using Netralitas.Testing;

namespace Netralitas.Gateway.Bench;

/// <summary>Calls by some clients, one after the other each, and what they cost.</summary>
/// <param name="PerSecond">Calls a second.</param>
/// <param name="Times">How long they took.</param>
/// <param name="Each">Processor time for each call.</param>
internal sealed record Load(double PerSecond, Times Times, Uses Each)
{
    private static int person;

    internal static async Task<Load> RunAsync(Func<int, Task> sign, int clients, TimeSpan length, PledgesService pledges, GatewayProcess gateway)
    {
        var before = Uses.Now(pledges, gateway);
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
        var after = Uses.Now(pledges, gateway);
        var times = new Times(taken.SelectMany(own => own));
        return new Load(times.Count / seconds, times, after.Since(before, times.Count));
    }
}
