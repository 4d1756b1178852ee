namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>What a reading came to.</summary>
/// <param name="State">What to remember; as it was before when the log could not be read to its end.</param>
/// <param name="Differences">Everything that is not as it should be, at most <see cref="LogMonitor.MostDifferences"/>.</param>
public sealed record MonitorResult(MonitorState? State, IReadOnlyList<LogDifference> Differences);

/// <summary>Reads a log as anybody can, from its public files, and works all of it out again: root, tiles, totals. Trusts the log's key and nothing else.</summary>
/// <param name="files">The log.</param>
/// <param name="policy">Its keys, and its witnesses.</param>
/// <param name="entriesPerSecond">Most entries that are read in a second: a monitor must not be in the way of other readers. 0 for no bound.</param>
/// <param name="clock">Measures that second.</param>
/// <remarks>Memory does not grow with the log. Given what an earlier reading remembered, it reads only what came since; that this continues what was there is proven by the root.</remarks>
public sealed class LogMonitor(ILogFiles files, LogPolicy policy, int entriesPerSecond, TimeProvider clock)
{
    /// <summary>Most differences that are told of one reading.</summary>
    public const int MostDifferences = 50;

    private readonly List<LogDifference> differences = [];

    /// <summary>Reads what came since, or all.</summary>
    /// <param name="before">What an earlier reading remembered; null to read from the beginning.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="dummies">Sees every entry that is read; null for none.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="HttpRequestException">The address does not answer.</exception>
    public async Task<MonitorResult> ReadAsync(MonitorState? before, CancellationToken cancel, DummyAudit? dummies = null)
    {
        differences.Clear();
        if (await OpenAsync(cancel) is not { } published)
        {
            return new MonitorResult(before, [.. differences]);
        }

        var (now, known) = (published.Checkpoint, before?.Checkpoint);
        if (known is not null && now.Size < known.Size)
        {
            Tell(LogFault.Shrunk, $"{now.Size} entries, and there were {known.Size}");
            return new MonitorResult(before, [.. differences]);
        }

        var edge = before?.Load() ?? TreeEdge.Load(0, _ => default);
        var totals = before?.Totals.Copy() ?? new LogTotals();
        try
        {
            await AppendAsync(edge, totals, now.Size, dummies, cancel);
        }
        catch (InvalidDataException damaged)
        {
            Tell(LogFault.File, damaged.Message);
            return new MonitorResult(before, [.. differences]);
        }

        if (edge.Root() != now.Root)
        {
            Tell(LogFault.Root, $"the {now.Size} entries do not give the signed root{(known is null ? "" : $", or do not continue the {known.Size} read before")}");
            return new MonitorResult(before, [.. differences]);
        }

        return new MonitorResult(MonitorState.Of(published, edge, totals), [.. differences]);
    }

    private async Task<SignedCheckpoint?> OpenAsync(CancellationToken cancel)
    {
        if (await files.TryReadAsync("checkpoint", cancel) is not { } bytes)
        {
            Tell(LogFault.Checkpoint, "there is none");
            return null;
        }

        // The log's own signature is enough to read on; too few witnesses are a difference of their own.
        var alone = new LogPolicy(policy.Origin, policy.LogKeys, [], 0);
        if (!SignedCheckpoint.TryOpen(bytes.Span, alone, out var published, out var problem))
        {
            Tell(LogFault.Checkpoint, problem);
        }
        else if (!SignedCheckpoint.TryOpen(bytes.Span, policy, out _, out problem))
        {
            Tell(LogFault.Witnesses, problem);
        }

        return published;
    }

    private async Task AppendAsync(TreeEdge edge, LogTotals totals, long size, DummyAudit? dummies, CancellationToken cancel)
    {
        var (from, began) = (edge.Size, clock.GetTimestamp());
        while (edge.Size < size)
        {
            var bundle = TileAddress.In(TileAddress.Entries, edge.Size / TileAddress.FullWidth, size)!.Value;
            var content = await files.ReadTileAsync(bundle, cancel);
            if (!EntryBundle.TryRead(content, bundle.Width, out var entries, out var problem))
            {
                throw new InvalidDataException($"{bundle.Path}: {problem}.");
            }

            await (dummies?.PrepareAsync(edge.Size, cancel) ?? Task.CompletedTask);
            foreach (var entry in entries.Skip((int)(edge.Size % TileAddress.FullWidth)))
            {
                dummies?.See(edge.Size, entry.Span);
                Count(entry.Span, edge.Size, totals);
                edge.Append(MerkleHash.OfLeaf(entry.Span));
            }

            await CompareAsync(edge.TakeChanged().Where(tile => !tile.Key.IsPartial), cancel);
            await PaceAsync(edge.Size - from, began, cancel);
        }

        await CompareAsync(edge.Partials(), cancel);
    }

    private void Count(ReadOnlySpan<byte> bytes, long index, LogTotals totals)
    {
        if (!CommitmentEntry.TryRead(bytes, out var entry, out var problem))
        {
            Tell(LogFault.Entry, $"entry {index}: {problem}");
        }

        // What is no entry is counted under no kind, so that the totals add up to the size.
        totals.Add(DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)Math.Min(entry.Day, 2_900_000u)), entry.Kind);
    }

    private async Task CompareAsync(IEnumerable<KeyValuePair<TileAddress, byte[]>> tiles, CancellationToken cancel)
    {
        foreach (var (tile, wanted) in tiles)
        {
            try
            {
                var found = await files.ReadTileAsync(tile, cancel);
                if (!found.Span.SequenceEqual(wanted))
                {
                    Tell(LogFault.File, $"{tile.Path} has other hashes than the entries give");
                }
            }
            catch (InvalidDataException damaged)
            {
                Tell(LogFault.File, damaged.Message);
            }
        }
    }

    private async Task PaceAsync(long read, long began, CancellationToken cancel)
    {
        if (entriesPerSecond > 0)
        {
            var ahead = TimeSpan.FromSeconds((double)read / entriesPerSecond) - clock.GetElapsedTime(began);
            await Task.Delay(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero, clock, cancel);
        }
    }

    private void Tell(LogFault fault, string detail)
    {
        if (differences.Count < MostDifferences)
        {
            differences.Add(new LogDifference(fault, detail));
        }
    }
}
