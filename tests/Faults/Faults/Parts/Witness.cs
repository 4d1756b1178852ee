using Netralitas.Faults.Processes;

namespace Netralitas.Faults.Parts;

/// <summary>A witness of both logs, as another institution would run it: never one with planted bugs.</summary>
internal sealed class Witness(SuiteSettings suite) : Part("witness", suite)
{
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly int port = Ports.TakeFree();
    private readonly string keyFile = Path.Combine(suite.Folder, "witness.key");

    /// <summary>What it last signed of each log.</summary>
    internal string State { get; } = Path.Combine(suite.Folder, "witness-state");

    /// <summary>Its public key, once it was made.</summary>
    internal string Key { get; private set; } = "";

    internal string Address => $"http://{Host}:{port}";

    /// <summary>Makes its key and its folder.</summary>
    internal async Task CreateAsync(CancellationToken cancel)
    {
        var said = Path.Combine(Suite.Folder, "witness.vkey");
        await ChildProcess.RunAsync(new Launch { Command = ["dotnet", SuiteSettings.Own("Witness"), "create", "saksi.netralitas.test", keyFile, State], Log = said }, cancel);
        Key = (await File.ReadAllTextAsync(said, cancel)).Trim();
    }

    internal override async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            // Of no log: that it answers is enough.
            using var answer = await Probe.GetAsync(new Uri($"{Address}/0/checkpoint"), cancel);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    protected override Launch Launch() => new()
    {
        Command = ["dotnet", SuiteSettings.Own("Witness")],
        Environment = new Dictionary<string, string>
        {
            ["Witness__Listen"] = Address,
            ["Witness__KeyFile"] = keyFile,
            ["Witness__StateFolder"] = State,
            ["Witness__Logs__0__Origin"] = SuiteSecrets.PledgeLogOrigin,
            ["Witness__Logs__0__Keys__0"] = Suite.Secrets.PledgeLogKey,
            ["Witness__Logs__1__Origin"] = SuiteSecrets.ReceiptLogOrigin,
            ["Witness__Logs__1__Keys__0"] = Suite.Secrets.ReceiptLogKey,
        },
        Log = LogFile,
    };
}
