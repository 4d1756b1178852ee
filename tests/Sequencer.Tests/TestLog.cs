using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;
using Npgsql;

namespace Netralitas.Sequencer.Tests;

/// <summary>A log with a database, folders and a key of its own, and the parts that the service would run, to be called one by one.</summary>
internal sealed class TestLog : IAsyncDisposable
{
    private const string Origin = "log.netralitas.test/uji";

    private static readonly LoggedRecords Records = new(CommitmentKind.Pledge,
        """
        select subject, date '2026-11-21' as day from log.opening where subject not in (select tombstone from log.erasure)
        union all select subject, date '2026-11-21' from log.erasure
        """);

    private readonly LogSetup setup;
    private readonly WitnessClient witnesses;
    private readonly DirectoryInfo? ownFolder;

    private TestLog(string connection, SequencerOptions options, DirectoryInfo? ownFolder)
    {
        (Connection, Options, this.ownFolder) = (connection, options, ownFolder);
        Assert.True(LogSetup.TryRead(options, out var read, out var problems), string.Join('\n', problems));
        setup = read;
        Database = NpgsqlDataSource.Create(connection);
        Tiles = new TileStore(Database);
        witnesses = new WitnessClient(setup, Tiles, NullLogger<WitnessClient>.Instance);
        Sequencer = new EntrySequencer(Database, NullLogger<EntrySequencer>.Instance);
        Publisher = new CheckpointPublisher(Database, Tiles, setup, witnesses, NullLogger<CheckpointPublisher>.Instance);
        Rebuild = new TreeRebuild(Database);
        Proofs = new EntryProofs(Database, Tiles, setup);
        Promises = new InclusionPromises(setup);
        Windows = new WindowRelease(Database, CommitmentKind.Report);
    }

    internal string Connection { get; }

    internal SequencerOptions Options { get; }

    internal NpgsqlDataSource Database { get; }

    internal TileStore Tiles { get; }

    internal EntrySequencer Sequencer { get; }

    internal CheckpointPublisher Publisher { get; }

    internal TreeRebuild Rebuild { get; }

    internal EntryProofs Proofs { get; }

    internal InclusionPromises Promises { get; }

    internal WindowRelease Windows { get; }

    /// <summary>The monitor, which believes that every record of a pledge is in <c>log.opening</c> or was erased from it, when no others are named.</summary>
    internal LogMonitorWorker Monitor(TimeProvider? clock = null, ILogger<LogMonitorWorker>? logger = null, IReadOnlyList<LoggedRecords>? records = null) =>
        new(setup, new LogCounts(Database, records ?? [Records]), new PromiseAudit(Database), Dummies(records), clock ?? TimeProvider.System, logger ?? NullLogger<LogMonitorWorker>.Instance);

    /// <summary>What stands for nothing, for an auditor.</summary>
    internal DummyExport Dummies(IReadOnlyList<LoggedRecords>? records = null) => new(Database, new LogCounts(Database, records ?? [Records]), setup);

    internal LogSetup Setup => setup;

    internal VerifierKey Key => setup.Key.Verifier;

    internal static async Task<TestLog> CreateAsync(BackingServices backing, Func<SequencerOptions, SequencerOptions>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("netralitas-log-");
        var options = new SequencerOptions
        {
            Origin = Origin,
            Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Ed25519PrivateKey.Length)),
            Folder = Path.Combine(folder.FullName, "public"),
            SignedFolder = Path.Combine(folder.FullName, "signed"),
            CheckpointSeconds = 0.1,
        };
        var log = new TestLog(await backing.CreateDatabaseAsync(), change?.Invoke(options) ?? options, folder);
        using var script = new StreamReader(typeof(SequencerOptions).Assembly.GetManifestResourceStream("log.sql")!);
        await log.ExecuteAsync(await script.ReadToEndAsync());
        return log;
    }

    /// <summary>The same log in another process, on another database or with other settings.</summary>
    internal TestLog Again(string? connection = null, Func<SequencerOptions, SequencerOptions>? change = null) => new(connection ?? Connection, change?.Invoke(Options) ?? Options, null);

    public async ValueTask DisposeAsync()
    {
        witnesses.Dispose();
        setup.Dispose();
        await Database.DisposeAsync();
        ownFolder?.Delete(recursive: true);
    }

    /// <summary>What a backup that is taken now will restore.</summary>
    internal Task<string> BackUpAsync(BackingServices backing)
    {
        Database.Clear();
        return backing.CreateDatabaseAsync(copyOf: Connection);
    }

    /// <summary>Commits records, each with its pending entry.</summary>
    internal async Task<IReadOnlyList<Guid>> AddAsync(int count)
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await AddAsync(connection, count);
    }

    internal static async Task<IReadOnlyList<Guid>> AddAsync(NpgsqlConnection connection, int count)
    {
        var subjects = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
        var nonces = subjects.Select(_ => RandomNumberGenerator.GetBytes(CommitmentEntry.NonceLength)).ToArray();
        var records = subjects.Select(subject => subject.ToByteArray()).ToArray();
        var entries = nonces.Zip(records, (nonce, record) => new CommitmentEntry(CommitmentKind.Pledge, 20_778, CommitmentEntry.Commit(nonce, record)).ToBytes()).ToArray();
        await using var insert = new NpgsqlCommand(
            """
            with opened as (insert into log.opening (subject, nonce, record) select * from unnest($1, $2, $3))
            insert into log.pending (entry, subject) select * from unnest($4, $1)
            """, connection)
        {
            Parameters = { new() { Value = subjects }, new() { Value = nonces }, new() { Value = records }, new() { Value = entries } },
        };
        await insert.ExecuteNonQueryAsync();
        return subjects;
    }

    /// <summary>Commits records of reports, each with an entry that is held.</summary>
    internal async Task<IReadOnlyList<Guid>> HoldAsync(int count, DateTimeOffset at, DateOnly? day = null)
    {
        var subjects = Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7()).ToArray();
        var nonces = subjects.Select(_ => RandomNumberGenerator.GetBytes(CommitmentEntry.NonceLength)).ToArray();
        var records = subjects.Select(subject => subject.ToByteArray()).ToArray();
        var number = CommitmentEntry.DayNumber(day ?? DateOnly.FromDateTime(at.UtcDateTime));
        await using var insert = Database.CreateCommand("insert into log.held (subject, entry, nonce, record, at) select *, $5 from unnest($1, $2, $3, $4)");
        insert.Parameters.Add(new() { Value = subjects });
        insert.Parameters.Add(new() { Value = nonces.Zip(records, (nonce, record) => new CommitmentEntry(CommitmentKind.Report, number, CommitmentEntry.Commit(nonce, record)).ToBytes()).ToArray() });
        insert.Parameters.Add(new() { Value = nonces });
        insert.Parameters.Add(new() { Value = records });
        insert.Parameters.Add(new() { Value = at });
        await insert.ExecuteNonQueryAsync();
        return subjects;
    }

    /// <summary>Commits records, and the log's promise to have them.</summary>
    internal async Task<IReadOnlyList<Guid>> AddPromisedAsync(int count, DateTimeOffset? at = null)
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var subjects = await AddAsync(connection, count);
        var entries = await ReadEntriesAsync(connection, subjects);
        var promise = Guid.CreateVersion7();
        await Promises.GiveAsync(connection, promise, [.. subjects.Select(subject => (subject, entries[subject]))], at ?? DateTimeOffset.UtcNow, CancellationToken.None);
        await using var link = new NpgsqlCommand("update log.opening set promise = $1 where subject = any($2)", connection) { Parameters = { new() { Value = promise }, new() { Value = subjects } } };
        await link.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return subjects;
    }

    /// <summary>The secret on a record's receipt.</summary>
    internal Task<byte[]> SecretAsync(Guid subject) => ScalarAsync<byte[]>($"select nonce from log.opening where subject = '{subject}'");

    private static async Task<Dictionary<Guid, byte[]>> ReadEntriesAsync(NpgsqlConnection connection, IReadOnlyList<Guid> subjects)
    {
        await using var read = new NpgsqlCommand("select subject, entry from log.pending where subject = any($1)", connection) { Parameters = { new() { Value = subjects } } };
        await using var rows = await read.ExecuteReaderAsync();
        var entries = new Dictionary<Guid, byte[]>();
        while (await rows.ReadAsync())
        {
            entries.Add(rows.GetGuid(0), rows.GetFieldValue<byte[]>(1));
        }

        return entries;
    }

    internal async Task SequenceAllAsync()
    {
        while (await Sequencer.SequenceAsync(CancellationToken.None) > 0)
        {
        }
    }

    internal Task<bool> PublishAsync(bool evenUnchanged = false) => Publisher.PublishAsync(evenUnchanged, CancellationToken.None);

    internal async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal async Task<IReadOnlyList<T>> ColumnAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        var column = new List<T>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            column.Add(rows.GetFieldValue<T>(0));
        }

        return column;
    }

    internal async Task<T> ScalarAsync<T>(string sql) => (await ColumnAsync<T>(sql)).Single();
}
