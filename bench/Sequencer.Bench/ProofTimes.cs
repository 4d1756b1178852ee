using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Netralitas.TransparencyLog;
using NpgsqlTypes;

namespace Netralitas.Sequencer.Bench;

/// <summary>How long the proof of any entry of a large log takes.</summary>
internal static class ProofTimes
{
    private const int Asked = 10_000;
    private const int WarmUp = 500;

    /// <summary>Makes a log of a size and asks for the proofs of entries drawn from all of it, one after the other; each is verified.</summary>
    /// <returns>Times in order.</returns>
    internal static async Task<IReadOnlyList<TimeSpan>> RunAsync(BenchLog log, int size)
    {
        var subjects = await MakeAsync(log, size);
        var proofs = new EntryProofs(log.Source, log.Tiles, log.Setup);
        var times = new List<TimeSpan>();
        for (var n = -WarmUp; n < Asked; n++)
        {
            var (subject, secret) = subjects[RandomNumberGenerator.GetInt32(subjects.Count)];
            var started = Stopwatch.GetTimestamp();
            var standing = await proofs.FindAsync(subject, secret, CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(started);
            if (standing?.File is not { } proof || !OpenedEntry.TryRead(proof.Extra, out var opened, out _) || !opened.Holds || !proof.TryVerify(opened.Leaf, log.Setup.Policy, out _, out _))
            {
                throw new InvalidOperationException("A proof does not hold.");
            }

            if (n >= 0)
            {
                times.Add(took);
            }
        }

        return [.. times.Order()];
    }

    // As the sequencer leaves a log behind, but copied in: what is measured is the asking.
    private static async Task<List<(Guid Subject, byte[] Secret)>> MakeAsync(BenchLog log, int size)
    {
        var edge = TreeEdge.Load(0, _ => default);
        var some = new List<(Guid, byte[])>();
        await using var connection = await log.Source.OpenConnectionAsync();
        await using var second = await log.Source.OpenConnectionAsync();
        await using var third = await log.Source.OpenConnectionAsync();
        await using (var entries = await connection.BeginBinaryImportAsync("copy log.entry (idx, leaf_hash, subject) from stdin (format binary)"))
        await using (var openings = await second.BeginBinaryImportAsync("copy log.opening (subject, nonce, record) from stdin (format binary)"))
        await using (var bundles = await third.BeginBinaryImportAsync("copy log.bundle (n, entries) from stdin (format binary)"))
        {
            var bundle = new System.Buffers.ArrayBufferWriter<byte>();
            for (long n = 0; n < size; n++)
            {
                var (subject, nonce) = (Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(CommitmentEntry.NonceLength));
                var record = System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"netralitas/bench/v1\n{subject}\n"));
                var entry = new CommitmentEntry(CommitmentKind.Pledge, 20_778, CommitmentEntry.Commit(nonce, record)).ToBytes();
                var leaf = MerkleHash.OfLeaf(entry);
                edge.Append(leaf);
                EntryBundle.Append(bundle, entry);
                await entries.WriteRowAsync(CancellationToken.None, n, leaf.ToArray(), subject);
                await openings.WriteRowAsync(CancellationToken.None, subject, nonce, record);
                if ((n + 1) % TileAddress.FullWidth == 0 || n + 1 == size)
                {
                    await bundles.WriteRowAsync(CancellationToken.None, n / TileAddress.FullWidth, bundle.WrittenSpan.ToArray());
                    bundle.Clear();
                }

                if (n % 97 == 0)
                {
                    some.Add((subject, nonce));
                }
            }

            await entries.CompleteAsync();
            await openings.CompleteAsync();
            await bundles.CompleteAsync();
        }

        await using (var tiles = await connection.BeginBinaryImportAsync("copy log.tile (level, n, hashes) from stdin (format binary)"))
        {
            foreach (var (tile, hashes) in edge.TakeChanged())
            {
                await tiles.WriteRowAsync(CancellationToken.None, (short)tile.Level, tile.Index, hashes);
            }

            await tiles.CompleteAsync();
        }

        await using var state = new Npgsql.NpgsqlCommand("update log.state set size = $1, root = $2 where id = 0", connection)
        {
            Parameters = { new() { Value = edge.Size, NpgsqlDbType = NpgsqlDbType.Bigint }, new() { Value = edge.Root().ToArray() } },
        };
        await state.ExecuteNonQueryAsync();
        await using var settle = new Npgsql.NpgsqlCommand("vacuum analyze log.entry, log.opening, log.tile, log.bundle", connection) { CommandTimeout = 600 };
        await settle.ExecuteNonQueryAsync();
        log.Setup.Published.Publish(new Checkpoint(log.Setup.Origin, edge.Size, edge.Root()).Sign(log.Setup.Key));
        return some;
    }
}
