using Npgsql;

namespace Netralitas.Sequencer.Tests;

/// <summary>What breaks logs that are kept in databases, one by one: places in the tree.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class SequencingTests(BackingServices backing)
{
    [Fact]
    public async Task Numbers_that_rollbacks_use_up_leave_no_holes_in_the_tree()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var kept = new List<Guid>(await log.AddAsync(3));
        await using (var connection = await log.Database.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await TestLog.AddAsync(connection, 5);
            await transaction.RollbackAsync();
        }

        kept.AddRange(await log.AddAsync(4));
        await log.SequenceAllAsync();
        await log.PublishAsync();

        Assert.Equal(12L, await log.ScalarAsync<long>("select last_value from log.pending_id_seq"));
        Assert.Equal(7, (await Audit.CheckAsync(log, kept)).Size);
    }

    [Fact]
    public async Task What_is_committed_late_with_an_earlier_number_is_not_passed_over()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await using var slow = await log.Database.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        var early = await TestLog.AddAsync(slow, 2);
        var late = await log.AddAsync(2);
        await log.SequenceAllAsync();
        Assert.Equal(late, await log.ColumnAsync<Guid>("select subject from log.entry order by idx"));

        await transaction.CommitAsync();
        await log.SequenceAllAsync();
        await log.PublishAsync();

        Assert.Equal([.. late, .. early], await log.ColumnAsync<Guid>("select subject from log.entry order by idx"));
        await Audit.CheckAsync(log, [.. late, .. early]);
    }

    [Fact]
    public async Task Records_wait_neither_for_each_other_nor_for_the_sequencer()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await using var sequencer = await log.Database.OpenConnectionAsync();
        await using var sequencing = await sequencer.BeginTransactionAsync();
        await ExecuteAsync(sequencer, "select from log.state for update");
        await using var first = await OpenImpatientAsync(log);
        await using var second = await OpenImpatientAsync(log);
        await using var one = await first.BeginTransactionAsync();
        await using var other = await second.BeginTransactionAsync();

        // A lock that either took from the other, or from the sequencer, would fail after the lock timeout.
        var subjects = new List<Guid>(await TestLog.AddAsync(first, 1));
        subjects.AddRange(await TestLog.AddAsync(second, 1));
        subjects.AddRange(await TestLog.AddAsync(first, 1));
        await other.CommitAsync();
        await one.CommitAsync();
        await sequencing.RollbackAsync();

        await log.SequenceAllAsync();
        await log.PublishAsync();
        await Audit.CheckAsync(log, subjects);
    }

    [Fact]
    public async Task Two_sequencers_at_once_fail_at_nothing_whatever_isolation_the_database_has_by_default()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var strict = new NpgsqlConnectionStringBuilder(log.Connection) { Options = "-c default_transaction_isolation=repeatable\\ read" }.ConnectionString;
        await using var one = log.Again(strict);
        await using var other = log.Again(strict);
        var subjects = await log.AddAsync(3 * EntrySequencer.BatchSize);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => (n % 2 == 0 ? one : other).Sequencer.SequenceAsync(CancellationToken.None)));
        Assert.Equal(subjects.Count, taken.Sum());
        await log.PublishAsync();

        await Audit.CheckAsync(log, subjects);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_logged_is_set_aside_and_stops_no_other()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var logged = await log.AddAsync(2);
        await log.SequenceAllAsync();
        var again = $"insert into log.pending (entry, subject) select substr(entries, 3, 48), '{logged[0]}' from log.bundle";
        await log.ExecuteAsync(again);
        await log.ExecuteAsync($"insert into log.pending (entry, subject) select substr(entries, 53, 48), '{logged[0]}' from log.bundle on conflict (subject) do nothing");
        await log.ExecuteAsync($"insert into log.pending (entry, subject) select substr(entries, 3, 48), '{logged[1]}' from log.bundle");
        await log.ExecuteAsync("insert into log.pending (entry, subject) values ('bukan entri', gen_random_uuid())");
        var good = await log.AddAsync(3);

        await log.SequenceAllAsync();
        await log.PublishAsync();

        await Audit.CheckAsync(log, [.. logged, .. good]);
        Assert.Equal(["its subject has another entry", "not an entry of version 1"], await log.ColumnAsync<string>("select reason from log.quarantine order by id"));
        Assert.Empty(await log.ColumnAsync<long>("select id from log.pending"));
    }

    [Fact]
    public async Task A_batch_is_on_the_disk_when_it_is_committed_whatever_the_database_has_by_default()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.ExecuteAsync(
            """
            create table seen (setting text);
            create function see() returns trigger language plpgsql as 'begin insert into seen values (current_setting(''synchronous_commit'')); return new; end';
            create trigger see before update on log.state for each row execute function see();
            """);
        await using var careless = log.Again(new NpgsqlConnectionStringBuilder(log.Connection) { Options = "-c synchronous_commit=off" }.ConnectionString);
        await careless.AddAsync(1);
        await careless.SequenceAllAsync();

        Assert.Equal("off", await careless.ScalarAsync<string>("select current_setting('synchronous_commit')"));
        Assert.Equal("on", await log.ScalarAsync<string>("select setting from seen"));
    }

    [Fact]
    public async Task A_sequencer_whose_connection_is_cut_leaves_no_lock_behind()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = await log.AddAsync(10);
        await using var lost = await log.Database.OpenConnectionAsync();
        await using var transaction = await lost.BeginTransactionAsync();
        await ExecuteAsync(lost, "select from log.state for update");
        var waiting = log.Sequencer.SequenceAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        await log.ExecuteAsync($"select pg_terminate_backend({lost.ProcessID})");

        Assert.Equal(10, await waiting.WaitAsync(TimeSpan.FromMinutes(1)));
        await log.PublishAsync();
        await Audit.CheckAsync(log, subjects);
        Assert.Empty(await log.ColumnAsync<int>("select pid from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"));
    }

    [Fact]
    public async Task The_rows_that_each_batch_writes_again_are_cleaned_up_without_waiting_for_a_share_of_the_table()
    {
        await using var log = await TestLog.CreateAsync(backing);

        Assert.Equal(["bundle", "held", "pending", "tile"], await log.ColumnAsync<string>(
            "select relname::text from pg_class where relnamespace = 'log'::regnamespace and 'autovacuum_vacuum_scale_factor=0' = any(reloptions) order by 1"));
        Assert.Equal(2, await log.ScalarAsync<long>(
            "select count(*) from pg_class c join pg_class t on t.oid = c.reltoastrelid where c.relnamespace = 'log'::regnamespace and 'autovacuum_vacuum_scale_factor=0' = any(t.reloptions)"));
    }

    [Fact]
    public async Task However_much_waits_more_is_taken_and_the_age_of_the_oldest_tells_of_it()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = new List<Guid>(await log.AddAsync(1));
        await log.ExecuteAsync("update log.pending set at = at - interval '1 hour'");
        for (var n = 0; n < 4; n++)
        {
            subjects.AddRange(await log.AddAsync(5_000));
        }

        using var gauges = new Gauges();
        using var sampler = new LogSampler(log.Database, log.Setup, new LogGate(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<LogSampler>.Instance);
        await sampler.LookAsync(CancellationToken.None);
        Assert.InRange(gauges.Read(sampler, "log_pending_oldest_seconds"), 3_600, 3_700);

        await log.SequenceAllAsync();
        await log.PublishAsync();
        await sampler.LookAsync(CancellationToken.None);
        Assert.Equal(0, gauges.Read(sampler, "log_pending_oldest_seconds"));
        Assert.InRange(gauges.Read(sampler, "checkpoint_age_seconds"), 0, 60);
        await Audit.CheckAsync(log, subjects);
    }

    [Fact]
    public async Task Every_record_has_a_proof_once_a_checkpoint_holds_it_and_none_before()
    {
        await using var log = await TestLog.CreateAsync(backing);
        var subjects = await log.AddAsync(300);
        Assert.Equal(EntryState.Promised, (await log.Proofs.FindAsync(subjects[0], await log.SecretAsync(subjects[0]), CancellationToken.None))?.State);
        await log.SequenceAllAsync();
        Assert.Equal(EntryState.Promised, (await log.Proofs.FindAsync(subjects[0], await log.SecretAsync(subjects[0]), CancellationToken.None))?.State);
        await log.PublishAsync();
        // The tree goes on growing behind the checkpoint that the proofs are for.
        await log.AddAsync(700);
        await log.SequenceAllAsync();

        foreach (var subject in subjects)
        {
            await Audit.CheckProofAsync(log, subject);
        }
    }

    private static async Task<NpgsqlConnection> OpenImpatientAsync(TestLog log)
    {
        var connection = await log.Database.OpenConnectionAsync();
        await ExecuteAsync(connection, "set lock_timeout = '1s'");
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
