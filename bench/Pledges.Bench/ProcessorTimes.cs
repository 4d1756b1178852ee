using System.Globalization;

namespace Netralitas.Pledges.Bench;

/// <summary>Processor time that the server of a database has used, user and system, over all of its processes.</summary>
internal static class ProcessorTimes
{
    // USER_HZ: what the kernel shows to processes, whatever it counts in.
    private const double TicksPerSecond = 100;

    private const int Parent = 1;
    private const int UserTime = 11;
    private const int ChildrenSystemTime = 14;

    /// <summary>Of PostgreSQL; what background workers used who are gone is their parent's.</summary>
    internal static async Task<TimeSpan> OfPostgresAsync(BackingServices backing)
    {
        var backend = await backing.ScalarAsync<int>("select pg_backend_pid()");
        var server = int.Parse(Read(backend)![Parent], CultureInfo.InvariantCulture);
        return Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit))
            .Select(name => (Id: int.Parse(name!, CultureInfo.InvariantCulture), Fields: Read(int.Parse(name!, CultureInfo.InvariantCulture))))
            .Where(process => process.Fields is not null && (process.Id == server || process.Fields[Parent] == server.ToString(CultureInfo.InvariantCulture)))
            .Aggregate(TimeSpan.Zero, (sum, process) => sum + Sum(process.Fields!));
    }

    private static TimeSpan Sum(string[] fields) =>
        TimeSpan.FromSeconds(fields[UserTime..(ChildrenSystemTime + 1)].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / TicksPerSecond);

    // From the third field on: the second is a name, which may hold anything.
    private static string[]? Read(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
