using System.Diagnostics;
using System.Globalization;

namespace Aspire.Hosting.Running;

/// <summary>A child process under its supervisor, which ends it when this process ends (supervise.sh).</summary>
internal sealed class SupervisedProcess
{
    private static readonly string Script = ReadScript();
    private readonly Process _supervisor;
    private bool _inputClosed;
    private readonly TaskCompletionSource<int> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SupervisedProcess(Process supervisor, int pid, TimeSpan grace)
    {
        _supervisor = supervisor;
        Pid = pid;
        Grace = grace;
    }

    internal int Pid { get; }

    internal int SupervisorPid => _supervisor.Id;

    /// <summary>The exit code; 128 and the signal's number after a signal.</summary>
    internal Task<int> Exit => _exit.Task;

    private TimeSpan Grace { get; }

    internal static SupervisedProcess Start(ProcessSpec spec, Action<string> onLine)
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = spec.WorkingDirectory,
        };
        var grace = ((int)spec.Grace.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        foreach (var argument in (string[])["bash", "-c", Script, "supervise", spec.StopSignal, grace, spec.FileName, .. spec.Arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        foreach (var (name, value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        var supervisor = Process.Start(start) ?? throw new DistributedApplicationException($"'{spec.FileName}' could not be started.");
        var pid = int.Parse(supervisor.StandardOutput.ReadLine() ?? "0", CultureInfo.InvariantCulture);
        var process = new SupervisedProcess(supervisor, pid, spec.Grace);

        // A thread for each process: reads of a pipe block, and must not take the threads on which everything else waits.
        new Thread(() => process.Read(onLine), maxStackSize: 256 * 1024) { IsBackground = true, Name = spec.FileName }.Start();
        return process;
    }

    /// <summary>Asks it to end, waits for its grace, and returns when it has ended or has been killed.</summary>
    internal async Task StopAsync()
    {
        CloseInput();
        try
        {
            await Exit.WaitAsync(Grace + TimeSpan.FromSeconds(3)).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The supervisor itself does not answer.
            ProcessTable.Kill(Pid);
            _supervisor.Kill();
        }
    }

    private void Read(Action<string> onLine)
    {
        var outputEnded = new TaskCompletionSource();
        _ = Task.Run(async () =>
        {
            await _supervisor.WaitForExitAsync().ConfigureAwait(false);
            CloseInput();

            // Its last words come first; but what it left behind may hold the pipe open, so not for ever.
            await Task.WhenAny(outputEnded.Task, Task.Delay(500)).ConfigureAwait(false);
            _exit.TrySetResult(_supervisor.ExitCode);
        });
        while (_supervisor.StandardOutput.ReadLine() is { } line)
        {
            onLine(line);
        }

        outputEnded.SetResult();
    }

    // Once: the end of the process and the wish to end it may come together.
    private void CloseInput()
    {
        if (Interlocked.Exchange(ref _inputClosed, true))
        {
            return;
        }

        try
        {
            _supervisor.StandardInput.Close();
        }
        catch (IOException)
        {
            // The supervisor has already ended.
        }
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(SupervisedProcess).Assembly.GetManifestResourceStream("supervise.sh")!);
        return reader.ReadToEnd();
    }
}
