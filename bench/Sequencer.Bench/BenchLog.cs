using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer.Bench;

/// <summary>A log of its own, and the parts that a service would run.</summary>
internal sealed class BenchLog : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly NpgsqlDataSource source;
    private readonly LogSetup setup;
    private readonly WitnessClient witnesses;
    private readonly EntrySequencer sequencer;
    private readonly CheckpointPublisher publisher;

    private BenchLog(DirectoryInfo folder, NpgsqlDataSource source, LogSetup setup)
    {
        (this.folder, this.source, this.setup) = (folder, source, setup);
        var tiles = new TileStore(source);
        witnesses = new WitnessClient(setup, tiles, NullLogger<WitnessClient>.Instance);
        sequencer = new EntrySequencer(source, NullLogger<EntrySequencer>.Instance);
        Tiles = tiles;
        publisher = new CheckpointPublisher(source, tiles, setup, witnesses, NullLogger<CheckpointPublisher>.Instance);
    }

    internal NpgsqlDataSource Source => source;

    internal LogSetup Setup => setup;

    internal TileStore Tiles { get; }

    /// <summary>The worker that a service runs, with its intervals.</summary>
    internal LogWorker Worker() =>
        new(new TreeRebuild(source), sequencer, publisher, new LogQueue(source), setup, new LogGate(), TimeProvider.System, NullLogger<LogWorker>.Instance);

    /// <param name="server">Connection to a server.</param>
    /// <param name="name">Name of its database, letters only.</param>
    internal static async Task<BenchLog> CreateAsync(string server, string name)
    {
        await using (var maintenance = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Database = "postgres" }))
        {
            await using var create = maintenance.CreateCommand($"create database {name}");
            await create.ExecuteNonQueryAsync();
        }

        // On a disk: in memory fsync is free.
        var folder = Directory.CreateDirectory($"/var/tmp/netralitas-log-bench-{Environment.ProcessId}-{name}");
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Database = name });
        using var script = new StreamReader(typeof(SequencerOptions).Assembly.GetManifestResourceStream("log.sql")!);
        await using var tables = source.CreateCommand(await script.ReadToEndAsync());
        await tables.ExecuteNonQueryAsync();
        var options = new SequencerOptions
        {
            Origin = "log.netralitas.test/bench",
            Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            Folder = Path.Combine(folder.FullName, "public"),
            SignedFolder = Path.Combine(folder.FullName, "signed"),
        };
        return LogSetup.TryRead(options, out var setup, out var problems) ? new BenchLog(folder, source, setup) : throw new InvalidOperationException(string.Join('\n', problems));
    }

    /// <summary>Puts entries into the queue.</summary>
    internal async Task FillAsync(int count)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync("copy log.pending (entry, subject) from stdin (format binary)"))
        {
            for (var n = 0; n < count; n++)
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(Entry());
                await copy.WriteAsync(Guid.CreateVersion7());
            }

            await copy.CompleteAsync();
        }

        await using var analyze = new NpgsqlCommand("vacuum analyze log.pending; checkpoint", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    /// <summary>Commits entries as a service does: with one statement.</summary>
    internal async Task AddAsync(int count)
    {
        if (count == 0)
        {
            return;
        }

        await using var insert = source.CreateCommand("insert into log.pending (entry, subject) select * from unnest($1, $2)");
        insert.Parameters.Add(new() { Value = Enumerable.Range(0, count).Select(_ => Entry()).ToArray() });
        insert.Parameters.Add(new() { Value = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray() });
        await insert.ExecuteNonQueryAsync();
    }

    /// <summary>Sequences all, and publishes meanwhile and at the end.</summary>
    internal async Task SequenceAsync(TimeSpan signEvery)
    {
        using var done = new CancellationTokenSource();
        var publishing = PublishAsync(signEvery, done.Token);
        while (await sequencer.SequenceAsync(CancellationToken.None) > 0)
        {
        }

        await done.CancelAsync();
        await publishing;
        await publisher.PublishAsync(evenUnchanged: true, CancellationToken.None);
    }

    internal Task RebuildTilesAsync() => new TreeRebuild(source).RunAsync(CancellationToken.None);

    internal Task ExportAsync(int size) => publisher.ExportAsync(0, size, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        witnesses.Dispose();
        setup.Dispose();
        await source.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static byte[] Entry() => new CommitmentEntry(CommitmentKind.Pledge, 20_778, new MerkleHash(RandomNumberGenerator.GetBytes(MerkleHash.Length))).ToBytes();

    private async Task PublishAsync(TimeSpan every, CancellationToken done)
    {
        using var timer = new PeriodicTimer(every);
        while (!done.IsCancellationRequested)
        {
            await publisher.PublishAsync(evenUnchanged: false, CancellationToken.None);
            await ((Task)timer.WaitForNextTickAsync(done).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
