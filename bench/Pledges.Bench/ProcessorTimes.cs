using System.Globalization;

namespace Netralitas.Pledges.Bench;

/// <summary>Processor time, user and system, that the processes have used which this program started, and those that they started.</summary>
internal sealed class ProcessorTimes
{
    // The kernel counts in hundredths of a second.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly List<Entry> own;

    private ProcessorTimes(List<Entry> own) => this.own = own;

    /// <summary>As of now.</summary>
    internal static ProcessorTimes Now()
    {
        var all = Directory.EnumerateDirectories("/proc").Select(Read).OfType<Entry>().ToLookup(entry => entry.Parent);
        List<Entry> found = [.. all[Environment.ProcessId]];
        for (var n = 0; n < found.Count; n++)
        {
            found.AddRange(all[found[n].Id]);
        }

        return new ProcessorTimes(found);
    }

    /// <summary>Of all that have a name, such as <c>postgres</c>; one that ended is counted by its parent, if that is one of these.</summary>
    internal TimeSpan Of(string name)
    {
        var named = own.Where(entry => entry.Name == name).ToDictionary(entry => entry.Id);
        return named.Values.Sum(entry => entry.Used + (named.ContainsKey(entry.Parent) ? 0 : entry.UsedByChildren)) * Tick;
    }

    private static Entry? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            var (open, close) = (line.IndexOf('(', StringComparison.Ordinal), line.LastIndexOf(')'));
            // From the state on, which is the third of proc_pid_stat(5).
            var fields = line[(close + 2)..].Split(' ');
            long Number(int field) => long.Parse(fields[field - 3], CultureInfo.InvariantCulture);
            return new Entry(id, (int)Number(4), line[(open + 1)..close], Number(14) + Number(15), Number(16) + Number(17));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It has just ended.
            return null;
        }
    }

    private sealed record Entry(int Id, int Parent, string Name, long Used, long UsedByChildren);
}
