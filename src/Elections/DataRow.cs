using System.Globalization;
using System.Reflection;
using System.Text;
using Netralitas.Geography;

namespace Netralitas.Elections;

/// <summary>A row of one of the data files in the assembly, read strictly: what is not of its column's form is told with file, line and column.</summary>
internal sealed class DataRow
{
    private static readonly Assembly Assembly = typeof(DataRow).Assembly;

    private readonly string _place;
    private readonly Dictionary<string, string> _cells;

    private DataRow(string place, Dictionary<string, string> cells) => (_place, _cells) = (place, cells);

    /// <summary>The rows of a file of the assembly, by its name without the ending.</summary>
    internal static IReadOnlyList<DataRow> Read(string file)
    {
        using var stream = Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly lacks its data file {file}.");
        using var reader = new StreamReader(stream);
        return Parse(file, reader.ReadToEnd());
    }

    /// <summary>The rows of a text: a heading, then a line each, fields with a comma or quotation mark in quotation marks (RFC 4180 without line breaks in a field).</summary>
    /// <exception cref="InvalidDataException">A line has not as many fields as the heading.</exception>
    internal static IReadOnlyList<DataRow> Parse(string file, string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var heading = Fields(lines[0]);
        return [.. lines.Skip(1).Select((line, index) =>
        {
            var (place, fields) = ($"{file}.csv line {index + 2}", Fields(line));
            return fields.Count == heading.Count
                ? new DataRow(place, heading.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second))
                : throw new InvalidDataException($"{place} has {fields.Count} fields, not {heading.Count}.");
        })];
    }

    /// <summary>The text of a column, which must not be empty.</summary>
    internal string Text(string column) => _cells[column] is { Length: > 0 } text ? text : throw Wrong(column, "is empty");

    internal string TextOrEmpty(string column) => _cells[column];

    internal int Number(string column) => int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw Wrong(column, "is no number");

    internal int? NumberOrNull(string column) => _cells[column].Length == 0 ? null : Number(column);

    internal bool YesOrNo(string column) => Text(column) switch
    {
        "yes" => true,
        "no" => false,
        _ => throw Wrong(column, "is neither yes nor no"),
    };

    internal DateOnly Date(string column) =>
        DateOnly.TryParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong(column, "is no date such as 2024-11-27");

    internal DateOnly? DateOrNull(string column) => _cells[column].Length == 0 ? null : Date(column);

    internal TimeOnly Time(string column) =>
        TimeOnly.TryParseExact(Text(column), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Wrong(column, "is no time such as 16:30");

    /// <summary>The instant at which a date begins in Jakarta: of a decree the day is known, and no hour.</summary>
    internal DateTimeOffset KnownSince(string column) => IndonesianTimeZone.Wib.LocalDateTime(Date(column), TimeOnly.MinValue);

    internal RegionCode Region(string column) =>
        RegionCode.TryParse(Text(column), out var code) ? code : throw Wrong(column, "is no region code");

    /// <summary>Region codes with a space between them, perhaps none.</summary>
    internal IReadOnlyList<RegionCode> Regions(string column) =>
        [.. _cells[column].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text =>
            RegionCode.TryParse(text, out var code) ? code : throw Wrong(column, "has no region codes"))];

    internal T Value<T>(string column)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(Text(column)) ? Enum.Parse<T>(Text(column)) : throw Wrong(column, $"is no {typeof(T).Name}");

    /// <summary>The columns basis, source, mark and law.</summary>
    internal Citation Citation() => new(Text("basis"), Text("source"), Mark(), Text("law"));

    private Mark Mark() => Text("mark") switch
    {
        "V" => Elections.Mark.Verified,
        "V~" => Elections.Mark.Secondary,
        "G" => Elections.Mark.General,
        "U" => Elections.Mark.Uncertain,
        "D" => Elections.Mark.Derived,
        _ => throw Wrong("mark", "is none of V, V~, G, U and D"),
    };

    private InvalidDataException Wrong(string column, string what) => new($"{_place}: {column} '{_cells[column]}' {what}.");

    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
