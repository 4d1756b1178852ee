using System.Globalization;
using System.Text;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;
using Npgsql;

namespace Netralitas.Sequencer;

/// <summary>A part of the file by which an auditor counts the records in a log with windows.</summary>
/// <param name="Text">The next lines of an <see cref="OpenedDummies"/>.</param>
/// <param name="Next">Where the next part begins; null with the last.</param>
public sealed record DummyPart(string Text, DummyPlace? Next);

/// <summary>A place in that file.</summary>
/// <param name="Size">Entries of the log that the file speaks of, the same for all of its parts.</param>
/// <param name="After">Index of the last entry of the part before; -1 before the first.</param>
public readonly record struct DummyPlace(long Size, long After)
{
    /// <summary>The place as a word.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Size}-{After}");

    /// <summary>Reads a word.</summary>
    /// <returns>Null for anything else.</returns>
    public static DummyPlace? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('-') is [var size, var after] && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            && long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < entries ? new DummyPlace(entries, index) : null;
    }
}

/// <summary>Entries that stand for nothing, with what opens them: for the monitor, and for an auditor's file.</summary>
public sealed class DummyExport
{
    private const int LinesOfPart = 5_000;

    private const string BetweenSql =
        """
        select e.idx, coalesce(o.nonce, ''), coalesce(o.record, '') from log.entry e join log.dummy d using (subject) left join log.opening o using (subject)
        where e.idx >= $1 and e.idx < $2 order by e.idx
        """;

    private const string OfDaysSql =
        """
        select e.idx, coalesce(o.nonce, ''), coalesce(o.record, '') from log.dummy d join log.entry e using (subject) left join log.opening o using (subject)
        where d.day between $1 and $2 and e.idx > $3 and e.idx < $4 order by e.idx limit $5
        """;

    private const string CountSql = "select d.day, count(*) from log.dummy d join log.entry e using (subject) where d.day between $1 and $2 and e.idx < $3 group by d.day";

    private readonly NpgsqlDataSource source;
    private readonly LogCounts counts;
    private readonly LogSetup setup;

    internal DummyExport(NpgsqlDataSource source, LogCounts counts, LogSetup setup) => (this.source, this.counts, this.setup) = (source, counts, setup);

    /// <summary>A part of the file of some days.</summary>
    /// <param name="first">The first day that entries show, in UTC.</param>
    /// <param name="last">The last.</param>
    /// <param name="from">Where the part begins; null for the first, which fixes how many entries of the log the file speaks of: those that are published now.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<DummyPart> ReadAsync(DateOnly first, DateOnly last, DummyPlace? from, CancellationToken cancel)
    {
        var place = from ?? new DummyPlace(setup.Published.ReadCheckpoint()?.Checkpoint.Size ?? 0, -1);
        var text = new StringBuilder(from is null ? await BeginAsync(first, last, place.Size, cancel) : "");
        var dummies = await ReadAsync(OfDaysSql, cancel, first, last, place.After, place.Size, LinesOfPart);
        dummies.ForEach(dummy => text.Append(OpenedDummies.LineOf(dummy)));
        return new DummyPart(text.ToString(), dummies.Count == LinesOfPart ? place with { After = dummies[^1].Index } : null);
    }

    /// <summary>What is said to stand for nothing in a stretch of the log; what has nothing to open it with it too.</summary>
    internal async Task<IReadOnlyList<OpenedDummy>> BetweenAsync(long from, long until, CancellationToken cancel) => await ReadAsync(BetweenSql, cancel, from, until);

    private async Task<string> BeginAsync(DateOnly first, DateOnly last, long size, CancellationToken cancel)
    {
        var dummies = new Dictionary<DateOnly, long>();
        await using (var count = source.CreateCommand(CountSql))
        {
            count.Parameters.Add(new() { Value = first });
            count.Parameters.Add(new() { Value = last });
            count.Parameters.Add(new() { Value = size });
            await using var rows = await count.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                dummies.Add(rows.GetFieldValue<DateOnly>(0), rows.GetInt64(1));
            }
        }

        var totals = await counts.ReadAsync(size, cancel);
        var reports = from each in totals.All
                      where each.Kind == CommitmentKind.Report && each.Day >= first && each.Day <= last
                      select (each.Day, Count: each.Count - dummies.GetValueOrDefault(each.Day));
        return OpenedDummies.BeginningOf(setup.Origin, size, (first, last), reports.Where(each => each.Count != 0), dummies.Values.Sum());
    }

    private async Task<List<OpenedDummy>> ReadAsync(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        var read = new List<OpenedDummy>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            read.Add(new OpenedDummy(rows.GetInt64(0), rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2)));
        }

        return read;
    }
}
