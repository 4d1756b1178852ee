using System.Globalization;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Verify.Tests;

/// <summary>A log in memory and in a folder, with a key and two witnesses, whose entries are pledges and tombstones.</summary>
internal sealed class TestLog : IDisposable
{
    internal const string Origin = "log.netralitas.test/ikrar";

    private readonly SignerKey key = new(Origin, SignatureType.Ed25519, Seeded("log"));
    private readonly SignerKey[] witnesses = [new("saksi-a.test/w1", SignatureType.Cosignature, Seeded("a")), new("saksi-b.test/w1", SignatureType.Cosignature, Seeded("b"))];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netralitas-verify-");

    internal List<OpenedEntry> Entries { get; } = [];

    internal string Folder => Path.Combine(folder.FullName, "log");

    internal string Keys => $"# kunci uji\nlog {key.Verifier}\nwitness A {witnesses[0].Verifier}\nwitness B {witnesses[1].Verifier}\ngroup semua all A B\nquorum semua\n";

    internal IReadOnlyList<LogPolicy> Trusted => TrustPolicy.TryParse(Keys, out var policies, out var problem) ? policies : throw new InvalidOperationException(problem);

    public void Dispose()
    {
        key.Dispose();
        Array.ForEach(witnesses, witness => witness.Dispose());
        folder.Delete(recursive: true);
    }

    internal static TestLog Of(int entries)
    {
        var log = new TestLog();
        log.Add(entries);
        return log;
    }

    internal void Add(int entries, DateOnly? day = null)
    {
        for (var n = 0; n < entries; n++)
        {
            Entries.Add(Pledge(Entries.Count, day ?? new DateOnly(2026, 11, 21)));
        }
    }

    internal static OpenedEntry Pledge(int n, DateOnly day, Guid? declaration = null)
    {
        var nonce = System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes($"nonce {n}"));
        var id = $"00000000-0000-7000-8000-{n.ToString("000000000000", CultureInfo.InvariantCulture)}";
        var record = Encoding.UTF8.GetBytes(
            $"netralitas/pledge/v1\n190001011920011999\n{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}T02:00:00Z\n{id}\n{declaration?.ToString() ?? id}\n{id}\nPenanda uji {n}\nLurah\nUnit uji\nPlt\n\n\n");
        return new OpenedEntry(new CommitmentEntry(CommitmentKind.Pledge, DayNumber(day), CommitmentEntry.Commit(nonce, record)), nonce, record);
    }

    /// <summary>Adds the receipt of a report.</summary>
    /// <returns>Its index.</returns>
    internal int AddReport()
    {
        var nonce = System.Security.Cryptography.SHA256.HashData("nonce of a report"u8);
        var record = Encoding.ASCII.GetBytes($"netralitas/report/v1\n7K2M9QXD4T0B\n2026-11-21T02:00:00Z\n{new string('a', 64)}\n\n");
        Entries.Add(new OpenedEntry(new CommitmentEntry(CommitmentKind.Report, DayNumber(new DateOnly(2026, 11, 21)), CommitmentEntry.Commit(nonce, record)), nonce, record));
        return Entries.Count - 1;
    }

    /// <summary>Adds an entry that stands for nothing.</summary>
    /// <returns>Its index.</returns>
    internal int AddDummy()
    {
        Entries.Add(new DummyRecord(new DateOnly(2026, 11, 21)).Open(CommitmentKind.Report, System.Security.Cryptography.SHA256.HashData("nonce of a dummy"u8)));
        return Entries.Count - 1;
    }

    internal static uint DayNumber(DateOnly day) => (uint)(day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);

    /// <summary>Adds the tombstone of an entry.</summary>
    /// <returns>Its index.</returns>
    internal int Erase(int index)
    {
        Entries.Add(new ErasureRecord(index, Entries[index].Leaf, new DateOnly(2026, 11, 22), "subject-request").Open(Entries[index].Nonce.Span));
        return Entries.Count - 1;
    }

    internal MerkleHash[] Leaves => [.. Entries.Select(entry => entry.Leaf)];

    internal MerkleHash Root()
    {
        var edge = TreeEdge.Load(0, _ => default);
        Array.ForEach(Leaves, edge.Append);
        return edge.Root();
    }

    internal SignedNote Checkpoint(params SignerKey[] by) => Sign(new Checkpoint(Origin, Entries.Count, Root()), by.Length == 0 ? witnesses : by);

    internal SignedNote WithOneWitness() => Checkpoint(witnesses[0]);

    internal SignedNote Sign(Checkpoint checkpoint, IEnumerable<SignerKey> by) =>
        checkpoint.Sign(key).With([.. by.Select(witness => witness.Cosign(checkpoint.Text, DateTimeOffset.FromUnixTimeSeconds(1_795_000_000)))]);

    internal SignedNote SignWitnessed(Checkpoint checkpoint) => Sign(checkpoint, witnesses);

    internal SignedNote SignAlone(Checkpoint checkpoint) => Sign(checkpoint, []);

    internal TlogProof Proof(int index, SignedNote? checkpoint = null) =>
        new(index, InclusionPromise.Prove(Leaves, index), checkpoint ?? Checkpoint()) { Extra = Entries[index].ToBytes() };

    internal TlogProof Promise(int index) =>
        new(index, InclusionPromise.Prove(Leaves, index), InclusionPromise.Sign(key, Leaves, DateTimeOffset.FromUnixTimeSeconds(1_795_000_000), TimeSpan.FromHours(24)))
        {
            Extra = Entries[index].ToBytes(),
            IsPromise = true,
        };

    /// <summary>Writes the log's files for all its entries, as a log does.</summary>
    internal void Publish(SignedNote? checkpoint = null)
    {
        var edge = TreeEdge.Load(0, _ => default);
        Array.ForEach(Leaves, edge.Append);
        foreach (var (tile, content) in edge.TakeChanged())
        {
            Write(tile.Path, content);
        }

        foreach (var bundle in TileAddress.Of(Entries.Count).Where(tile => tile.Level == TileAddress.Entries))
        {
            var content = new System.Buffers.ArrayBufferWriter<byte>();
            Entries.Skip((int)bundle.Index * TileAddress.FullWidth).Take(bundle.Width).ToList().ForEach(entry => EntryBundle.Append(content, entry.Entry.ToBytes()));
            Write(bundle.Path, content.WrittenSpan.ToArray());
        }

        Write("checkpoint", (checkpoint ?? Checkpoint()).ToBytes());
    }

    internal string WriteAside(string name, byte[] content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    internal string KeyFile() => WriteAside("kunci.txt", Encoding.UTF8.GetBytes(Keys));

    internal void Write(string path, byte[] content)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    private static Ed25519PrivateKey Seeded(string seed) => Ed25519PrivateKey.Import(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(seed)));
}
