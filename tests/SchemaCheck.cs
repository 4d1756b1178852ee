using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Netralitas.Testing;

/// <summary>Holds JSON against a schema of an OpenAPI 3.1 document: the keywords that ours uses, and an error for any other.</summary>
/// <remarks>Stricter than JSON Schema in one thing: a member that the schema does not name is a fault, so that an answer cannot drift from its document.</remarks>
internal sealed class SchemaCheck(JsonNode document)
{
    private static readonly string[] Keywords =
    [
        "$ref", "type", "properties", "required", "items", "enum", "format", "pattern", "maxLength", "minItems", "maxItems", "minimum", "maximum",
        "additionalProperties", "anyOf", "contentEncoding", "description", "default",
    ];

    /// <summary>What is wrong, one line each; empty when nothing is.</summary>
    internal List<string> Faults(JsonNode? value, JsonNode schema)
    {
        List<string> faults = [];
        Check(value, schema.AsObject(), "$", faults);
        return faults;
    }

    /// <summary>The node that a reference of the document names.</summary>
    internal JsonNode Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(document, (node, name) =>
        node[name] ?? throw new InvalidOperationException($"{reference} names nothing in the document."));

    private static bool IsOfType(JsonNode? value, string type) => (type, value?.GetValueKind()) switch
    {
        ("object", System.Text.Json.JsonValueKind.Object) => true,
        ("array", System.Text.Json.JsonValueKind.Array) => true,
        ("string", System.Text.Json.JsonValueKind.String) => true,
        ("boolean", System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False) => true,
        ("integer", System.Text.Json.JsonValueKind.Number) => long.TryParse(value!.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        ("number", System.Text.Json.JsonValueKind.Number) => true,
        _ => false,
    };

    private static bool IsOfFormat(JsonNode value, string format) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out _) && value.GetValue<string>().EndsWith('Z'),
        "date" => DateOnly.TryParseExact(value.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uuid" => Guid.TryParseExact(value.GetValue<string>(), "D", out _),
        "int32" => int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => throw new InvalidOperationException($"The format {format} is not known here."),
    };

    private void Check(JsonNode? value, JsonObject schema, string path, List<string> faults)
    {
        if (schema.Select(keyword => keyword.Key).Except(Keywords).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException($"The keyword {unknown} is not known here.");
        }

        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            Check(value, Resolve(reference).AsObject(), path, faults);
        }

        if (schema["anyOf"] is JsonArray choices)
        {
            var tried = choices.Select(choice => Faults(value, choice!)).ToList();
            faults.AddRange(tried.Any(each => each.Count == 0) ? [] : tried[0]);
        }

        if (schema["type"]?.GetValue<string>() is { } type && !IsOfType(value, type))
        {
            faults.Add($"{path}: {value?.ToJsonString() ?? "null"} is no {type}");
            return;
        }

        switch (value)
        {
            case JsonObject found:
                CheckObject(found, schema, path, faults);
                break;
            case JsonArray list:
                CheckCount(list.Count, schema, "minItems", "maxItems", path, faults);
                for (var n = 0; n < list.Count && schema["items"] is JsonObject items; n++)
                {
                    Check(list[n], items, $"{path}[{n}]", faults);
                }

                break;
            case JsonValue single:
                CheckSingle(single, schema, path, faults);
                break;
        }
    }

    private void CheckObject(JsonObject found, JsonObject schema, string path, List<string> faults)
    {
        if (schema["properties"] is not JsonObject properties)
        {
            return;
        }

        faults.AddRange((schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).Where(name => !found.ContainsKey(name)).Select(name => $"{path}.{name}: is missing"));
        foreach (var (name, member) in found)
        {
            if (properties[name] is JsonObject property)
            {
                Check(member, property, $"{path}.{name}", faults);
            }
            else
            {
                faults.Add($"{path}.{name}: is not documented");
            }
        }
    }

    private static void CheckSingle(JsonValue value, JsonObject schema, string path, List<string> faults)
    {
        var text = value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : null;
        if (schema["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice, value)))
        {
            faults.Add($"{path}: {value.ToJsonString()} is none of the values");
        }

        if (schema["format"]?.GetValue<string>() is { } format && !IsOfFormat(value, format))
        {
            faults.Add($"{path}: {value.ToJsonString()} is no {format}");
        }

        if (text is not null && schema["pattern"]?.GetValue<string>() is { } pattern && !Regex.IsMatch(text, pattern))
        {
            faults.Add($"{path}: {text} does not match {pattern}");
        }

        if (text is not null)
        {
            CheckCount(text.EnumerateRunes().Count(), schema, "minLength", "maxLength", path, faults);
        }
        else if (value.GetValueKind() == System.Text.Json.JsonValueKind.Number && value.TryGetValue<int>(out var number))
        {
            CheckCount(number, schema, "minimum", "maximum", path, faults);
        }
    }

    private static void CheckCount(int count, JsonObject schema, string least, string most, string path, List<string> faults)
    {
        if (count < (schema[least]?.GetValue<int>() ?? int.MinValue) || count > (schema[most]?.GetValue<int>() ?? int.MaxValue))
        {
            faults.Add($"{path}: {count} is not within {least} and {most}");
        }
    }
}
