using Netralitas.Faults.History;
using Netralitas.Faults.Parts;
using Netralitas.Faults.Processes;
using Npgsql;

namespace Netralitas.Faults.Cases;

/// <summary>The database of reports is replaced by an older backup: what is lost by that is told, report by report, and nothing else is lost.</summary>
internal sealed class F15Restore : FaultCase
{
    internal override string Id => "F15";

    internal override string Title => "reports restored from an older backup";

    internal override async Task RunAsync(Trial trial)
    {
        var (postgres, reports) = (trial.Suite.Postgres, trial.Suite.Reports);
        await trial.WarmUpAsync();
        await trial.PassAsync(trial.Draw(4, 8));
        var backup = Path.Combine(trial.Suite.Settings.Folder, "reports.dump");
        await ToolAsync(trial, "pg_dump", "--format=custom", $"--file={backup}", "reports");
        trial.Say("a backup was taken");
        await trial.PassAsync(trial.Draw(8, 15));
        await trial.Load!.StopAsync(trial.Cancel);
        trial.Require(await new Quiescence(trial.Suite).AwaitAsync(TimeSpan.FromSeconds(60), trial.Cancel) is not null, "all is announced before the restore");
        var before = await ReadAsync(trial);
        await reports.KillAsync();
        var published = ReadCheckpoint(trial);
        await ToolAsync(trial, "pg_restore", "--clean", "--create", "--exit-on-error", "--dbname=postgres", backup);
        var after = (await ReadAsync(trial)).Select(r => r.Id).ToHashSet();
        var lost = before.Where(r => !after.Contains(r.Id)).ToList();
        trial.Facts = trial.Facts with { LostByRestore = lost };
        trial.Note($"{lost.Count} reports lost by the restore");
        trial.Prove(lost.Count > 0, "the backup had all reports");
        reports.Environment["Reports__AntiEntropy__MinAgeMinutes"] = "0";
        reports.Environment["Reports__AntiEntropy__IntervalMinutes"] = "0.1";
        reports.Environment["Reports__AntiEntropy__PollSeconds"] = "1";
        await reports.StartAsync(trial.Cancel);
        trial.Say($"the backup was restored; {lost.Count} reports are not in it");
        await AwaitToldAsync(trial, postgres, lost);
        await AwaitStandstillAsync(trial, published);
    }

    /// <summary>The log of receipts has signed more than the restored database knows: it signs nothing more, and what it published stays as it was.</summary>
    private static async Task AwaitStandstillAsync(Trial trial, string published)
    {
        var refused = await Waiting.IsSoAsync(() => Task.FromResult(trial.Suite.Reports.Logged("SigningRefused")), TimeSpan.FromSeconds(30), trial.Cancel);
        trial.Require(refused, "the log of receipts refuses to sign on a database that was set back");
        trial.Require(ReadCheckpoint(trial) == published, "the published checkpoint stays as it was");
    }

    private static string ReadCheckpoint(Trial trial) => File.ReadAllText(Path.Combine(trial.Suite.Settings.ReceiptLogFolder, "checkpoint"));

    private static async Task AwaitToldAsync(Trial trial, Postgres postgres, List<LostReport> lost)
    {
        var told = await Waiting.IsSoAsync(
            async () => await postgres.CountAsync("reports", "select count(*) from reports.unknown_reports", trial.Cancel) >= lost.Count, TimeSpan.FromSeconds(60), trial.Cancel);
        var listed = await postgres.CountAsync("reports", "select count(*) from reports.unknown_reports", trial.Cancel);
        var ids = string.Join(',', lost.Select(l => $"'{l.Id}'"));
        var right = await postgres.CountAsync("reports", $"select count(*) from reports.unknown_reports where report_id in ({ids})", trial.Cancel);
        trial.Require(told && listed == lost.Count && right == lost.Count, $"the difference is told: {lost.Count} reports are lost, {listed} are listed, {right} of them rightly");
    }

    private static async Task<List<LostReport>> ReadAsync(Trial trial)
    {
        await using var connection = new NpgsqlConnection(trial.Suite.Postgres.ConnectionTo("reports"));
        await connection.OpenAsync(trial.Cancel);
        await using var command = new NpgsqlCommand("select id, request_key, encode(content_hash, 'hex') from reports.reports", connection);
        await using var rows = await command.ExecuteReaderAsync(trial.Cancel);
        var all = new List<LostReport>();
        while (await rows.ReadAsync(trial.Cancel))
        {
            all.Add(new LostReport(rows.GetGuid(0), rows.GetGuid(1), rows.GetString(2)));
        }

        return all;
    }

    private static Task ToolAsync(Trial trial, string tool, params string[] arguments)
    {
        var postgres = trial.Suite.Postgres;
        return ChildProcess.RunAsync(new Launch
        {
            Command = [Postgres.Binary(tool), $"--host={postgres.Host}", $"--port={postgres.Port}", $"--username={Postgres.Superuser}", "--no-password", .. arguments],
            Environment = new Dictionary<string, string> { ["PGPASSWORD"] = trial.Suite.Settings.Secrets.Database },
            Log = Path.Combine(trial.Suite.Settings.Logs, $"{tool}.log"),
        }, trial.Cancel);
    }
}
