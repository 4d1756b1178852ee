using Netralitas.Faults.Processes;

namespace Netralitas.Faults.Parts;

/// <summary>One process of the standing suite that can be killed, paused and started again with the same data and at the same address.</summary>
/// <param name="name">Its name, which is also its log's.</param>
/// <param name="suite">What it belongs to.</param>
internal abstract class Part(string name, SuiteSettings suite)
{
    private ChildProcess? process;

    internal string Name { get; } = name;

    internal string LogFile => Path.Combine(Suite.Logs, $"{Name}.log");

    /// <summary>Address that it listens on.</summary>
    internal string Host { get; set; } = "127.0.0.1";

    /// <summary>Network namespace that it runs in; null for this one.</summary>
    internal string? Network { get; set; }

    internal bool IsRunning => process is { HasExited: false };

    internal ChildProcess Process => process ?? throw new InvalidOperationException($"{Name} was not started.");

    protected SuiteSettings Suite { get; } = suite;

    /// <summary>Starts it, without waiting until it can serve.</summary>
    internal async Task LaunchAsync() => process = await ChildProcess.StartAsync(Launch() with { Network = Network });

    /// <summary>Starts it and waits until it can serve; starts it again when it ends at once, for what was killed may still hold its place for a moment.</summary>
    internal async Task StartAsync(CancellationToken cancel)
    {
        await LaunchAsync();
        await Waiting.UntilAsync(async () =>
        {
            if (!IsRunning)
            {
                await LaunchAsync();
            }

            return await IsReadyAsync(cancel);
        }, TimeSpan.FromSeconds(60), $"{Name} starts", cancel);
    }

    internal async Task KillAsync()
    {
        if (process is not null)
        {
            await process.KillAsync();
        }
    }

    /// <summary>Ends it for good.</summary>
    internal virtual async Task EndAsync()
    {
        if (process is not null)
        {
            await process.KillAllAsync();
        }
    }

    /// <summary>Whether its log has a line with this text.</summary>
    internal bool Logged(string text) => File.Exists(LogFile) && File.ReadLines(LogFile).Any(line => line.Contains(text, StringComparison.Ordinal));

    internal abstract Task<bool> IsReadyAsync(CancellationToken cancel);

    protected abstract Launch Launch();
}
