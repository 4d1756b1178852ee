using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Netralitas.Hostile.Tests.Fuzzing;

/// <summary>Makes a failing call smaller, for as long as the answer has the same fault.</summary>
internal static class Smaller
{
    private const int MostAttempts = 150;

    /// <summary>The smallest call found that still fails.</summary>
    internal static async Task<HostileCall> OfAsync(HostileCall call, Func<HostileCall, Task<bool>> stillFails)
    {
        var attempts = 0;
        for (var found = true; found && attempts < MostAttempts;)
        {
            found = false;
            foreach (var candidate in Candidates(call))
            {
                if (++attempts > MostAttempts)
                {
                    break;
                }

                if (await stillFails(candidate))
                {
                    (call, found) = (candidate, true);
                    break;
                }
            }
        }

        return call;
    }

    private static IEnumerable<HostileCall> Candidates(HostileCall call)
    {
        foreach (var name in call.Headers.Keys)
        {
            yield return call with { Headers = call.Headers.Where(h => h.Key != name).ToDictionary() };
        }

        if (call.Path.IndexOf('?', StringComparison.Ordinal) is > 0 and var question && call.Path[(question + 1)..].Split('&') is { Length: > 1 } parts)
        {
            foreach (var part in parts)
            {
                yield return call with { Path = $"{call.Path[..question]}?{string.Join('&', parts.Except([part]))}" };
            }
        }

        foreach (var body in call.IsGrpc ? SmallerMessages(call.Bytes) : SmallerJson(call.Bytes))
        {
            yield return call.With(body);
        }
    }

    private static IEnumerable<byte[]> SmallerJson(byte[] body)
    {
        JsonNode? whole;
        try
        {
            whole = JsonNode.Parse(body);
            // Half a surrogate can be read, and not be written again.
            _ = JsonSerializer.SerializeToUtf8Bytes(whole);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            yield break;
        }

        foreach (var less in Without(whole))
        {
            yield return JsonSerializer.SerializeToUtf8Bytes(less);
        }
    }

    private static IEnumerable<JsonNode?> Without(JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var name in members.Select(m => m.Key))
            {
                var less = members.DeepClone().AsObject();
                less.Remove(name);
                yield return less;
                foreach (var inner in Without(members[name]))
                {
                    less = members.DeepClone().AsObject();
                    less[name] = inner?.DeepClone();
                    yield return less;
                }
            }
        }
        else if (node is JsonArray { Count: > 0 } items)
        {
            yield return new JsonArray();
            if (items.Count > 1)
            {
                yield return new JsonArray(items[0]?.DeepClone());
            }

            foreach (var inner in Without(items[0]))
            {
                yield return new JsonArray(inner?.DeepClone());
            }
        }
    }

    // Field by field, when the frame and the message are whole.
    private static IEnumerable<byte[]> SmallerMessages(byte[] framed)
    {
        if (framed.Length < 6 || BinaryPrimitives.ReadUInt32BigEndian(framed.AsSpan(1)) != framed.Length - 5 || FieldsOf(framed[5..]) is not { } fields)
        {
            yield break;
        }

        for (var left = 0; left < fields.Count; left++)
        {
            var message = fields.Where((_, n) => n != left).SelectMany(f => f).ToArray();
            var head = new byte[5];
            BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(1), (uint)message.Length);
            yield return [.. head, .. message];
        }
    }

    private static List<byte[]>? FieldsOf(byte[] message)
    {
        var fields = new List<byte[]>();
        using var input = new CodedInputStream(message);
        try
        {
            while (!input.IsAtEnd)
            {
                var start = (int)input.Position;
                input.ReadTag();
                input.SkipLastField();
                fields.Add(message[start..(int)input.Position]);
            }

            return fields;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
