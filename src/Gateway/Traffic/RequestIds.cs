using System.Buffers.Binary;
using System.Text.Json;
using Google.Protobuf;

namespace Netralitas.Gateway.Traffic;

/// <summary>Finds the id by which a service knows a repeat, in what a caller sent.</summary>
internal static class RequestIds
{
    // A byte that says whether the message is compressed, and four of its length.
    private const int FrameHeader = 5;

    /// <summary>The id; empty when there is none, or it cannot be seen.</summary>
    /// <param name="request">As it came.</param>
    /// <param name="field">Number of the field.</param>
    /// <param name="body">Its whole body.</param>
    internal static string Of(HttpRequest request, int field, ReadOnlyMemory<byte> body)
    {
        if (field == 0)
        {
            return "";
        }

        var isGrpc = request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true;
        try
        {
            return isGrpc ? OfMessage(body.Span, field) : OfJson(body.Span) is { Length: > 0 } id ? id : request.Headers["Idempotency-Key"] is [{ } key] ? key.Trim().Trim('"') : "";
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidProtocolBufferException or InvalidOperationException)
        {
            // The service will say so.
            return "";
        }
    }

    private static string OfMessage(ReadOnlySpan<byte> body, int field)
    {
        if (body.Length < FrameHeader || body[0] != 0 || BinaryPrimitives.ReadUInt32BigEndian(body[1..]) != body.Length - FrameHeader)
        {
            return "";
        }

        var id = "";
        var message = new CodedInputStream(body[FrameHeader..].ToArray());
        for (var tag = message.ReadTag(); tag != 0; tag = message.ReadTag())
        {
            if (tag == WireFormat.MakeTag(field, WireFormat.WireType.LengthDelimited))
            {
                id = message.ReadString();
            }
            else
            {
                message.SkipLastField();
            }
        }

        return id;
    }

    private static string OfJson(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        if (body.IsEmpty || !json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return "";
        }

        // Given twice, the last one counts, as it does for the service.
        var id = "";
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isId = json.ValueTextEquals("requestId"u8) || json.ValueTextEquals("request_id"u8);
            json.Read();
            id = !isId ? id : json.TokenType == JsonTokenType.String ? json.GetString() ?? "" : "";
            json.Skip();
        }

        return id;
    }
}
