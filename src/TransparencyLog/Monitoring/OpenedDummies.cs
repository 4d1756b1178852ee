using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>An entry that is said to stand for nothing, and what shows it.</summary>
/// <param name="Index">Its place in the log, from 0.</param>
/// <param name="Nonce">Its nonce; empty when it is not there to be shown.</param>
/// <param name="Record">What it commits to, a <see cref="DummyRecord"/>; empty likewise.</param>
public sealed record OpenedDummy(long Index, ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Record);

/// <summary>The file by which an auditor counts the reports in a public log: every entry of some days that stands for nothing, and how many reports the keeper of the log counts.</summary>
/// <remarks>
/// Lines of ASCII: <c>netralitas.go.id/opened-dummies@v1</c>; <c>origin</c>, the log; <c>size</c>, entries of the log that the file speaks of; <c>days</c>, the first and the last day in UTC;
/// <c>reports</c>, a day and a number, for each day that has any; <c>dummies</c>, how many lines follow; and those, in the order of the log: <c>dummy</c>, index, nonce and record in base64.
/// </remarks>
public sealed class OpenedDummies
{
    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MaxLength = 64 * 1024 * 1024;

    private const string FirstLine = "netralitas.go.id/opened-dummies@v1";
    private const string DayForm = "yyyy-MM-dd";

    private readonly Dictionary<DateOnly, long> reports = [];
    private readonly List<OpenedDummy> dummies = [];

    private OpenedDummies(string origin, long size, DateOnly firstDay, DateOnly lastDay) => (Origin, Size, FirstDay, LastDay) = (origin, size, firstDay, lastDay);

    /// <summary>Which log.</summary>
    public string Origin { get; }

    /// <summary>The file speaks of this many first entries of it.</summary>
    public long Size { get; }

    /// <summary>The first day that it speaks of, in UTC.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>The last.</summary>
    public DateOnly LastDay { get; }

    /// <summary>Reports that the keeper counts, by the day that their entries show; a day that is not there has none.</summary>
    public IReadOnlyDictionary<DateOnly, long> Reports => reports;

    /// <summary>What stands for nothing, in the order of the log.</summary>
    public IReadOnlyList<OpenedDummy> Dummies => dummies;

    /// <summary>All before the first dummy.</summary>
    /// <param name="origin">Which log.</param>
    /// <param name="size">Entries of it that the file speaks of.</param>
    /// <param name="days">First and last day.</param>
    /// <param name="reports">Reports by day.</param>
    /// <param name="dummies">How many dummies will follow.</param>
    public static string BeginningOf(string origin, long size, (DateOnly First, DateOnly Last) days, IEnumerable<(DateOnly Day, long Count)> reports, long dummies)
    {
        ArgumentNullException.ThrowIfNull(reports);
        var text = new StringBuilder($"{FirstLine}\norigin {origin}\nsize {StrictText.Number(size)}\ndays {Text(days.First)} {Text(days.Last)}\n");
        foreach (var (day, count) in reports)
        {
            text.Append(CultureInfo.InvariantCulture, $"reports {Text(day)} {StrictText.Number(count)}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"dummies {StrictText.Number(dummies)}\n").ToString();
    }

    /// <summary>The line of a dummy.</summary>
    public static string LineOf(OpenedDummy dummy)
    {
        ArgumentNullException.ThrowIfNull(dummy);
        return $"dummy {StrictText.Number(dummy.Index)} {Convert.ToBase64String(dummy.Nonce.Span)} {Convert.ToBase64String(dummy.Record.Span)}\n";
    }

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="file">What it says; nothing of it is checked against a log.</param>
    /// <param name="line">Number of the line that is wrong, from 1; where the file ends too early, of the one behind its last.</param>
    /// <returns>False for anything that is not the one form of such a file, also for one that is cut off.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out OpenedDummies? file, out int line)
    {
        (file, line) = (null, 1);
        if (!Ascii.IsValid(bytes))
        {
            return false;
        }

        var lines = Encoding.ASCII.GetString(bytes).Split('\n');
        var read = TryParseHead(lines, out line);
        if (read is null)
        {
            return false;
        }

        for (; lines[line - 1].Split(' ') is ["reports", var day, var count]; line++)
        {
            if (!TryReadDay(day, out var date) || date < read.FirstDay || date > read.LastDay || !StrictText.TryReadNumber(count, out var number) || !read.reports.TryAdd(date, number))
            {
                return false;
            }
        }

        if (lines[line - 1].Split(' ') is not ["dummies", var total] || !StrictText.TryReadNumber(total, out var dummies) || dummies != lines.Length - line - 1)
        {
            return false;
        }

        for (line++; line < lines.Length; line++)
        {
            if (!read.TryAdd(lines[line - 1].Split(' ')))
            {
                return false;
            }
        }

        file = lines[^1].Length == 0 ? read : null;
        return file is not null;
    }

    /// <summary>Of the dummies, those of a part of the log.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="until">Behind the last.</param>
    public IReadOnlyList<OpenedDummy> Between(long from, long until)
    {
        var first = dummies.FindIndex(dummy => dummy.Index >= from);
        return first < 0 ? [] : [.. dummies.Skip(first).TakeWhile(dummy => dummy.Index < until)];
    }

    private static OpenedDummies? TryParseHead(string[] lines, out int line)
    {
        // What is missing at the end is as wrong as what is written there.
        var head = lines.Take(4).Concat(["", "", "", ""]).ToArray();
        line = head[0] != FirstLine ? 1 : head[1].Split(' ') is not ["origin", { Length: > 0 }] ? 2 : head[2].Split(' ') is not ["size", var size] || !StrictText.TryReadNumber(size, out _) ? 3 : 4;
        if (line < 4 || lines.Length < 6 || head[3].Split(' ') is not ["days", var first, var last] || !TryReadDay(first, out var from) || !TryReadDay(last, out var until) || until < from)
        {
            return null;
        }

        line = 5;
        _ = StrictText.TryReadNumber(head[2].AsSpan("size ".Length), out var entries);
        return new OpenedDummies(head[1]["origin ".Length..], entries, from, until);
    }

    private bool TryAdd(string[] words)
    {
        var isOne = words is ["dummy", var index, var nonce, var record] && StrictText.TryReadNumber(index, out var at) && at < Size && (dummies.Count == 0 || at > dummies[^1].Index)
            && StrictText.TryReadBase64(nonce, out _) && StrictText.TryReadBase64(record, out _);
        if (isOne)
        {
            dummies.Add(new OpenedDummy(long.Parse(words[1], CultureInfo.InvariantCulture), Convert.FromBase64String(words[2]), Convert.FromBase64String(words[3])));
        }

        return isOne;
    }

    private static string Text(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    private static bool TryReadDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
