using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace Netralitas.Gateway.Api;

/// <summary>JSON schemas of messages and enums, as protobuf JSON writes them; each that is asked for becomes a component.</summary>
/// <param name="requests">Messages that a request holds at any depth: their limits are told, and only what must be given is required.</param>
internal sealed class Schemas(IReadOnlySet<string> requests)
{
    private readonly SortedDictionary<string, JsonNode?> components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> names = [];

    /// <summary>The components so far.</summary>
    internal JsonObject ToJson() => new(components.Select(component => KeyValuePair.Create(component.Key, component.Value?.DeepClone())));

    /// <summary>A reference to the schema of a message.</summary>
    internal JsonObject Reference(MessageDescriptor message, params IReadOnlyCollection<string> without)
    {
        if (NameOf(message.FullName, message.Name) is var name && !components.ContainsKey(name))
        {
            components[name] = null;
            components[name] = Message(message, without);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>The schema of a field, with its comment.</summary>
    internal JsonObject Field(FieldDescriptor field, bool isRequest)
    {
        var schema = field.IsMap
            ? new JsonObject { ["type"] = "object", ["additionalProperties"] = Single(field.MessageType.FindFieldByNumber(2)) }
            : field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = Single(field) } : Single(field);
        schema["description"] = ContractSet.CommentOf(field);
        if (isRequest)
        {
            FieldLimits.Add(field, schema);
        }

        return schema;
    }

    private JsonObject Message(MessageDescriptor message, IReadOnlyCollection<string> without)
    {
        var isRequest = requests.Contains(message.FullName);
        var fields = message.Fields.InDeclarationOrder().Where(field => !without.Contains(field.Name)).ToList();
        // Answers hold every field, also one with its default value, but for messages that are absent.
        var required = fields.Where(field => isRequest ? FieldLimits.IsRequired(field) : !field.HasPresence).Select(field => (JsonNode)field.JsonName).ToArray();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["description"] = ContractSet.CommentOf(message),
            ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.JsonName, Field(field, isRequest)))),
        };
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        return schema;
    }

    private JsonObject Single(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new() { ["type"] = "integer", ["format"] = "int32" },
        FieldType.UInt32 or FieldType.Fixed32 => new() { ["type"] = "integer", ["minimum"] = 0 },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new() { ["type"] = "string", ["pattern"] = "^-?[0-9]+$" },
        FieldType.UInt64 or FieldType.Fixed64 => new() { ["type"] = "string", ["pattern"] = "^[0-9]+$" },
        FieldType.Double or FieldType.Float => new() { ["type"] = "number" },
        FieldType.Bytes => new() { ["type"] = "string", ["contentEncoding"] = "base64" },
        FieldType.Enum => Enum(field.EnumType),
        FieldType.Message => WellKnown(field.MessageType.FullName) ?? Reference(field.MessageType),
        _ => new() { ["type"] = "string" },
    };

    private static JsonObject? WellKnown(string message) => message switch
    {
        "google.protobuf.Timestamp" => new() { ["type"] = "string", ["format"] = "date-time" },
        "google.protobuf.Duration" => new() { ["type"] = "string", ["pattern"] = @"^-?[0-9]+(\.[0-9]+)?s$" },
        "google.protobuf.Struct" => new() { ["type"] = "object" },
        "google.protobuf.Empty" => new() { ["type"] = "object" },
        _ when message.StartsWith("google.protobuf.", StringComparison.Ordinal) => throw new InvalidOperationException($"{message} has no schema yet."),
        _ => null,
    };

    private JsonObject Enum(EnumDescriptor choice)
    {
        var name = NameOf(choice.FullName, choice.Name);
        components[name] = new JsonObject
        {
            ["type"] = "string",
            ["description"] = string.Join('\n', choice.Values.Select(value => $"- `{value.Name}`: {ContractSet.CommentOf(value)}").Prepend($"{ContractSet.CommentOf(choice)}\n")),
            ["enum"] = new JsonArray([.. choice.Values.Select(value => (JsonNode)value.Name)]),
        };
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    // The name alone, or behind the service's where two services have it.
    private string NameOf(string fullName, string name)
    {
        if (!names.TryGetValue(fullName, out var given))
        {
            var service = fullName.Split('.')[1];
            given = names.ContainsValue(name) ? char.ToUpperInvariant(service[0]) + service[1..] + name : name;
            names[fullName] = given;
        }

        return given;
    }
}
