using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;

/// <summary>Makes the request message of one HTTP rule from body, path and query.</summary>
internal sealed class RequestReader(MessageDescriptor type, string body, PathTemplate path, MessageJson json)
{
    private const int MostReserved = 64 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly FieldDescriptor? bodyField = body is "" or "*"
        ? null
        : type.FindFieldByName(body) ?? throw new InvalidOperationException($"{type.FullName} has no field '{body}' for the body.");

    private readonly List<(PathVariable Variable, IReadOnlyList<FieldDescriptor> Fields)> variables =
        [.. path.Variables.Select(variable => (variable, Fields(type, variable.FieldPath)
            ?? throw new InvalidOperationException($"{type.FullName} has no field '{string.Join('.', variable.FieldPath)}' for the path.")))];

    internal async Task<IMessage> ReadAsync(HttpRequest request)
    {
        try
        {
            var message = await ReadBodyAsync(request);
            foreach (var (variable, fields) in variables)
            {
                Set(message, fields, [PathValue(request, variable)]);
            }

            if (body != "*")
            {
                ReadQuery(message, request);
            }

            return message;
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or JsonException or DecoderFallbackException or ArgumentException)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "Request JSON payload is not correctly formatted.", exception));
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, exception.Message, exception));
        }
    }

    private static List<FieldDescriptor>? Fields(MessageDescriptor type, IEnumerable<string> names)
    {
        List<FieldDescriptor> found = [];
        var current = type;
        foreach (var name in names)
        {
            if (current is null || current.Fields.InFieldNumberOrder().FirstOrDefault(field => field.JsonName == name || field.Name == name) is not { } field)
            {
                return null;
            }

            found.Add(field);
            current = field.FieldType == FieldType.Message && !field.IsRepeated ? field.MessageType : null;
        }

        return found.Count == 0 ? null : found;
    }

    private string PathValue(HttpRequest request, PathVariable variable) => string.Join('/', variable.Parts.Select(part => part switch
    {
        { IsParameter: false } => part.Text,
        _ when part.Text == path.RestParameter && path.VerbAfterRest.Length > 0 => request.RouteValues[part.Text]!.ToString()![..^path.VerbAfterRest.Length],
        _ => request.RouteValues[part.Text]?.ToString() ?? "",
    }));

    private async Task<IMessage> ReadBodyAsync(HttpRequest request)
    {
        if (body.Length == 0)
        {
            return json.Read("{}", type);
        }

        if (!request.HasJsonContentType())
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "Request content-type of application/json is required."));
        }

        var charset = MediaTypeHeaderValue.Parse(request.ContentType).Charset.Value?.Trim('"');
        var encoding = string.IsNullOrEmpty(charset) || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? StrictUtf8
            : Encoding.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        using var read = new MemoryStream(request.ContentLength is { } length and < MostReserved ? (int)length : 0);
        await request.Body.CopyToAsync(read, request.HttpContext.RequestAborted);
        // A mark of the byte order before the text is none of it, as for JsonSerializer.
        var text = encoding.GetString(read.GetBuffer(), 0, (int)read.Length).TrimStart(ByteOrderMark);
        if (bodyField is null)
        {
            return json.Read(text, type);
        }

        using var value = JsonDocument.Parse(text);
        return json.Read($"{{\"{bodyField.Name}\":{value.RootElement.GetRawText()}}}", type);
    }

    private void ReadQuery(IMessage message, HttpRequest request)
    {
        foreach (var (name, values) in request.Query)
        {
            // What path and body bind, the query does not; and a name that is no field is nobody's.
            if (Fields(type, name.Split('.')) is { } fields && fields[0] != bodyField && !variables.Any(variable => variable.Fields.SequenceEqual(fields)))
            {
                Set(message, fields, [.. values.Select(value => value ?? "")]);
            }
        }
    }

    // By way of JSON, so that timestamps, wrappers, enums and numbers are read as they are in a body.
    private void Set(IMessage message, IReadOnlyList<FieldDescriptor> fields, IReadOnlyList<string> values)
    {
        var last = fields[^1];
        if (last.IsMap || (!last.IsRepeated && values.Count != 1))
        {
            throw new ArgumentException($"'{last.Name}' takes one value.");
        }

        // Text is the same in JSON as in an address.
        if (fields.Count == 1 && last is { FieldType: FieldType.String, IsRepeated: false })
        {
            last.Accessor.SetValue(message, values[0]);
            return;
        }

        JsonNode? value = last.IsRepeated ? new JsonArray([.. values.Select(text => Value(last, text))]) : Value(last, values[0]);
        for (var n = fields.Count - 1; n >= 0; n--)
        {
            value = new JsonObject { [fields[n].Name] = value };
        }

        if (fields.Count == 1)
        {
            last.Accessor.Clear(message);
        }

        message.MergeFrom(json.Read(value!.ToJsonString(), type).ToByteArray());
    }

    private static JsonValue? Value(FieldDescriptor field, string text) => field.FieldType switch
    {
        FieldType.Bool => JsonValue.Create(bool.Parse(text)),
        FieldType.Enum when int.TryParse(text, out var number) => JsonValue.Create(number),
        FieldType.Message when field.MessageType.FullName == "google.protobuf.BoolValue" => JsonValue.Create(bool.Parse(text)),
        _ => JsonValue.Create(text),
    };
}
