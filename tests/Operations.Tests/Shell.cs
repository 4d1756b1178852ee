using System.Diagnostics;

namespace Netralitas.Operations.Tests;

/// <summary>Runs the scripts of eng/ops as an operator does.</summary>
internal static class Shell
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    internal static string Repository { get; } = FindRepository();

    /// <summary>Runs a script and gives what it printed, errors included, and its exit code.</summary>
    internal static Task<(int Code, string Output)> TryAsync(string script, string[] arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        StartAsync(Path.Combine(Repository, "eng/ops", script), arguments, environment ?? new Dictionary<string, string>());

    /// <summary>Runs a script that must succeed.</summary>
    internal static async Task<string> RunAsync(string script, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var (code, output) = await TryAsync(script, arguments, environment);
        Assert.True(code == 0, $"{script} {string.Join(' ', arguments)} ended with {code}:\n{output}");
        return output;
    }

    internal static async Task<(int Code, string Output)> StartAsync(string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NETRALITAS_BUILD"] = new DirectoryInfo(AppContext.BaseDirectory).Name;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Within);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Netralitas.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
