using System.Text;
using Netralitas.TransparencyLog;

namespace Netralitas.Faults.Checker;

/// <summary>A signature with its entry and what opens it, as the database has them; nulls where it has none.</summary>
internal sealed record StoredEntry(Guid Signature, long? Index, byte[]? Nonce, byte[]? Record);

/// <summary>I3 and I9: every signature is in the public log, and the log is one and the same for all and for ever. Believes the log's public key and the files alone.</summary>
internal static class LogInvariants
{
    private static readonly TimeSpan PublishedWithin = TimeSpan.FromSeconds(30);

    /// <summary>Judges what the suite left behind, once the log has caught up; what is still missing then is missing.</summary>
    internal static async Task<(Finding Signatures, Finding Log)> CheckAsync(Stored stored, CheckerOptions options)
    {
        if (!VerifierKey.TryParse(options.LogKey, out var key, out var problem))
        {
            throw new InvalidDataException($"--log-key: {problem}");
        }

        var policy = new LogPolicy(key.Name, [key], [], 0);
        var (signatures, log) = (InSignatures(), InLog());
        try
        {
            var published = await CaughtUpAsync(stored, options.LogFolder, policy);
            JudgeSignatures(signatures, published, await stored.EntriesAsync());
            JudgeLog(log, published, policy, await stored.SignedNotesAsync(), await stored.CountAsync("pledges", "select count(*) from log.entry"));
            var pending = await stored.CountAsync("pledges", "select (select count(*) from log.pending) + (select count(*) from log.quarantine)");
            log.Check(pending == 0, () => $"{pending} entries wait or are set aside");
        }
        catch (InvalidDataException damaged)
        {
            signatures.Check(false, () => damaged.Message);
            log.Check(false, () => damaged.Message);
        }

        return (signatures, log);
    }

    internal static Finding InSignatures() => new("I3", "every signature has one entry in the public log, which its nonce and record open");

    internal static Finding InLog() => new("I9", "every checkpoint that was signed continues the one before, and the files give the root");

    /// <summary>I3.</summary>
    internal static void JudgeSignatures(Finding finding, PublicLog log, IReadOnlyList<StoredEntry> stored)
    {
        foreach (var (signature, index, nonce, record) in stored)
        {
            finding.Check(index is not null, () => $"signature {signature} has no entry");
            finding.Check(nonce is not null && record is not null && Encoding.UTF8.GetString(record).Contains($"\n{signature}\n", StringComparison.Ordinal), () => $"signature {signature} has nothing that opens its entry");
            if (index is { } at && nonce is not null && record is not null)
            {
                var opens = at < log.Entries.Count && CommitmentEntry.TryRead(log.Entries[(int)at].Span, out var entry, out _)
                    && entry.Kind == CommitmentKind.Pledge && entry.Commitment == CommitmentEntry.Commit(nonce, record);
                finding.Check(opens && log.Proves(at, MerkleHash.OfLeaf(log.Entries[(int)at].Span)), () => $"signature {signature} is not proven by entry {at} of the public log");
            }
        }

        var entries = stored.Count(each => each.Index is not null);
        finding.Check(stored.Select(each => each.Index).OfType<long>().Distinct().Count() == entries, () => "two signatures have one entry");
        finding.Check(log.Entries.Count == entries, () => $"the public log has {log.Entries.Count} entries, and {entries} signatures have one");
    }

    /// <summary>I9.</summary>
    internal static void JudgeLog(Finding finding, PublicLog log, LogPolicy policy, IReadOnlyList<string> signed, long counted)
    {
        finding.Check(log.Root(log.Checkpoint.Size) == log.Checkpoint.Root, () => $"the {log.Entries.Count} published entries do not give the signed root");
        finding.Check(log.Checkpoint.Size == counted, () => $"the published log has {log.Checkpoint.Size} entries, the database {counted}");
        foreach (var tile in log.WrongTiles())
        {
            finding.Check(false, () => $"{tile} is not what the entries give");
        }

        foreach (var note in signed)
        {
            var isSigned = SignedCheckpoint.TryOpen(Encoding.UTF8.GetBytes(note), policy, out var checkpoint, out var problem);
            finding.Check(isSigned, () => $"a signed checkpoint: {problem}");
            finding.Check(!isSigned || (checkpoint!.Checkpoint.Size <= log.Checkpoint.Size && log.Root(checkpoint.Checkpoint.Size) == checkpoint.Checkpoint.Root),
                () => $"the signed checkpoint of {checkpoint!.Checkpoint.Size} entries is not continued by the published one");
        }
    }

    private static async Task<PublicLog> CaughtUpAsync(Stored stored, string folder, LogPolicy policy)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        using var limit = new CancellationTokenSource(PublishedWithin);
        while (true)
        {
            try
            {
                var published = PublicLog.Read(folder, policy);
                var due = await stored.CountAsync("pledges", "select (select count(*) from log.entry) + (select count(*) from log.pending)");
                if (published.Checkpoint.Size == due || limit.IsCancellationRequested)
                {
                    return published;
                }
            }
            catch (InvalidDataException) when (!limit.IsCancellationRequested)
            {
                // A checkpoint is being published, or none was yet.
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
