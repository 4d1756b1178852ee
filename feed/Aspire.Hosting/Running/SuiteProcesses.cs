using System.Globalization;

namespace Aspire.Hosting.Running;

/// <summary>
/// The processes of this suite, on record in a file that this AppHost keeps locked. A record that nobody holds belongs to an AppHost that
/// was killed: the next one that starts ends what is left of it (by process id, start time and command) and removes its temporary folder.
/// </summary>
internal sealed class SuiteProcesses(SuiteFolders folders, Ports ports) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Lock _lock = new();
    private readonly string _folder = Records();
    private FileStream? _record;

    /// <summary>Ends what earlier AppHosts left behind, and opens the record of this one.</summary>
    internal async Task OpenAsync(Action<string> log, CancellationToken cancellationToken)
    {
        var left = Directory.EnumerateFiles(_folder, "*.suite").Select(TryTakeOver).OfType<FileStream>().ToList();
        await Task.WhenAll(left.Select(record => ClearAsync(record, log, cancellationToken))).ConfigureAwait(false);
        _record = new(Path.Combine(_folder, $"{Guid.NewGuid():n}.suite"), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    internal SupervisedProcess Start(ProcessSpec spec, Action<string> onLine)
    {
        foreach (var port in spec.Ports)
        {
            ports.Release(port);
        }

        var process = SupervisedProcess.Start(spec, onLine);
        Note($"process {process.SupervisorPid} {ProcessTable.StartedAt(process.SupervisorPid)} {ProcessTable.Boot} supervise");
        Note($"process {process.Pid} {ProcessTable.StartedAt(process.Pid)} {ProcessTable.Boot} {spec.Mark}");
        return process;
    }

    /// <summary>Runs a tool to its end and returns its exit code and output.</summary>
    internal async Task<(int Code, string Output)> RunAsync(ProcessSpec spec, CancellationToken cancellationToken)
    {
        var output = new List<string>();
        var process = Start(spec, line =>
        {
            lock (output)
            {
                output.Add(line);
            }
        });
        await using var stopping = cancellationToken.Register(() => _ = process.StopAsync());
        var code = await process.Exit.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        lock (output)
        {
            return (code, string.Join(Environment.NewLine, output));
        }
    }

    /// <summary>Notes a folder that ends with the suite.</summary>
    internal string TemporaryFolder()
    {
        Note($"folder {folders.Temporary}");
        return folders.Temporary;
    }

    public void Dispose()
    {
        if (_record is not null)
        {
            File.Delete(_record.Name);
            _record.Dispose();
        }
    }

    private static string Records()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var folder = Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), $"aspire-suites-{Environment.UserName}");
        SuiteFolders.MakePrivate(folder);
        return folder;
    }

    // A record is free to take over when its AppHost no longer holds the lock.
    private static FileStream? TryTakeOver(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static async Task ClearAsync(FileStream record, Action<string> log, CancellationToken cancellationToken)
    {
        await using var _ = record;
        using var reader = new StreamReader(record);
        var lines = (await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var processes = lines.Where(l => l.StartsWith("process ", StringComparison.Ordinal)).Select(Entry.Parse).OfType<Entry>().ToList();
        var supervisors = processes.Where(p => p.Mark == "supervise").ToList();
        var orphans = processes.Except(supervisors).ToList();

        // Supervisors that are still there are already ending their processes, and kill them when their grace is over.
        var end = DateTime.UtcNow + Patience;
        while (DateTime.UtcNow < end && supervisors.Exists(p => p.Runs) && orphans.Exists(p => p.Runs))
        {
            await Task.Delay(100, cancellationToken).ConfigureAwait(false);
        }

        foreach (var orphan in orphans.Where(p => p.Runs).ToList())
        {
            log($"ending {orphan.Mark} ({orphan.Pid}), left behind by an AppHost that was killed");
            ProcessTable.AskToEnd(orphan.Pid);
        }

        for (var i = 0; i < 50 && orphans.Exists(p => p.Runs); i++)
        {
            await Task.Delay(100, cancellationToken).ConfigureAwait(false);
        }

        foreach (var process in processes.Where(p => p.Runs))
        {
            ProcessTable.Kill(process.Pid);
        }

        foreach (var folder in lines.Where(l => l.StartsWith("folder ", StringComparison.Ordinal)))
        {
            SuiteFolders.Remove(folder["folder ".Length..]);
        }

        File.Delete(record.Name);
    }

    // Written through at once: it has to be there if this process is killed in the next moment.
    private void Note(string line)
    {
        lock (_lock)
        {
            _record?.Write(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
            _record?.Flush();
        }
    }

    private sealed record Entry(int Pid, long StartedAt, string Boot, string Mark)
    {
        internal bool Runs => Boot == ProcessTable.Boot && ProcessTable.Runs(Pid, StartedAt, Mark);

        internal static Entry? Parse(string line)
        {
            var parts = line.Split(' ', 5);
            return parts.Length == 5
                && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var pid)
                && long.TryParse(parts[2], CultureInfo.InvariantCulture, out var started)
                ? new(pid, started, parts[3], parts[4])
                : null;
        }
    }
}
