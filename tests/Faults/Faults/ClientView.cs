using Netralitas.Faults.History;

namespace Netralitas.Faults;

/// <summary>How the suite looked from the client, in any stretch of time.</summary>
internal sealed class ClientView(IReadOnlyList<Entry> entries)
{
    /// <summary>Ends of attempts to submit a report.</summary>
    private readonly List<Entry> ends = [.. entries.Where(e => e is { Subject: Subject.Report, Phase: not Phase.Sent })];

    internal int Sent => entries.Count(e => e is { Subject: Subject.Report, Phase: Phase.Sent });

    internal int Of(Phase phase) => ends.Count(e => e.Phase == phase);

    internal IEnumerable<Entry> Ends(DateTimeOffset from, DateTimeOffset to) => ends.Where(e => e.At >= from && e.At < to);

    internal int Ok(DateTimeOffset from, DateTimeOffset to) => Ends(from, to).Count(e => e.Phase is Phase.Ok);

    /// <summary>Share of the attempts that ended in this stretch and were acknowledged; 0 when none ended.</summary>
    internal double OkShare(DateTimeOffset from, DateTimeOffset to)
    {
        var all = Ends(from, to).ToList();
        return all.Count == 0 ? 0 : all.Count(e => e.Phase is Phase.Ok) / (double)all.Count;
    }

    /// <summary>Latency in milliseconds that this share of the acknowledged stayed under.</summary>
    internal double Latency(double share, DateTimeOffset from, DateTimeOffset to)
    {
        var sorted = Ends(from, to).Where(e => e.Phase is Phase.Ok).Select(e => e.Milliseconds).Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[(int)(share * (sorted.Count - 1))];
    }

    /// <summary>Seconds from an instant until a whole second in which nearly all attempts were acknowledged; infinite when none came.</summary>
    internal double SecondsToRecover(DateTimeOffset from)
    {
        var last = ends.Count == 0 ? from : ends[^1].At;
        for (var second = from; second.AddSeconds(1) <= last; second = second.AddSeconds(0.25))
        {
            if (OkShare(second, second.AddSeconds(1)) >= 0.95)
            {
                return (second - from).TotalSeconds;
            }
        }

        return double.PositiveInfinity;
    }
}
