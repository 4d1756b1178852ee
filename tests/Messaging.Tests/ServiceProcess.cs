using System.Diagnostics;

namespace Netralitas.Messaging.Tests;

/// <summary>The test service in a process of its own.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private ServiceProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    internal static ServiceProcess Start(BackingServices backing, string? crashAt = null, Guid? poisoned = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Netralitas.Messaging.Host.dll")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__db"] = backing.DatabaseConnection,
                ["ConnectionStrings__bus"] = backing.BusAddress,
                ["NETRALITAS_CRASH_AT"] = crashAt,
                ["POISONED_AGGREGATE"] = poisoned?.ToString(),
            },
        };
        return new ServiceProcess(Process.Start(start)!);
    }

    internal bool HasExited => process.HasExited;

    /// <returns>What it said, after it ended.</returns>
    internal async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        using var limit = new CancellationTokenSource(Within);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await errors);
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
