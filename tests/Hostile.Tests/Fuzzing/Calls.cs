using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Google.Api;
using Google.Protobuf.Reflection;

namespace Netralitas.Hostile.Tests.Fuzzing;

/// <summary>Calls of every RPC that the gateway lets pass, by gRPC and as JSON: right ones, nearly right ones, and noise.</summary>
internal sealed partial class Calls(Values values)
{
    // Enough that a service works through several parts of what it stores; most are small.
    private const int MostMessages = 40;

    private static readonly string?[] Callers =
        [null, "bawaslu:00/central", "bawaslu:00/central", "bawaslu:35.75/officer", "bawaslu:35.75/officer", "bawaslu:00/auditor", "bawaslu:00/ops", "bawaslu:00/custodian", "ppk:35.75/agency", "opd:35.75.05/signatory"];

    // Services by which services ask each other do not pass.
    private static readonly string[] Inner = ["netralitas.pledges.v1.PersonPledgeService"];

    /// <summary>Every RPC that passes.</summary>
    internal static IReadOnlyList<MethodDescriptor> Rpcs { get; } =
    [
        .. typeof(Contracts.Queues).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal) && type.Namespace?.StartsWith("Netralitas.Contracts.", StringComparison.Ordinal) == true)
            .Select(type => (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!)
            .SelectMany(file => file.Services).Where(service => !Inner.Contains(service.FullName))
            .SelectMany(service => service.Methods).OrderBy(rpc => rpc.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Calls of one RPC.</summary>
    internal Gen<HostileCall> Of(MethodDescriptor rpc)
    {
        var addresses = Addresses(rpc).ToList();
        var grpc = Grpc(rpc);
        return addresses.Count == 0 ? grpc : Gen.OneOf(grpc, Gen.OneOf([.. addresses.Select(address => Json(rpc, address))]));
    }

    private Gen<HostileCall> Grpc(MethodDescriptor rpc) =>
        Messages(rpc).Select(Caller, OddHeaders(isGrpc: true), (body, caller, headers) => new HostileCall
        {
            Rpc = rpc.FullName,
            Path = $"/{rpc.Service.FullName}/{rpc.Name}",
            ContentType = headers.Remove("content-type", out var other) ? other : "application/grpc",
            Caller = caller,
            Headers = headers,
            Body = Convert.ToBase64String(body),
        });

    // Of a stream as many messages as come, of which the last may be spoilt: one that is refused at its first message shows nothing of what comes later.
    private Gen<byte[]> Messages(MethodDescriptor rpc)
    {
        if (!rpc.IsClientStreaming)
        {
            return values.Wire(rpc.InputType, 0).SelectMany(Spoilt).SelectMany(Framed);
        }

        // Where a message is one of several things, the first one is what begins a stream, and the last one what goes on.
        var (fields, isChoice) = (rpc.InputType.Fields.InFieldNumberOrder(), rpc.InputType.Oneofs.Count > 0);
        var any = values.Wire(rpc.InputType, 0);
        var first = isChoice ? Gen.Frequency((4, values.Wire(fields[0], 0)), (1, any)) : any;
        var next = isChoice ? Gen.Frequency((6, values.Wire(fields[^1], 0)), (1, any)) : any;
        return Gen.Select(first, next.Array[0, MostMessages], next.SelectMany(Spoilt).SelectMany(Framed), (begin, middle, end) =>
            middle.Prepend(begin).SelectMany(message => Frame(message, (uint)message.Length)).Concat(end).ToArray());
    }

    private Gen<HostileCall> Json(MethodDescriptor rpc, (string Method, string Template, bool HasBody) address)
    {
        var path = Values.Together(Variable().Split(address.Template).Select((part, n) => n % 2 == 0 ? Gen.Const(part) : PathValue(rpc, part))).Select(string.Concat);
        var query = address.HasBody ? Gen.Frequency((9, Gen.Const("")), (1, Pick.Of("?x=1", "?%", "?%ff=%fe", "?a=b&a=c", "?" + new string('q', 3000)))) : Query(rpc);
        var body = values.Message(rpc.InputType, 0).SelectMany(SpoiltJson);
        return Gen.Select(path, query, body, Caller, OddHeaders(isGrpc: false), (p, q, b, caller, headers) => new HostileCall
        {
            Rpc = rpc.FullName,
            Method = headers.Remove("method", out var method) ? method : address.Method,
            Path = p + q,
            ContentType = !address.HasBody ? null : headers.Remove("content-type", out var other) ? other : "application/json",
            Caller = caller,
            Headers = headers,
            Body = address.HasBody ? Convert.ToBase64String(b) : "",
        });
    }

    private static Gen<string?> Caller { get; } = Pick.Of(Callers);

    private static IEnumerable<(string Method, string Template, bool HasBody)> Addresses(MethodDescriptor rpc)
    {
        if (rpc.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
        {
            return [];
        }

        return rule.AdditionalBindings.Prepend(rule).Select(r => r.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", r.Get, r.Body.Length > 0),
            HttpRule.PatternOneofCase.Put => ("PUT", r.Put, r.Body.Length > 0),
            HttpRule.PatternOneofCase.Delete => ("DELETE", r.Delete, r.Body.Length > 0),
            HttpRule.PatternOneofCase.Patch => ("PATCH", r.Patch, r.Body.Length > 0),
            _ => ("POST", r.Post, r.Body.Length > 0),
        });
    }

    private Gen<string> PathValue(MethodDescriptor rpc, string name)
    {
        var field = rpc.InputType.FindFieldByName(name.Split('=')[0].Split('.')[0]);
        var value = field.FieldType == FieldType.String ? values.Text(field) : Pick.Of("1", "0", "-1", "2147483648", "x", "1.5", "%20");
        return Gen.Frequency((9, value.Select(Escaped)), (1, Pick.Of("..", "%2e%2e", "%2f", "a%2Fb", "%", "%zz", "%00", "%c3%28", "a;b=c", "a:b", "~", new string('p', 2000))));
    }

    private Gen<string> Query(MethodDescriptor rpc) =>
        Values.Together(rpc.InputType.Fields.InDeclarationOrder().Where(f => f.FieldType != FieldType.Message).Select(field => Gen.Frequency(
                (5, (field.FieldType == FieldType.String ? values.Text(field) : values.Json(field, 4)).Select(v => $"{field.JsonName}={Escaped(v[..Math.Min(v.Length, 1000)])}")),
                (1, Pick.Of($"{field.JsonName}=", $"{field.JsonName}", $"{field.JsonName}.x=1", $"{field.JsonName}=1&{field.JsonName}=2", $"{field.JsonName}=%ff", "tidakAda=1", "=", "%=%")),
                (5, Gen.Const("")))))
            .Select(parts => string.Join('&', parts.Where(p => p.Length > 0)) is { Length: > 0 } query ? $"?{query}" : "");

    private static Gen<byte[]> Spoilt(byte[] message) => Gen.Frequency(
        (12, Gen.Const(message)),
        (1, Gen.Int[0, message.Length].Select(length => message[..length])),
        (1, Gen.Int[0, Math.Max(0, message.Length - 1)].Select(Gen.Byte, (at, b) => message.Length == 0 ? [b] : (byte[])[.. message[..at], b, .. message[(at + 1)..]])),
        (1, Gen.Byte.Array[1, 40].Select(noise => (byte[])[.. message, .. noise])),
        // Groups that are opened and never closed: the deepest nesting that few bytes can ask for.
        (1, Gen.Const(Enumerable.Repeat((byte)0x0B, 20_000).ToArray())));

    private static Gen<byte[]> Framed(byte[] message)
    {
        byte[] Told(uint length, byte flag = 0) => Frame(message, length, flag);
        var length = (uint)message.Length;
        return Gen.Frequency((16, Gen.Const(Told(length))), (4, Pick.Of(
            Told(length + 1), Told(length - 1), Told(uint.MaxValue), Told(int.MaxValue), Told(5_000_000), Told(length, 1), Told(length, 2), Told(length, 255), message, [], [0], [0, 0, 0, 0], [.. Told(length), .. Told(length)])));
    }

    private static byte[] Frame(byte[] message, uint length, byte flag = 0)
    {
        var head = new byte[5];
        head[0] = flag;
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(1), length);
        return [.. head, .. message];
    }

    private static Gen<byte[]> SpoiltJson(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return Gen.Frequency(
            (14, Gen.Const(bytes)),
            (1, Gen.Int[0, bytes.Length].Select(length => bytes[..length])),
            (1, Gen.Int[0, Math.Max(0, bytes.Length - 1)].Select(Gen.Byte, (at, b) => (byte[])[.. bytes[..at], b, .. bytes[Math.Min(at + 1, bytes.Length)..]])),
            (1, Gen.Const(Encoding.UTF8.GetBytes($"{json[..^1]}{(json.Length > 2 ? "," : "")}{json[1..]}"))),
            (2, Pick.Of<byte[]>(
                [], "null"u8.ToArray(), "[]"u8.ToArray(), "\"\""u8.ToArray(), "0"u8.ToArray(), "{"u8.ToArray(), "{\"\":1}"u8.ToArray(), "{\"tidakAda\":1}"u8.ToArray(), [0xEF, 0xBB, 0xBF, .. bytes], [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(json)], [.. bytes, .. bytes],
                Encoding.ASCII.GetBytes(new string('[', 50_000)), Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"report\":", 5_000))), Encoding.ASCII.GetBytes($"{{\"narrative\":{new string('9', 20_000)}}}"),
                Encoding.ASCII.GetBytes("{\"narrative\":\"" + new string('\\', 9_999) + "\"}"), "{\"narrative\":1,\"narrative\":\"a\",\"narrative\":null}"u8.ToArray(), "{\"@type\":\"type.googleapis.com/google.protobuf.Any\"}"u8.ToArray())));
    }

    // A content type and a method are headers here too; whoever makes the call takes them out.
    private static Gen<Dictionary<string, string>> OddHeaders(bool isGrpc) => Gen.Int[0, 19].Select(Pick.Of(isGrpc ? GrpcHeaders : JsonHeaders), (n, pair) =>
        n < 14 ? [] : new Dictionary<string, string> { [pair.Name] = pair.Value });

    private static readonly (string Name, string Value)[] GrpcHeaders =
    [
        ("grpc-encoding", "gzip"), ("grpc-encoding", "identity"), ("grpc-encoding", "ada-ada-saja"), ("grpc-timeout", "1n"), ("grpc-timeout", "-1S"), ("grpc-timeout", "99999999H"), ("grpc-timeout", "x"), ("grpc-timeout", "1m"),
        ("content-type", "application/grpc+json"), ("content-type", "application/grpc+proto"), ("content-type", "application/grpc-web"), ("content-type", "application/grpc;charset=%"), ("grpc-accept-encoding", "\t"), ("te", "trailers"),
        ("authorization", "Bearer"), ("authorization", "Bearer a.b.c"), ("authorization", "Basic eA=="), ("x-bin", "!!"), ("traceparent", "00-00-00-00"), ("traceparent", "sesuatu"), ("expect", "100-continue"), ("host", "lain.contoh"),
    ];

    private static readonly (string Name, string Value)[] JsonHeaders =
    [
        ("content-type", "text/plain"), ("content-type", "application/xml"), ("content-type", "application/json; charset=utf-16"), ("content-type", "application/json; charset=tidak-ada"), ("content-type", "application/x-www-form-urlencoded"),
        ("content-type", "multipart/form-data; boundary=x"), ("content-type", "application/problem+json"), ("content-type", "application/json;;;"), ("method", "GET"), ("method", "HEAD"), ("method", "OPTIONS"), ("method", "PUT"), ("method", "DELETE"), ("method", "PATCH"),
        ("method", "TRACE"), ("method", "ADA"), ("X-HTTP-Method-Override", "DELETE"), ("If-Match", "\"99999999999999\""), ("If-Match", "*"), ("If-Match", "W/\"1\""), ("Idempotency-Key", ""), ("Idempotency-Key", "\""), ("Idempotency-Key", "bukan-uuid"),
        ("Accept", "application/xml"), ("Accept-Language", "en;q=2,*;q=x,,,"), ("Accept-Language", "en"), ("Accept-Encoding", "gzip;q=0"), ("Content-Encoding", "gzip"), ("Content-Encoding", "br"), ("Range", "bytes=9-1"), ("Authorization", "Bearer"), ("Authorization", "Bearer a.b.c"),
        ("Authorization", "Digest x"), ("traceparent", "00-00-00-00"), ("X-Forwarded-For", "::ffff:1.2.3.4%0"), ("Forwarded", "for=\"_x\""), ("Host", "lain.contoh"), ("Expect", "100-continue"), ("Origin", "null"), ("Upgrade", "websocket"), ("grpc-timeout", "1n"),
    ];

    // As it is when it cannot be escaped, which is what a careless client would send.
    private static string Escaped(string value) => string.Concat(Encoding.UTF8.GetBytes(value).Select(b => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)':' ? $"{(char)b}" : $"%{b:X2}"));

    [GeneratedRegex(@"\{([a-z0-9_.]+)(?:=[^}]+)?\}")]
    private static partial Regex Variable();
}
