using System.Globalization;
using Netralitas.Faults.History;
using Netralitas.Faults.Parts;
using Netralitas.Faults.Processes;

namespace Netralitas.Faults;

/// <summary>How the client is to behave in a case.</summary>
internal sealed record LoadShape
{
    /// <summary>Seconds of load.</summary>
    internal double Seconds { get; init; } = 60;

    /// <summary>Reports each second.</summary>
    internal double Rate { get; init; } = 200;

    /// <summary>Lists of signatures each second.</summary>
    internal double SignatureRate { get; init; } = 4;

    /// <summary>Share of clients that never try again.</summary>
    internal double Abandon { get; init; } = 0.2;

    /// <summary>How many times each request is sent at once.</summary>
    internal int Copies { get; init; } = 1;

    /// <summary>Seconds for which unanswered requests are tried again after the load has ended.</summary>
    internal double FinishSeconds { get; init; } = 30;
}

/// <summary>The client at work.</summary>
internal sealed class LoadRun
{
    private readonly ChildProcess process;

    private LoadRun(ChildProcess process, string history)
    {
        this.process = process;
        HistoryFile = history;
    }

    internal string HistoryFile { get; }

    internal static async Task<LoadRun> StartAsync(Suite suite, LoadShape shape, int seed)
    {
        var history = Path.Combine(suite.Settings.Folder, "history.jsonl");
        static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
        var process = await ChildProcess.StartAsync(new Launch
        {
            Command =
            [
                "dotnet", SuiteSettings.Own("Faults.Load"), "--gateway", suite.ClientAddress, "--history", history, "--seed", Text(seed), "--rate", Text(shape.Rate),
                "--signature-rate", Text(shape.SignatureRate), "--seconds", "3600", "--finish", Text(shape.FinishSeconds),
                "--abandon", Text(shape.Abandon), "--copies", Text(shape.Copies),
            ],
            Environment = new Dictionary<string, string> { [Token.KeyVariable] = Convert.ToBase64String(suite.Settings.Secrets.Issuer.ExportPkcs8PrivateKey()) },
            Log = Path.Combine(suite.Settings.Logs, "load.log"),
        });
        return new LoadRun(process, history);
    }

    /// <summary>What the client wrote down so far.</summary>
    internal ClientView View() => new([.. Entry.ReadAll(HistoryFile)]);

    /// <summary>Lets the client send nothing new, and waits until it has finished what it began.</summary>
    internal async Task StopAsync(CancellationToken cancel)
    {
        if (!process.HasExited)
        {
            process.Terminate();
        }

        await EndAsync(cancel);
    }

    /// <exception cref="InvalidOperationException">It failed.</exception>
    private async Task EndAsync(CancellationToken cancel)
    {
        await process.WaitAsync(cancel);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The load ended with {process.ExitCode}; see load.log.");
        }
    }

    internal Task KillAsync() => process.HasExited ? Task.CompletedTask : process.KillAsync();
}
