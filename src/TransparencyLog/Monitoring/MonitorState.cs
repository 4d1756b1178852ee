using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>What a monitor remembers between two readings: the checkpoint up to which it read, the right edge of that tree, and its totals.</summary>
/// <remarks>
/// Some ten kilobytes for a log of any size. It is believed only when the edge gives the root that the log signed, the totals add up to its size, and its sum of its own bytes holds;
/// it is no secret, and no proof against who can write the file: read a log from its beginning now and then.
/// </remarks>
public sealed class MonitorState
{
    private const string FirstLine = "netralitas.go.id/monitor-state@v1";
    private const string DayForm = "yyyy-MM-dd";

    private MonitorState(SignedNote note, Checkpoint checkpoint, LogTotals totals, IReadOnlyList<KeyValuePair<TileAddress, byte[]>> edge) =>
        (Note, Checkpoint, Totals, Edge) = (note, checkpoint, totals, edge);

    /// <summary>The checkpoint that was read last.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Entries up to it, by kind and day.</summary>
    public LogTotals Totals { get; }

    private SignedNote Note { get; }

    private IReadOnlyList<KeyValuePair<TileAddress, byte[]>> Edge { get; }

    /// <summary>Reads a state.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="policy">The log.</param>
    /// <param name="state">The state.</param>
    /// <param name="problem">Why it is not believed.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, LogPolicy policy, [NotNullWhen(true)] out MonitorState? state, [NotNullWhen(false)] out string? problem)
    {
        state = null;
        var split = bytes.IndexOf((byte)'\n');
        problem = "its sum does not hold";
        if (split < 0 || Encoding.UTF8.GetString(bytes[..split]) != Heading(bytes[(split + 1)..]))
        {
            return false;
        }

        var rest = bytes[(split + 1)..];
        var end = rest.IndexOf("\n\n"u8);
        problem = "its checkpoint is not the log's";
        if (end < 0 || !SignedNote.TryParse(rest[(end + 2)..], out var note, out _)
            || !note.TryVerify(policy.LogKeys, out _, out _) || !Checkpoint.TryParse(note.Text, out var checkpoint, out _) || checkpoint.Origin != policy.Origin)
        {
            return false;
        }

        problem = "its edge or its totals do not fit its checkpoint";
        var (totals, edge) = (new LogTotals(), new List<KeyValuePair<TileAddress, byte[]>>());
        if (!Encoding.ASCII.GetString(rest[..end]).Split('\n').All(line => line == "edge" || TryReadLine(line.Split(' '), totals, edge)))
        {
            return false;
        }

        var read = new MonitorState(note, checkpoint, totals, edge);
        if (totals.Sum != checkpoint.Size || !read.TryLoad(out _))
        {
            return false;
        }

        (state, problem) = (read, null);
        return true;
    }

    /// <summary>The state as it is kept.</summary>
    public byte[] ToBytes()
    {
        var lines = new StringBuilder("edge\n");
        foreach (var (tile, content) in Edge)
        {
            lines.Append(CultureInfo.InvariantCulture, $"tile {tile.Path} {Convert.ToBase64String(content)}\n");
        }

        foreach (var (day, kind, count) in Totals.All)
        {
            lines.Append(CultureInfo.InvariantCulture, $"total {day.ToString(DayForm, CultureInfo.InvariantCulture)} {(int)kind} {count}\n");
        }

        var rest = Encoding.UTF8.GetBytes(lines.Append('\n').Append(Note).ToString());
        return [.. Encoding.UTF8.GetBytes(Heading(rest) + "\n"), .. rest];
    }

    /// <summary>What is remembered of a tree that was read whole.</summary>
    internal static MonitorState Of(SignedCheckpoint read, TreeEdge edge, LogTotals totals) => new(read.Note, read.Checkpoint, totals, edge.Partials());

    /// <summary>The edge, to go on from; a new one each time.</summary>
    internal TreeEdge Load() => TryLoad(out var edge) ? edge : throw new InvalidOperationException("The state was not checked.");

    private bool TryLoad([NotNullWhen(true)] out TreeEdge? edge)
    {
        var tiles = Edge.ToDictionary(tile => tile.Key, tile => tile.Value);
        edge = null;
        try
        {
            edge = TreeEdge.Load(Checkpoint.Size, tile => tiles.GetValueOrDefault(tile));
            return edge.Root() == Checkpoint.Root;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static string Heading(ReadOnlySpan<byte> rest) => $"{FirstLine} {Convert.ToBase64String(SHA256.HashData(rest))}";

    private static bool TryReadLine(string[] words, LogTotals totals, List<KeyValuePair<TileAddress, byte[]>> edge)
    {
        if (words is ["tile", var path, var content] && TileAddress.TryParse(path, out var tile, out _) && StrictText.TryReadBase64(content, out var bytes))
        {
            edge.Add(new(tile, bytes));
            return edge.Count(other => other.Key == tile) == 1;
        }

        if (words is not ["total", var day, var kind, var count]
            || !DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            || !StrictText.TryReadNumber(kind, out var number) || !StrictText.TryReadNumber(count, out var entries))
        {
            return false;
        }

        totals.Add(date, (CommitmentKind)number, entries);
        return true;
    }
}
