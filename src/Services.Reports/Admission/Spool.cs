using System.Globalization;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Admission;

/// <summary>The second place where a report is safe: a folder on another volume, each report sealed, each file written through to disk before anyone is answered.</summary>
/// <param name="folder">The folder.</param>
/// <param name="keys">Keys that it is sealed to.</param>
/// <param name="sealing">Seals what a file from before contents were sealed holds.</param>
/// <param name="clock">Names the files by the time of their first report.</param>
/// <remarks>
/// One file holds the reports that arrived together, <c>{UUIDv7}-{count}.spool</c>. A file is whole or not there; nothing is ever changed in place.
/// Reports waiting here are remembered until they are drained, so that their repeats get the same instant of receipt.
/// </remarks>
internal sealed class Spool(DurableFolder folder, SpoolKeys keys, Arrivals sealing, TimeProvider clock)
{
    private const string Pattern = "*.spool";
    private readonly Dictionary<ReportKey, Arrival> waiting = [];
    private readonly Lock gate = new();

    /// <summary>The report that waits here under the same request with the same content, or this one, which is remembered from now on.</summary>
    internal Arrival FirstOf(Arrival arrival)
    {
        lock (gate)
        {
            return waiting.TryAdd(arrival.Key, arrival) ? arrival : waiting[arrival.Key];
        }
    }

    /// <summary>Remembers reports that were written before this process began.</summary>
    internal void Remember(IEnumerable<Arrival> arrivals)
    {
        foreach (var arrival in arrivals)
        {
            FirstOf(arrival);
        }
    }

    /// <summary>The report that waits here under one of these keys; null when none does.</summary>
    internal Arrival? Known(IEnumerable<ReportKey> keys)
    {
        lock (gate)
        {
            return waiting.Count == 0 ? null : keys.Select(key => waiting.GetValueOrDefault(key)).FirstOrDefault(known => known is not null);
        }
    }

    /// <summary>Writes reports. When this returns, they survive a crash and a power failure.</summary>
    /// <exception cref="IOException">None of them was written.</exception>
    internal void Write(IReadOnlyList<Arrival> arrivals)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Guid.CreateVersion7(clock.GetUtcNow())}-{arrivals.Count}.spool");
        folder.Write(name, SpoolFile.Write(arrivals, keys.CurrentId, keys.Current), () => Failpoint.Reach("spool.after_write_before_fsync"));
        Failpoint.Reach("spool.after_fsync_before_reply");
    }

    /// <summary>Names of the files that wait, oldest first.</summary>
    internal IReadOnlyList<string> Files() => folder.Names(Pattern);

    /// <summary>The reports of a file, and whether there is something else in it.</summary>
    internal (IReadOnlyList<Arrival> Arrivals, bool IsDamaged) Read(string file) => SpoolFile.Read(folder.Read(file), keys, sealing);

    /// <summary>Takes files out whose reports are safe elsewhere; damaged ones are kept apart under the ending <c>.damaged</c>, for a person to look at.</summary>
    internal void Remove(IEnumerable<(string File, bool IsDamaged)> files)
    {
        foreach (var (file, isDamaged) in files)
        {
            if (isDamaged)
            {
                folder.SetAside(file, ".damaged");
            }
            else
            {
                folder.Delete(file);
            }
        }

        folder.Flush();
    }

    /// <summary>Forgets reports that the database has.</summary>
    internal void Forget(IEnumerable<Arrival> arrivals)
    {
        lock (gate)
        {
            foreach (var arrival in arrivals)
            {
                waiting.Remove(arrival.Key);
            }
        }
    }

    /// <summary>Takes out what was never acknowledged.</summary>
    internal void RemoveUnfinished() => folder.RemoveUnfinished(clock.GetUtcNow().UtcDateTime.AddMinutes(-10));

    /// <summary>How many reports wait, by the names of their files, and since when.</summary>
    internal static (long Reports, DateTimeOffset? Since) Depth(IReadOnlyList<string> files) =>
        (files.Sum(CountIn), files.Count == 0 ? null : WrittenAt(files[0]));

    private static long CountIn(string file) =>
        file.LastIndexOf('-') is > 0 and var dash && long.TryParse(file.AsSpan(dash + 1, file.Length - dash - 1 - ".spool".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 1;

    // A UUID of version 7 begins with its milliseconds.
    private static DateTimeOffset? WrittenAt(string file) =>
        file.Length > 36 && Guid.TryParse(file.AsSpan(0, 36), out var id)
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(id.ToByteArray(bigEndian: true)) >> 16))
            : null;
}
