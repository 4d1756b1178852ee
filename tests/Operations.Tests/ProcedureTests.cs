using Npgsql;
using RabbitMQ.Client;

namespace Netralitas.Operations.Tests;

/// <summary>The procedures of docs/operations.md, each run as an operator runs it.</summary>
[Collection(OperatedSuiteCollection.Name)]
public sealed class ProcedureTests(OperatedSuite suite) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netralitas-operations-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_broker_that_lost_everything_is_filled_again_and_nothing_is_told_twice()
    {
        var told = await suite.SubmitAsync();
        await suite.SeeNoticesAsync(told);
        var since = OperatedSuite.Instant(TimeSpan.FromMinutes(-5));
        suite.NotificationsProcess.Kill();
        var lost = new[] { await suite.SubmitAsync(), await suite.SubmitAsync() };
        await Eventually.SeeAsync(() => suite.Reports.ScalarAsync<long>("select count(*) from messaging.outbox_sent where aggregate = any($1)", lost), sent => sent == 2);
        suite.ReportsProcess.Kill();
        await LoseEverythingAsync();
        suite.ReportsProcess.Start();
        suite.NotificationsProcess.Start();
        await Eventually.SeeAsync(QueueExistsAsync, exists => exists);

        var output = await Shell.RunAsync("rebuild-broker.sh", [since, "petugas-uji", "cakram broker rusak"], suite.Operator);

        Assert.Contains("are in the outbox again", output, StringComparison.Ordinal);
        await suite.SeeNoticesAsync(lost[0]);
        await suite.SeeNoticesAsync(lost[1]);
        await Eventually.SeeAsync(() => suite.Reports.ScalarAsync<long>("select count(*) from messaging.outbox"), waiting => waiting == 0);
        Assert.Equal(3L, await suite.NoticesOfAsync(told));
        // The same messages again, not new ones.
        Assert.Equal(3L, await suite.Reports.ScalarAsync<long>("select count(distinct id) from messaging.outbox_sent where aggregate = any($1)", lost.Append(told).ToArray()));
    }

    [Fact]
    public async Task After_a_restore_from_backup_a_recount_tells_what_the_backup_did_not_have()
    {
        var owner = await OwnerEnvironmentAsync();
        var kept = await suite.SubmitAsync();
        await suite.SeeNoticesAsync(kept);
        var dump = (await Shell.RunAsync("backup.sh", [folder.FullName, "reports"], owner)).Trim();
        var lost = await suite.SubmitAsync();
        await suite.SeeNoticesAsync(lost);
        Assert.Contains("Stop the service first", (await Shell.TryAsync("restore.sh", ["reports", dump], owner)).Output, StringComparison.Ordinal);

        suite.ReportsProcess.Kill();
        try
        {
            await Eventually.SeeAsync(() => Shell.TryAsync("restore.sh", ["reports", dump], owner), restored => restored.Code == 0);
            await MigrateAsync();
        }
        finally
        {
            suite.ReportsProcess.Start();
        }

        await suite.RecountAsync("pulih dari cadangan");

        var unknown = await Eventually.SeeAsync(() => suite.OpsAsync("unknown", "list"), list => list.Contains(lost.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(kept.ToString(), unknown, StringComparison.Ordinal);
        Assert.Equal(1L, await suite.Reports.ScalarAsync<long>("select count(*) from reports.reports where id = $1", kept));
        Assert.Equal(3L, await suite.NoticesOfAsync(kept));
        var next = await suite.SubmitAsync();
        await suite.SeeNoticesAsync(next);
    }

    [Fact]
    public async Task What_waits_in_the_spool_of_a_dead_replica_is_taken_in_by_a_living_one()
    {
        var number = await SpoolOneAndDieAsync();
        var dead = Path.Combine(folder.FullName, "dead");
        Directory.Move(suite.Spool, dead);
        Directory.CreateDirectory(suite.Spool);
        suite.ReportsProcess.Start();

        var output = await Shell.RunAsync("spool-adopt.sh", [dead, suite.Spool]);

        Assert.Contains("1 files moved", output, StringComparison.Ordinal);
        await Eventually.SeeAsync(() => suite.Reports.ScalarAsync<long>("select count(*) from reports.reports where number = $1", number), stored => stored == 1);
        await suite.SeeNoticesAsync(await suite.Reports.ScalarAsync<Guid>("select id from reports.reports where number = $1", number));
        await Eventually.SeeAsync(() => Task.FromResult(Directory.GetFiles(suite.Spool, "*.spool").Length), files => files == 0);
        Assert.Contains("0 files", await Shell.RunAsync("spool-check.sh", [suite.Spool]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_page_has_a_line_for_everything()
    {
        var spool = folder.CreateSubdirectory("spool");
        await File.WriteAllTextAsync(Path.Combine(spool.FullName, "0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44-1.spool"), "sealed");

        var page = await suite.OpsAsync("status", "--spool", spool.FullName);

        Assert.All(["pledges ", "reports ", "notifications ", "notifications-report-received ", "reports-notices-counted ", "notifications.dlx ", "reports.dlx ", "recounts: last ", "1 files, oldest "],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.DoesNotContain("does not answer", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_what_does_not_answer_and_shows_the_rest()
    {
        var environment = new Dictionary<string, string>(suite.Operator) { ["ConnectionStrings__message-bus"] = "amqp://guest:guest@127.0.0.1:1" };

        var page = await Shell.RunAsync("ops.sh", ["status"], environment);

        Assert.Contains("message-bus   does not answer", page, StringComparison.Ordinal);
        Assert.Contains("recounts: last ", page, StringComparison.Ordinal);
    }

    /// <summary>Shuts Reports out of its database until it has spooled a report, and ends it there.</summary>
    private async Task<string> SpoolOneAndDieAsync()
    {
        await suite.Reports.ExecuteAsync("alter role reports connection limit 0");
        try
        {
            await suite.Reports.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'reports'");
            var number = await suite.SubmitForNumberAsync();
            Assert.Single(Directory.GetFiles(suite.Spool, "*.spool"));
            suite.ReportsProcess.Kill();
            return number;
        }
        finally
        {
            await suite.Reports.ExecuteAsync("alter role reports connection limit -1");
        }
    }

    private async Task LoseEverythingAsync()
    {
        await using var broker = await new ConnectionFactory { Uri = new Uri(suite.BusAddress) }.CreateConnectionAsync();
        foreach (var queue in QueueMessages.All.SelectMany(queue => new[] { queue, $"{queue}_error", QueueMessages.SetAsideOf(queue).DeadLetter }).Distinct())
        {
            await using var channel = await broker.CreateChannelAsync();
            await channel.QueueDeleteAsync(queue);
            await channel.ExchangeDeleteAsync(queue);
        }

        foreach (var type in typeof(Contracts.Queues).Assembly.GetTypes().Where(type => type.IsSealed && type.Namespace?.EndsWith(".V1", StringComparison.Ordinal) == true))
        {
            await using var channel = await broker.CreateChannelAsync();
            await channel.ExchangeDeleteAsync($"{type.Namespace}:{type.Name}");
        }
    }

    private async Task<bool> QueueExistsAsync()
    {
        await using var broker = await new ConnectionFactory { Uri = new Uri(suite.BusAddress) }.CreateConnectionAsync();
        return await QueueMessages.DepthAsync(broker, "notifications-report-received", CancellationToken.None) is not null;
    }

    private async Task<Dictionary<string, string>> OwnerEnvironmentAsync()
    {
        var owner = new NpgsqlConnectionStringBuilder(await suite.ConnectionAsync("reports-owner"));
        return new()
        {
            ["PGHOST"] = owner.Host!,
            ["PGPORT"] = owner.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["PGUSER"] = owner.Username!,
            ["PGPASSWORD"] = owner.Password!,
        };
    }

    private async Task MigrateAsync()
    {
        var environment = new Dictionary<string, string> { ["Roles__operations__Password"] = PasswordIn(suite.Operator["ConnectionStrings__reports-operations"]) };
        foreach (var service in new[] { "pledges", "reports", "notifications" })
        {
            environment[$"ConnectionStrings__{service}-owner"] = await suite.ConnectionAsync($"{service}-owner");
            environment[$"Roles__{service}__Password"] = PasswordIn(await suite.ConnectionAsync($"{service}-db"));
        }

        environment["Roles__reports_intake__Password"] = PasswordIn(await suite.ConnectionAsync("reports-intake-db"));
        // Any will do: the restored database has no number that was stored before numbers were sealed.
        environment["Pledges__PersonalData__Keys__1"] = Guid.NewGuid().ToString("N");
        environment["Pledges__PersonalData__IndexKey"] = Guid.NewGuid().ToString("N");
        var program = Path.Combine(Shell.Repository, "artifacts/bin/Migrations", new DirectoryInfo(AppContext.BaseDirectory).Name, "Netralitas.Migrations.dll");
        var (code, output) = await Shell.StartAsync("dotnet", [program], environment);
        Assert.True(code == 0, output);
    }

    private static string PasswordIn(string connection) => new NpgsqlConnectionStringBuilder(connection).Password!;
}
