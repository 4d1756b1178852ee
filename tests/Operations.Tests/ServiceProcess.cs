using System.Diagnostics;
using System.Text;

namespace Netralitas.Operations.Tests;

/// <summary>A service's process as the AppHost started it: it can be killed, and started again with the same environment.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private readonly string[] commandLine;
    private readonly string folder;
    private readonly IReadOnlyDictionary<string, string> environment;
    private Process process;
    private bool isOurs;

    private ServiceProcess(Process process)
    {
        this.process = process;
        commandLine = Split($"/proc/{process.Id}/cmdline");
        folder = new FileInfo($"/proc/{process.Id}/cwd").ResolveLinkTarget(true)!.FullName;
        environment = Split($"/proc/{process.Id}/environ").Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>Finds the process of a service among those that were given this broker.</summary>
    internal static ServiceProcess Find(string assembly, string busAddress) =>
        new(Process.GetProcesses().Single(candidate => Is(candidate, assembly, busAddress)));

    /// <summary>Ends it as a power failure does.</summary>
    internal void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    internal void Start()
    {
        var start = new ProcessStartInfo(commandLine[0], commandLine[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        isOurs = true;
    }

    public void Dispose()
    {
        if (isOurs)
        {
            Kill();
        }

        process.Dispose();
    }

    private static bool Is(Process candidate, string assembly, string busAddress)
    {
        try
        {
            // What stands before it, and ends it with the AppHost, has it among its arguments too.
            return Split($"/proc/{candidate.Id}/cmdline") is [_, var program, ..] && Path.GetFileName(program) == $"{assembly}.dll"
                && Split($"/proc/{candidate.Id}/environ").Any(pair => pair.EndsWith(busAddress, StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string[] Split(string file) => Encoding.UTF8.GetString(File.ReadAllBytes(file)).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
