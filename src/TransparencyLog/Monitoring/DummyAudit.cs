namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>Holds entries that are said to stand for nothing against the log, while it is read: whoever calls a report nothing would hide it from the count.</summary>
/// <param name="size">Only the first entries of the log are looked at.</param>
/// <param name="between">Gives what is said to stand for nothing from an index up to another, in the order of the log.</param>
/// <remarks>Sees the very bytes that the monitor works the signed root out of. Holds a stretch of the log in memory, however long it is.</remarks>
public sealed class DummyAudit(long size, Func<long, long, CancellationToken, Task<IReadOnlyList<OpenedDummy>>> between)
{
    private const int Stretch = 16_384;
    private const int MostRefuted = 50;

    private readonly LogTotals entries = new();
    private readonly LogTotals dummies = new();
    private readonly List<long> refuted = [];
    private Dictionary<long, OpenedDummy> next = [];
    private long readUntil = -1;

    /// <summary>Indexes of entries that are said to stand for nothing and are not shown to: other bytes, another day, or nothing that opens them. At most 50.</summary>
    public IReadOnlyList<long> Refuted => refuted;

    /// <summary>Entries of reports of a day, those that stand for nothing among them.</summary>
    public long EntriesOf(DateOnly day) => entries.Of(day, CommitmentKind.Report);

    /// <summary>Of these, what is shown to stand for nothing.</summary>
    public long DummiesOf(DateOnly day) => dummies.Of(day, CommitmentKind.Report);

    /// <summary>Makes ready for the entries from an index on.</summary>
    internal async Task PrepareAsync(long index, CancellationToken cancel)
    {
        if (index >= readUntil && index < size)
        {
            // A stretch ends where a bundle does: within one nobody asks again.
            readUntil = Math.Min(size, index - (index % TileAddress.FullWidth) + Stretch);
            next = (await between(index, readUntil, cancel)).ToDictionary(dummy => dummy.Index);
        }
    }

    /// <summary>Looks at an entry.</summary>
    internal void See(long index, ReadOnlySpan<byte> bytes)
    {
        if (index >= size || !CommitmentEntry.TryRead(bytes, out var entry, out _))
        {
            return;
        }

        var day = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)Math.Min(entry.Day, 2_900_000u));
        if (entry.Kind == CommitmentKind.Report)
        {
            entries.Add(day, CommitmentKind.Report);
        }

        if (!next.Remove(index, out var dummy))
        {
            return;
        }

        if (Shows(dummy, bytes, day))
        {
            dummies.Add(day, CommitmentKind.Report);
        }
        else if (refuted.Count < MostRefuted)
        {
            refuted.Add(index);
        }
    }

    private static bool Shows(OpenedDummy dummy, ReadOnlySpan<byte> bytes, DateOnly day) =>
        dummy.Nonce.Length == CommitmentEntry.NonceLength && DummyRecord.TryRead(dummy.Record.Span, out var record) && record.Day == day
        && bytes.SequenceEqual(record.Open(CommitmentKind.Report, dummy.Nonce).Entry.ToBytes());
}
