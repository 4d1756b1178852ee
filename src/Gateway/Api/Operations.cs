using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Netralitas.ServiceDefaults;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Netralitas.Gateway.Api;

/// <summary>Operations of the document: one for each HTTP address of an RPC.</summary>
internal sealed class Operations(Schemas schemas)
{
    /// <summary>One operation.</summary>
    /// <param name="rpc">The RPC.</param>
    /// <param name="binding">Its address.</param>
    /// <param name="needsToken">Whether only callers with a token may make it.</param>
    internal JsonObject Of(MethodDescriptor rpc, HttpBinding binding, bool needsToken)
    {
        var comment = ContractSet.CommentOf(rpc);
        var expected = binding.Body.Length > 0 ? VersionFields.ExpectedBy(rpc.InputType) : null;
        var operation = new JsonObject
        {
            ["operationId"] = rpc.Name,
            ["tags"] = new JsonArray(TagOf(rpc.Service)),
            ["summary"] = comment.Split(". ", 2)[0].Split(".\n", 2)[0].TrimEnd('.'),
            ["description"] = comment,
            ["security"] = needsToken ? new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }) : new JsonArray(),
            ["parameters"] = new JsonArray([.. PathParameters(rpc, binding), .. QueryParameters(rpc, binding), .. HeaderParameters(rpc, binding, expected)]),
        };
        if (binding.Body.Length > 0)
        {
            operation["requestBody"] = Body(rpc, binding);
        }

        var responses = new JsonObject { ["200"] = Success(rpc) };
        foreach (var (status, answer) in Refusals.Of(rpc, needsToken, expected is not null))
        {
            responses[status] = answer;
        }

        operation["responses"] = responses;
        return operation;
    }

    /// <summary>The tag of a service's operations, for example <c>Intake</c>.</summary>
    internal static string TagOf(ServiceDescriptor service) => service.Name.Replace("Service", "", StringComparison.Ordinal);

    private IEnumerable<JsonNode> PathParameters(MethodDescriptor rpc, HttpBinding binding) => binding.PathFields.Select(path =>
    {
        var schema = schemas.Field(FieldAt(rpc.InputType, path), isRequest: true);
        return Parameter(HttpBinding.JsonName(path), "path", isRequired: true, schema);
    });

    private IEnumerable<JsonNode> QueryParameters(MethodDescriptor rpc, HttpBinding binding) =>
        binding.Body == "*" ? [] : QueryFields(rpc.InputType, binding, "").Select(field => (JsonNode)Parameter(field.Path, "query", isRequired: false, schemas.Field(field.Field, isRequest: true)));

    // Every field that neither path nor body holds; the parts of a message by their paths.
    private static IEnumerable<(string Path, FieldDescriptor Field)> QueryFields(MessageDescriptor message, HttpBinding binding, string prefix)
    {
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            var isBound = binding.PathFields.Contains(prefix + field.Name) || (prefix.Length == 0 && field.Name == binding.Body);
            if (isBound || field.IsMap)
            {
                continue;
            }

            var isNested = field.FieldType == FieldType.Message && !field.MessageType.FullName.StartsWith("google.protobuf.", StringComparison.Ordinal);
            if (!isNested)
            {
                yield return (HttpBinding.JsonName(prefix + field.Name), field);
            }
            else if (!field.IsRepeated)
            {
                foreach (var inner in QueryFields(field.MessageType, binding, $"{prefix}{field.Name}."))
                {
                    yield return inner;
                }
            }
        }
    }

    private static IEnumerable<JsonNode> HeaderParameters(MethodDescriptor rpc, HttpBinding binding, FieldDescriptor? expected)
    {
        if (binding.Body.Length > 0 && rpc.InputType.FindFieldByName("request_id") is not null)
        {
            yield return Parameter("Idempotency-Key", "header", isRequired: false, new JsonObject
            {
                ["type"] = "string",
                ["description"] = "Pengganti `requestId` bila isinya tidak menyebutnya. Panggilan ulang dengan nilai yang sama mendapat jawaban yang pertama.",
            });
        }

        if (expected is not null)
        {
            yield return Parameter("If-Match", "header", isRequired: false, new JsonObject
            {
                ["type"] = "string",
                ["description"] = $"Pengganti `{expected.JsonName}` bila isinya tidak menyebutnya: ETag dari jawaban terakhir. Bila sudah berubah, jawabannya 412.",
            });
        }
    }

    private JsonObject Body(MethodDescriptor rpc, HttpBinding binding)
    {
        var content = new JsonObject
        {
            ["schema"] = binding.Body == "*" ? schemas.Reference(rpc.InputType, [.. binding.PathFields]) : schemas.Field(FieldAt(rpc.InputType, binding.Body), isRequest: true),
        };
        if (Examples.Of(rpc.Name) is { } example)
        {
            content["example"] = example;
        }

        return new JsonObject { ["required"] = true, ["content"] = new JsonObject { ["application/json"] = content } };
    }

    private JsonObject Success(MethodDescriptor rpc)
    {
        var success = new JsonObject { ["description"] = ContractSet.CommentOf(rpc.OutputType) };
        if (!rpc.IsServerStreaming && VersionFields.IsCarriedBy(rpc.OutputType))
        {
            success["headers"] = new JsonObject
            {
                ["ETag"] = new JsonObject { ["description"] = "Versi sesudah panggilan ini, untuk `If-Match`.", ["schema"] = new JsonObject { ["type"] = "string" } },
            };
        }

        // Of a server stream each line is one message, and the last one what ended it if it was refused.
        var type = rpc.IsServerStreaming ? "application/x-ndjson" : "application/json";
        JsonObject schema = rpc.IsServerStreaming
            ? new() { ["anyOf"] = new JsonArray(schemas.Reference(rpc.OutputType), new JsonObject { ["$ref"] = $"#/components/schemas/{Refusals.InStream}" }) }
            : schemas.Reference(rpc.OutputType);
        success["content"] = new JsonObject { [type] = new JsonObject { ["schema"] = schema } };
        return success;
    }

    private static JsonObject Parameter(string name, string place, bool isRequired, JsonObject schema)
    {
        var description = schema["description"]?.DeepClone();
        schema.Remove("description");
        return new JsonObject { ["name"] = name, ["in"] = place, ["required"] = isRequired, ["description"] = description, ["schema"] = schema };
    }

    private static FieldDescriptor FieldAt(MessageDescriptor message, string path)
    {
        var names = path.Split('.');
        var owner = names[..^1].Aggregate(message, (current, name) => current.FindFieldByName(name).MessageType);
        return owner.FindFieldByName(names[^1]) ?? throw new InvalidOperationException($"{message.FullName} has no field {path}.");
    }
}
