using System.Globalization;

namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>Entries by kind and day.</summary>
public sealed class LogTotals
{
    private readonly SortedDictionary<(DateOnly Day, CommitmentKind Kind), long> counts = [];

    /// <summary>The counts, none of them 0, by day and kind.</summary>
    public IEnumerable<(DateOnly Day, CommitmentKind Kind, long Count)> All => counts.Select(count => (count.Key.Day, count.Key.Kind, count.Value));

    /// <summary>Entries in all.</summary>
    public long Sum => counts.Values.Sum();

    /// <summary>Adds to a count.</summary>
    /// <param name="day">Day in UTC.</param>
    /// <param name="kind">Kind.</param>
    /// <param name="count">How many.</param>
    public void Add(DateOnly day, CommitmentKind kind, long count = 1)
    {
        if (count != 0)
        {
            counts[(day, kind)] = counts.GetValueOrDefault((day, kind)) + count;
        }
    }

    /// <summary>A count.</summary>
    /// <param name="day">Day in UTC.</param>
    /// <param name="kind">Kind.</param>
    public long Of(DateOnly day, CommitmentKind kind) => counts.GetValueOrDefault((day, kind));

    /// <summary>The counts of all kinds but one.</summary>
    /// <param name="kind">The one.</param>
    public LogTotals Without(CommitmentKind kind)
    {
        var others = new LogTotals();
        foreach (var (day, other, count) in All.Where(count => count.Kind != kind))
        {
            others.Add(day, other, count);
        }

        return others;
    }

    /// <summary>Counts that differ from others.</summary>
    /// <param name="expected">What there should be.</param>
    public IEnumerable<LogDifference> Against(LogTotals expected) =>
        from key in counts.Keys.Union(expected.counts.Keys).Order()
        let logged = counts.GetValueOrDefault(key)
        let wanted = expected.counts.GetValueOrDefault(key)
        where logged != wanted
        select new LogDifference(LogFault.Count, string.Create(CultureInfo.InvariantCulture, $"{key.Day:yyyy-MM-dd} {key.Kind}: {logged} entries, {wanted} records"));

    /// <summary>Another set of the same counts.</summary>
    public LogTotals Copy()
    {
        var copy = new LogTotals();
        foreach (var (day, kind, count) in All)
        {
            copy.Add(day, kind, count);
        }

        return copy;
    }
}
