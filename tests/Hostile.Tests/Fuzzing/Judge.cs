using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Netralitas.Hostile.Tests.Standing;

namespace Netralitas.Hostile.Tests.Fuzzing;

/// <summary>Makes a call and says what is wrong with the answer, whatever was asked.</summary>
internal sealed partial class Judge(StandingSuite suite) : IDisposable
{
    // UNKNOWN, INTERNAL and UNAVAILABLE: nothing is broken or away while these calls are made, so no call may be told so.
    private static readonly int[] OurFault = [2, 13, 14];

    private const int DeadlineExceeded = 4;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    // A stream that watches has nothing to say for as long as nothing happens.
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(1);

    // A wrong code for a number that there is is answered later each time, on purpose.
    private static readonly TimeSpan SlowedDown = TimeSpan.FromSeconds(3);

    // What the server takes of a request line (Kestrel's MaxRequestLineSize).
    private const int LongestLine = 8192;

    // How long to wait for answers that may be late.
    private static readonly Dictionary<string, TimeSpan> Patience = Calls.Rpcs.Where(rpc => rpc.IsServerStreaming || TakesCode(rpc.InputType))
        .ToDictionary(rpc => rpc.FullName, rpc => rpc.IsServerStreaming ? Watched : SlowedDown);

    private readonly HttpClient json = StandingSuite.NewClient(suite.JsonAddress);
    private readonly HttpClient grpc = StandingSuite.NewClient(suite.GrpcAddress);
    private readonly Dictionary<string, string> tokens = [];

    public void Dispose()
    {
        json.Dispose();
        grpc.Dispose();
    }

    /// <summary>What is wrong with the answer to a call; null for nothing.</summary>
    internal async Task<string?> FaultAsync(HostileCall call)
    {
        try
        {
            return call.IsGrpc ? await AskAsync(call, grpc) : await AskJsonAsync(call);
        }
        catch (HttpRequestException exception)
        {
            return $"the call broke: {exception.HttpRequestError} {exception.InnerException?.Message ?? exception.Message}";
        }
    }

    private async Task<string?> AskJsonAsync(HostileCall call)
    {
        try
        {
            return await AskAsync(call, json);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ResponseEnded)
        {
            // A server may close a connection of HTTP/1.1 whenever it has answered (RFC 9112, 9.5), and a call may be on its way on it. On a connection of its own it is answered, or it is at fault.
            using var own = StandingSuite.NewClient(suite.JsonAddress);
            return await AskAsync(call, own);
        }
        catch (HttpRequestException) when (call.Path.Length > LongestLine)
        {
            // A line that is longer than the server takes is answered and closed on before its end is sent: whether the answer is read first is a race of the two sides.
            return null;
        }
    }

    private async Task<string?> AskAsync(HostileCall call, HttpClient client)
    {
        var begun = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(Patience.GetValueOrDefault(call.Rpc, Deadline));
        try
        {
            using var request = Request(call);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var body = await answer.Content.ReadAsByteArrayAsync(limit.Token);
            return call.IsGrpc ? OfGrpc(call, answer) : OfJson(call, answer, body);
        }
        catch (OperationCanceledException)
        {
            return Patience.ContainsKey(call.Rpc) ? null : $"no answer within {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s";
        }
    }

    private HttpRequestMessage Request(HostileCall call)
    {
        var address = new Uri((call.IsGrpc ? suite.GrpcAddress : suite.JsonAddress).GetLeftPart(UriPartial.Authority) + call.Path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(call.Method), address)
        {
            Version = call.IsGrpc ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (call.ContentType is not null)
        {
            request.Content = new ByteArrayContent(call.Bytes);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        }

        if (call.Caller is { } caller && !call.Headers.Keys.Contains("Authorization", StringComparer.OrdinalIgnoreCase))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TokenOf(caller));
        }

        foreach (var (name, value) in call.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private string TokenOf(string caller)
    {
        lock (tokens)
        {
            return tokens.TryGetValue(caller, out var token) ? token : tokens[caller] = suite.Issuer.Token(caller.Split('/')[0], caller.Split('/')[1]);
        }
    }

    private static string? OfGrpc(HostileCall call, HttpResponseMessage answer)
    {
        string? Told(string name) => answer.TrailingHeaders.TryGetValues(name, out var late) || answer.Headers.TryGetValues(name, out late) ? late.First() : null;
        if (answer.StatusCode != HttpStatusCode.OK || !int.TryParse(Told("grpc-status"), out var status))
        {
            return $"HTTP {(int)answer.StatusCode} without a gRPC status";
        }

        if (status == 0)
        {
            return null;
        }

        if (Told("grpc-status-details-bin") is not { } details)
        {
            return $"status {status} without details";
        }

        var told = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
        // Field 1 of ErrorInfo is its reason; one release of the package calls it Type, another Reason.
        var reason = told.Details.Where(d => d.Is(ErrorInfo.Descriptor)).Select(d => (string)ErrorInfo.Descriptor.FindFieldByNumber(1).Accessor.GetValue(d.Unpack<ErrorInfo>())).FirstOrDefault() ?? "";
        return OurFault.Contains(status) || (status == DeadlineExceeded && !call.Headers.ContainsKey("grpc-timeout")) || !Reason().IsMatch(reason) || reason == "INTERNAL_ERROR" ? $"status {status} {reason}" : null;
    }

    private static string? OfJson(HostileCall call, HttpResponseMessage answer, byte[] body)
    {
        var status = (int)answer.StatusCode;
        // Who gives a call no time is told so.
        if (status >= 500 && !(status == (int)HttpStatusCode.GatewayTimeout && call.Headers.ContainsKey("grpc-timeout")))
        {
            return $"HTTP {status}: {Start(body)}";
        }

        // What is no path, or leaves that of the API, is the web server's to refuse.
        if (call.Method is "HEAD" || (body.Length == 0 && (status is 414 || (status is 400 or 404 && StrangePath().IsMatch(call.Path)))))
        {
            return null;
        }

        if (status >= 400)
        {
            return ReasonOf(body) is { } reason && Reason().IsMatch(reason) && answer.Content.Headers.ContentType?.MediaType == "application/problem+json" ? null : $"HTTP {status} is no problem detail: {Start(body)}";
        }

        return status == 200 && (answer.Content.Headers.ContentType?.MediaType == "application/x-ndjson" || IsJson(body)) ? null : $"HTTP {status}: {answer.Content.Headers.ContentType} {Start(body)}";
    }

    // Of the call itself, or of the upload that a stream names first.
    private static bool TakesCode(MessageDescriptor message) =>
        message.Fields.InDeclarationOrder().Any(f => f.Name == "access_code" || (f.ContainingOneof is not null && f.FieldType == FieldType.Message && TakesCode(f.MessageType)));

    private static string? ReasonOf(byte[] body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.GetProperty("reason").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsJson(byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Start(byte[] body) => Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 300)));

    [GeneratedRegex("^[A-Z][A-Z0-9_]{2,62}$")]
    private static partial Regex Reason();

    [GeneratedRegex(@"\.\.|%2e%2e|%00|%(?![0-9A-Fa-f]{2})|%[89A-Fa-f]", RegexOptions.IgnoreCase)]
    private static partial Regex StrangePath();
}
