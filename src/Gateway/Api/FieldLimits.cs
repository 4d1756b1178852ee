using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Netralitas.Gateway.Api;

/// <summary>Limits of a field, read from the fixed phrases in which the contracts' comments give them.</summary>
/// <remarks>
/// <c>At most 300 characters</c>, <c>At most 20.</c> or <c>At most 500 entries</c> of a list, <c>1 to 5,000</c>, <c>At least one</c>, <c>0 means 50, and 200 is the most</c>,
/// <c>A UUID</c> and <c>Local date</c> at the beginning, <c>Must be given.</c>
/// </remarks>
internal static partial class FieldLimits
{
    /// <summary>Whether a request without the field is refused.</summary>
    internal static bool IsRequired(FieldDescriptor field) => Required().IsMatch(ContractSet.CommentOf(field)) || (field.IsRepeated && AtLeast(field) is not null);

    /// <summary>Adds the limits to the schema of a field of a request.</summary>
    internal static void Add(FieldDescriptor field, JsonObject schema)
    {
        var comment = ContractSet.CommentOf(field);
        if (field.IsRepeated)
        {
            Set(schema, "minItems", AtLeast(field));
            Set(schema, "maxItems", Number(Range().Match(comment), "most") ?? Number(MostItems().Match(comment), "most"));
        }
        else if (field.FieldType == FieldType.String)
        {
            Set(schema, "maxLength", Number(MostCharacters().Match(comment), "most"));
            if (comment.StartsWith("A UUID", StringComparison.Ordinal))
            {
                schema["format"] = "uuid";
            }
            else if (comment.StartsWith("Local date", StringComparison.Ordinal) && IsRequired(field))
            {
                schema["format"] = "date";
            }
        }
        else if (PageSize().Match(comment) is { Success: true } size)
        {
            schema["minimum"] = 0;
            Set(schema, "maximum", Number(size, "most"));
            Set(schema, "default", Number(size, "default"));
        }
    }

    private static int? AtLeast(FieldDescriptor field)
    {
        var comment = ContractSet.CommentOf(field);
        return Range().Match(comment) is { Success: true } range ? Number(range, "least") : AtLeastOne().IsMatch(comment) ? 1 : null;
    }

    private static int? Number(Match match, string group) =>
        match.Success ? int.Parse(match.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : null;

    private static void Set(JsonObject schema, string keyword, int? value)
    {
        if (value is { } number)
        {
            schema[keyword] = number;
        }
    }

    [GeneratedRegex(@"\b(?:Must|name must) be given\.")]
    private static partial Regex Required();

    [GeneratedRegex(@"[Aa]t most (?<most>[\d,]*\d) characters")]
    private static partial Regex MostCharacters();

    [GeneratedRegex(@"\AAt most (?<most>[\d,]*\d)(?: entries)?\.")]
    private static partial Regex MostItems();

    [GeneratedRegex(@"\A(?<least>\d+) to (?<most>[\d,]*\d)\b")]
    private static partial Regex Range();

    [GeneratedRegex(@"\bat least one\b|\AAt least one\b")]
    private static partial Regex AtLeastOne();

    [GeneratedRegex(@"\b0 means (?<default>[\d,]+), and (?<most>[\d,]+) is the most")]
    private static partial Regex PageSize();
}
