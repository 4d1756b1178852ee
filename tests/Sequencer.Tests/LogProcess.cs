using System.Diagnostics;

namespace Netralitas.Sequencer.Tests;

/// <summary>A log's service in a process of its own.</summary>
internal sealed class LogProcess : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly Task<string> errors;

    private LogProcess(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    internal static LogProcess Start(TestLog log, string? crashAt = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Sequencer.Host.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__db"] = log.Connection,
                ["Log__Origin"] = log.Options.Origin,
                ["Log__Key"] = log.Options.Key,
                ["Log__Folder"] = log.Options.Folder,
                ["Log__SignedFolder"] = log.Options.SignedFolder,
                ["Log__CheckpointSeconds"] = "0.05",
                ["Logging__LogLevel__Default"] = "Warning",
                ["NETRALITAS_CRASH_AT"] = crashAt,
            },
        };
        return new LogProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it serves.</summary>
    /// <returns>Its address.</returns>
    internal async Task<Uri> ReadyAsync() => new((await SayAsync("ready "))["ready ".Length..]);

    /// <summary>Waits until it says something.</summary>
    /// <returns>The line.</returns>
    internal async Task<string> SayAsync(string words)
    {
        using var limit = new CancellationTokenSource(Within);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"It ended without {words}: {await errors}");
    }

    /// <summary>Ends it as a power failure does.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await EndAsync();
    }

    /// <returns>What it gave back and said, after it ended.</returns>
    internal async Task<(int ExitCode, string Errors)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Within);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            await EndAsync();
        }

        process.Dispose();
    }
}
