using System.Globalization;
using Netralitas.Faults.History;
using Netralitas.Faults.Parts;
using Netralitas.Faults.Processes;

namespace Netralitas.Faults;

/// <summary>The checker's word on a case.</summary>
/// <param name="Lines">One for each invariant.</param>
/// <param name="Red">Names of the invariants that do not hold.</param>
internal sealed record CheckerRun(IReadOnlyList<string> Lines, IReadOnlyList<string> Red)
{
    /// <summary>Runs the checker over what the case left behind.</summary>
    internal static async Task<CheckerRun> RunAsync(Trial trial)
    {
        var settings = trial.Suite.Settings;
        var facts = Path.Combine(settings.Folder, "facts.json");
        trial.Facts.Write(facts);
        var log = Path.Combine(settings.Logs, "checker.log");
        var queues = Path.Combine(settings.Folder, "queues.txt");
        if (trial.Suite.Broker.IsRunning)
        {
            // Quorum queues tell their counts every few seconds; what is still wrong after that is wrong.
            await Waiting.IsSoAsync(() => ListedAsExpectedAsync(trial, queues), TimeSpan.FromSeconds(20), trial.Cancel);
        }

        var checker = await ChildProcess.StartAsync(new Launch
        {
            Command =
            [
                "dotnet", SuiteSettings.Own("Faults.Checker"), "--history", trial.Load!.HistoryFile, "--facts", facts, "--gateway", trial.Suite.ClientAddress,
                "--queues", queues, "--spools", string.Join(':', trial.Suite.Spools), "--left", $"{settings.Folder}:{settings.Logs}", "--report-keys", trial.Suite.Keys.Root,
                "--log", settings.PledgeLogFolder, "--log-key", settings.Secrets.PledgeLogKey,
                "--receipt-log", settings.ReceiptLogFolder, "--receipt-log-key", settings.Secrets.ReceiptLogKey,
                "--witness", trial.Suite.Witness.State, "--witness-key", trial.Suite.Witness.Key, "--skip", string.Join(',', trial.NotJudged.DefaultIfEmpty("-")),
            ],
            Environment = new Dictionary<string, string>
            {
                ["NETRALITAS_FAULTS_POSTGRES"] = trial.Suite.Postgres.ConnectionTo("postgres"),
                ["NETRALITAS_FAULTS_REPORT_CODES"] = settings.Secrets.ReportCodes,
                ["NETRALITAS_FAULTS_PERSONAL_DATA"] = settings.Secrets.PersonalData,
                [Token.KeyVariable] = Convert.ToBase64String(settings.Secrets.Issuer.ExportPkcs8PrivateKey()),
            },
            Log = log,
        });
        await checker.WaitAsync(trial.Cancel);
        var lines = await File.ReadAllLinesAsync(log, trial.Cancel);
        var red = lines.Where(line => line.Contains(" RED ", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]).ToList();
        return checker.ExitCode switch
        {
            0 when red.Count == 0 => new CheckerRun(lines, []),
            1 when red.Count > 0 => new CheckerRun(lines, red),
            _ => new CheckerRun([.. lines.TakeLast(20)], ["checker"]),
        };
    }

    private static async Task<bool> ListedAsExpectedAsync(Trial trial, string file)
    {
        File.Delete(file);
        // The broker's own list: it has every queue, and what consumers hold in their hands.
        await ChildProcess.RunAsync(trial.Suite.Broker.ControlLaunch("list_queues", "--no-table-headers", "name", "messages") with { Log = file }, trial.Cancel);
        var listed = (await File.ReadAllLinesAsync(file, trial.Cancel)).Select(line => line.Split('\t')).Where(parts => parts.Length == 2);
        return listed.All(parts => int.Parse(parts[1], CultureInfo.InvariantCulture) == trial.Facts.Poison.GetValueOrDefault(parts[0]));
    }
}
