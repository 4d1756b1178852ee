using System.Text;
using Grpc.Core;
using Netralitas.Faults.History;
using Netralitas.TransparencyLog;

namespace Netralitas.Faults.Checker;

/// <summary>A signature with its entry and what opens it, as the database has them; nulls where it has none.</summary>
internal sealed record StoredEntry(Guid Signature, long? Index, byte[]? Nonce, byte[]? Record);

/// <summary>A log that the suite publishes.</summary>
/// <param name="Database">The database that it is made from.</param>
/// <param name="Folder">What it publishes.</param>
/// <param name="Policy">Its key.</param>
internal sealed record JudgedLog(string Database, string Folder, LogPolicy Policy)
{
    /// <exception cref="InvalidDataException">The key is none.</exception>
    internal static JudgedLog Of(string database, string folder, string key) => VerifierKey.TryParse(key, out var read, out var problem)
        ? new JudgedLog(database, folder, new LogPolicy(read.Name, [read], [], 0))
        : throw new InvalidDataException($"the key of the log of {database}: {problem}");
}

/// <summary>I3 and I9: every signature and every report is in its public log, and each log is one and the same for all and for ever. Believes the logs' public keys and the files alone.</summary>
internal static class LogInvariants
{
    private const int MostReadings = 5;

    private const string Waiting = "select (select count(*) from log.pending) + (select count(*) from log.quarantine)";

    private static readonly TimeSpan PublishedWithin = TimeSpan.FromSeconds(30);

    /// <summary>Judges what the suite left behind, once the logs have caught up; what is still missing then is missing.</summary>
    internal static async Task<(Finding Entries, Finding Logs)> CheckAsync(Stored stored, CheckerOptions options, ClientKnowledge client, Facts facts, CallInvoker gateway)
    {
        var (entries, logs) = (InEntries(), InLogs());
        var pledges = JudgedLog.Of("pledges", options.LogFolder, options.LogKey);
        await JudgeAsync(entries, logs, async () =>
        {
            var published = await CaughtUpAsync(stored, pledges, false);
            JudgeSignatures(entries, published, await stored.EntriesAsync());
            await WitnessedLog.JudgeAsync(logs, pledges, options);
            await JudgeLogAsync(logs, published, pledges, stored, await stored.CountAsync("pledges", "select count(*) from log.entry"), await stored.CountAsync("pledges", Waiting));
        });
        var receipts = JudgedLog.Of("reports", options.ReceiptLogFolder, options.ReceiptLogKey);
        await JudgeAsync(entries, logs, async () =>
        {
            // A database that was set back knows less than its log, which then stands still: that it has what was promised is judged all the same.
            var wasSetBack = facts.LostByRestore.Count > 0;
            var (published, kept, dummies, counted, waiting) = wasSetBack
                ? (PublicLog.Read(receipts.Folder, receipts.Policy), await stored.ReceiptsAsync(), [], null, 0)
                : await BetweenWindowsAsync(stored, receipts, !facts.ClocksMoved);
            var ofReports = new ReceiptInvariants(entries, published, receipts.Policy);
            ofReports.JudgePromises(client, facts, facts.ClocksMoved ? kept : []);
            if (!wasSetBack)
            {
                ofReports.JudgeReports(kept, dummies, facts.ClocksMoved);
                await ofReports.JudgeProofsAsync(client, gateway, facts.ClocksMoved);
            }

            await WitnessedLog.JudgeAsync(logs, receipts, options);
            await JudgeLogAsync(logs, published, receipts, stored, counted, waiting);
        });
        return (entries, logs);
    }

    internal static Finding InEntries() => new("I3", "every signature and report has one entry in its public log, which its nonce and record open; every promise is kept");

    internal static Finding InLogs() => new("I9", "every checkpoint that was signed continues the one before, the files give the root, and the witness has the same tree");

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

    /// <summary>I9, of the files.</summary>
    /// <param name="finding">Told of what is wrong.</param>
    /// <param name="log">The log.</param>
    /// <param name="counted">Entries that the database has; null when it does not know all.</param>
    internal static void JudgeLog(Finding finding, PublicLog log, long? counted)
    {
        var name = log.Checkpoint.Origin;
        finding.Check(log.Root(log.Checkpoint.Size) == log.Checkpoint.Root, () => $"{name}: the {log.Entries.Count} published entries do not give the signed root");
        finding.Check(counted is null || log.Checkpoint.Size == counted, () => $"{name}: the published log has {log.Checkpoint.Size} entries, the database {counted}");
        foreach (var tile in log.WrongTiles())
        {
            finding.Check(false, () => $"{name}: {tile} is not what the entries give");
        }
    }

    /// <summary>Reads checkpoints that the database remembers to be signed, and finds those that are not.</summary>
    internal static IReadOnlyList<Checkpoint> Open(Finding finding, IReadOnlyList<string> notes, LogPolicy policy)
    {
        var signed = new List<Checkpoint>();
        foreach (var note in notes)
        {
            var isSigned = SignedCheckpoint.TryOpen(Encoding.UTF8.GetBytes(note), policy, out var checkpoint, out var problem);
            finding.Check(isSigned, () => $"{policy.Origin}: a signed checkpoint: {problem}");
            signed.AddRange(isSigned ? [checkpoint!.Checkpoint] : []);
        }

        return signed;
    }

    /// <summary>I9, of every checkpoint: the log goes on from it.</summary>
    internal static void JudgeSigned(Finding finding, PublicLog log, IReadOnlyList<Checkpoint> signed)
    {
        foreach (var checkpoint in signed)
        {
            finding.Check(checkpoint.Size <= log.Checkpoint.Size && log.Root(checkpoint.Size) == checkpoint.Root,
                () => $"{log.Checkpoint.Origin}: the signed checkpoint of {checkpoint.Size} entries is not continued by the published one");
        }
    }

    // One log that cannot be read does not keep the other from being judged.
    private static async Task JudgeAsync(Finding entries, Finding logs, Func<Task> judge)
    {
        try
        {
            await judge();
        }
        catch (InvalidDataException damaged)
        {
            entries.Check(false, () => damaged.Message);
            logs.Check(false, () => damaged.Message);
        }
    }

    private static async Task JudgeLogAsync(Finding finding, PublicLog published, JudgedLog log, Stored stored, long? counted, long waiting)
    {
        JudgeLog(finding, published, counted);
        // A log may have grown since: of receipts it does whenever a window ends.
        var signed = Open(finding, await stored.SignedNotesAsync(log.Database), log.Policy);
        JudgeSigned(finding, await PublicLog.ReadSinceAsync(log.Folder, log.Policy, signed), [published.Checkpoint, .. signed]);
        finding.Check(waiting == 0, () => $"{log.Policy.Origin}: {waiting} entries wait or are set aside");
    }

    // Windows end all the time, also when there is nothing to tell: what was read while one did is read again.
    private static async Task<(PublicLog Published, List<StoredReceipt> Kept, List<StoredDummy> Dummies, long? Counted, long Waiting)> BetweenWindowsAsync(Stored stored, JudgedLog log, bool alsoHeld)
    {
        for (var more = MostReadings; ; more--)
        {
            var published = await CaughtUpAsync(stored, log, alsoHeld);
            var (kept, dummies) = (await stored.ReceiptsAsync(), await stored.DummiesAsync());
            var counted = await stored.CountAsync(log.Database, "select count(*) from log.entry");
            var waiting = await stored.CountAsync(log.Database, Waiting);
            if ((counted == published.Checkpoint.Size && waiting == 0) || more == 0)
            {
                return (published, kept, dummies, counted, waiting);
            }
        }
    }

    private static async Task<PublicLog> CaughtUpAsync(Stored stored, JudgedLog log, bool alsoHeld)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        using var limit = new CancellationTokenSource(PublishedWithin);
        while (true)
        {
            try
            {
                var published = PublicLog.Read(log.Folder, log.Policy);
                var due = await stored.CountAsync(log.Database, $"select (select count(*) from log.entry) + (select count(*) from log.pending){(alsoHeld ? " + (select count(*) from log.held)" : "")}");
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
