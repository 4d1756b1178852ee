using System.Globalization;
using System.Text;

namespace Netralitas.Hostile.Tests.Standing;

/// <summary>A process that this one, or one of its children, started.</summary>
/// <param name="Id">Process id.</param>
/// <param name="Command">Its command line.</param>
internal sealed record SuiteProcess(int Id, string Command)
{
    /// <summary>Memory that is in RAM now, in MiB; 0 once the process is gone.</summary>
    internal double ResidentMebibytes()
    {
        try
        {
            var line = File.ReadLines($"/proc/{Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>A variable of its environment; null when it has none of that name.</summary>
    internal string? Variable(string name) =>
        File.ReadAllText($"/proc/{Id}/environ").Split('\0').FirstOrDefault(v => v.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];
}

/// <summary>What runs below this process.</summary>
internal static class ProcessTree
{
    /// <summary>All of it, now.</summary>
    internal static IReadOnlyList<SuiteProcess> Now()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Read($"/proc/{id}/stat") is { } stat)
            {
                // The name, in brackets, may hold anything; state and parent come after it.
                parents[id] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
            }
        }

        return [.. parents.Keys.Where(id => IsBelow(id, parents)).Select(id => new SuiteProcess(id, (Read($"/proc/{id}/cmdline") ?? "").Replace('\0', ' ')))];
    }

    /// <summary>The processes of the product: services and gateway.</summary>
    internal static IReadOnlyList<SuiteProcess> Services() =>
        [.. Now().Where(p => p.Command.Contains("Netralitas.Services.", StringComparison.Ordinal) || p.Command.Contains("Netralitas.Gateway", StringComparison.Ordinal)).Where(p => !p.Command.Contains("supervise", StringComparison.Ordinal))];

    private static bool IsBelow(int id, Dictionary<int, int> parents)
    {
        while (parents.TryGetValue(id, out var parent))
        {
            if (parent == Environment.ProcessId)
            {
                return true;
            }

            id = parent;
        }

        return false;
    }

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file, Encoding.Latin1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
