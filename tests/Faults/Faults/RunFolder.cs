using Netralitas.Faults.Parts;

namespace Netralitas.Faults;

/// <summary>Data of one run, on a disk (not in memory, where fsync is free), and logs beside what was built.</summary>
internal sealed class RunFolder(Options options, SuiteSecrets secrets) : IDisposable
{
    private readonly string folder = Path.Combine("/var/tmp", $"netralitas-faults-{Environment.ProcessId}");
    private readonly string binaries = Path.GetFullPath(options.Binaries ?? Path.Combine(AppContext.BaseDirectory, "..", ".."));

    /// <summary>Where the logs of failed cases are kept.</summary>
    internal static string Logs => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "faults"));

    internal SuiteSettings SettingsOf(string name, string? bug) => new()
    {
        Folder = Path.Combine(folder, name),
        Logs = Fresh(Path.Combine(Logs, bug is null ? name : $"{name}-{bug}")),
        Binaries = binaries,
        Secrets = secrets,
        PlantedBug = bug,
    };

    internal SuiteSettings Template() => new() { Folder = folder, Logs = Fresh(Path.Combine(Logs, "template")), Binaries = binaries, Secrets = secrets };

    /// <summary>Throws a case's data away; what was logged stays when it failed, with the history.</summary>
    internal static void Close(SuiteSettings settings, bool keep)
    {
        var history = Path.Combine(settings.Folder, "history.jsonl");
        if (keep && File.Exists(history))
        {
            File.Copy(history, Path.Combine(settings.Logs, "history.jsonl"), overwrite: true);
        }

        if (!keep)
        {
            Directory.Delete(settings.Logs, recursive: true);
        }

        if (Directory.Exists(settings.Folder))
        {
            Directory.Delete(settings.Folder, recursive: true);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Fresh(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        Directory.CreateDirectory(path);
        return path;
    }
}
