using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Services.Reports;

/// <summary>Makes guessing slow: each failure for one number is answered later than the one before. Nobody is ever locked out.</summary>
/// <remarks>
/// In memory, of each replica apart, and of one fixed size whatever comes: numbers share a place by a keyed hash that nobody outside can compute, and two that share one slow down each
/// other's failures, never a right code. A delay holds no thread; when very many wait already, a failure is answered at once, as access codes are too long to be guessed anyway.
/// </remarks>
internal sealed class FailedAttempts(TimeProvider clock)
{
    private const int Places = 1 << 16;
    private const int MostWaiting = 10_000;
    private const int LongestSeconds = 60;

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly Place[] places = new Place[Places];

    private int waiting;

    /// <summary>Counts a failure, and waits as long as those before it ask for.</summary>
    /// <param name="number">Public number as it was given; empty for one that cannot be one.</param>
    /// <param name="cancel">The caller gave up.</param>
    internal async Task SlowDownAsync(string number, CancellationToken cancel)
    {
        if (number.Length == 0)
        {
            return;
        }

        var delay = Count(number);
        if (delay == TimeSpan.Zero)
        {
            return;
        }

        try
        {
            if (Interlocked.Increment(ref waiting) <= MostWaiting)
            {
                await Task.Delay(delay, clock, cancel);
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>How long its answer waits: not at all the first time, then 1, 2, 4 seconds and so on, at most 60.</returns>
    internal TimeSpan Count(string number)
    {
        var now = clock.GetTimestamp();
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(number));
        ref var place = ref places[BinaryPrimitives.ReadUInt16BigEndian(hash)];
        lock (places)
        {
            var before = place.Failures == 0 || clock.GetElapsedTime(place.LastAt, now) > ForgottenAfter ? 0 : place.Failures;
            place = new Place(Math.Min(before + 1, 100), now);
            return TimeSpan.FromSeconds(before == 0 ? 0 : Math.Min(LongestSeconds, Math.Pow(2, before - 1)));
        }
    }

    private readonly record struct Place(int Failures, long LastAt);
}
