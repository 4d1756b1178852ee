using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Netralitas.Faults.Processes;

/// <summary>A process of this suite; known by its id from start to end, and ended with this program however that ends.</summary>
internal sealed class ChildProcess
{
    private const int SigInt = 2;
    private const int SigQuit = 3;
    private const int SigKill = 9;
    private const int SigTerm = 15;
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    internal int Id => process.Id;

    internal bool HasExited => process.HasExited;

    internal int ExitCode => process.ExitCode;

    /// <summary>Resident memory in bytes; 0 when it has ended.</summary>
    internal long ResidentBytes
    {
        get
        {
            var line = File.Exists($"/proc/{Id}/status") ? File.ReadLines($"/proc/{Id}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal)) : null;
            return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
    }

    internal static async Task<ChildProcess> StartAsync(Launch launch)
    {
        var wrapped = launch.Wrapped();
        var info = new ProcessStartInfo(wrapped[0]) { WorkingDirectory = launch.Folder ?? "/" };
        foreach (var argument in wrapped.Skip(1))
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in Launch.Inherited.Concat(launch.Environment))
        {
            info.Environment[name] = value;
        }

        return new ChildProcess(await Spawner.StartAsync(info));
    }

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0; the message holds the end of its output.</exception>
    internal static async Task RunAsync(Launch launch, CancellationToken cancel)
    {
        var child = await StartAsync(launch);
        await child.WaitAsync(cancel);
        if (child.ExitCode != 0)
        {
            var output = File.Exists(launch.Log) ? string.Join('\n', File.ReadLines(launch.Log).TakeLast(10)) : "";
            throw new InvalidOperationException($"{launch.Command[0]} ended with {child.ExitCode}: {output}");
        }
    }

    internal Task WaitAsync(CancellationToken cancel) => process.WaitForExitAsync(cancel);

    /// <summary>Kills it without a word, and waits until it is gone and reaped.</summary>
    internal async Task KillAsync()
    {
        Signal(SigKill);
        await WaitAsync(CancellationToken.None);
    }

    /// <summary>Kills it with all that it started in its session.</summary>
    internal async Task KillAllAsync()
    {
        _ = Kill(-Id, SigKill);
        await KillAsync();
    }

    internal void Terminate() => Signal(SigTerm);

    /// <summary>PostgreSQL's fast shutdown: what it knows is written out.</summary>
    internal void Interrupt() => Signal(SigInt);

    /// <summary>PostgreSQL's immediate shutdown: its children end too.</summary>
    internal void Quit() => Signal(SigQuit);

    internal void Pause() => Signal(SigStop);

    internal void Continue() => Signal(SigCont);

    /// <summary>Kills a process that a process of this suite started, for example a backend of PostgreSQL.</summary>
    internal static void KillOther(int id) => _ = Kill(id, SigKill);

    // An id that was reaped may be another's by now.
    private void Signal(int signal)
    {
        if (!process.HasExited)
        {
            _ = Kill(Id, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int id, int signal);
}
