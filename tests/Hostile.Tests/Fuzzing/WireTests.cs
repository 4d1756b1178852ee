using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Netralitas.Hostile.Tests.Standing;

namespace Netralitas.Hostile.Tests.Fuzzing;

/// <summary>Bytes that are no HTTP, nearly HTTP, or HTTP that never ends: the gateway refuses or hangs up, and serves everyone else meanwhile.</summary>
[Collection(StandingSuiteCollection.Name)]
public sealed partial class WireTests(StandingSuite suite)
{
    // The web server gives headers half a minute.
    private static readonly TimeSpan HangsUpWithin = TimeSpan.FromSeconds(45);

    // Requests that are whole in a way, and must be answered or cut off. None may succeed.
    private static readonly (string What, string Request)[] Refused =
    [
        ("chunk without a size", $"{Post}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"),
        ("chunk of a size beyond all", $"{Post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc"),
        ("chunk size that overflows", $"{Post}Transfer-Encoding: chunked\r\n\r\n{new string('f', 40)}\r\nabc"),
        ("length that is negative", $"{Post}Content-Length: -1\r\n\r\n{{}}"),
        ("length that is no number", $"{Post}Content-Length: dua\r\n\r\n{{}}"),
        ("length beyond all", $"{Post}Content-Length: 99999999999999999999\r\n\r\n{{}}"),
        ("two lengths", $"{Post}Content-Length: 2\r\nContent-Length: 30\r\n\r\n{{}}"),
        ("unknown transfer encoding", $"{Post}Transfer-Encoding: gzip, chunked, ada\r\n\r\n0\r\n\r\n"),
        ("header of 100 KB", $"GET /v1/regions/35 HTTP/1.1\r\nHost: a\r\nX-A: {new string('a', 100_000)}\r\n\r\n"),
        ("500 headers", $"GET /v1/regions/35 HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Range(0, 500).Select(n => $"X-{n}: a\r\n"))}\r\n"),
        ("address of 20 KB", $"GET /v1/regions/{new string('a', 20_000)} HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("no host", "GET /v1/regions/35 HTTP/1.1\r\n\r\n"),
        ("two hosts", "GET /v1/regions/35 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        ("NUL in the address", "GET /v1/regions/35\0 HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("space in the address", "GET /v1/regions/3 5 HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("NUL in a header", "GET /v1/regions/35 HTTP/1.1\r\nHost: a\r\nX-A: a\0b\r\n\r\n"),
        ("header without a colon", "GET /v1/regions/35 HTTP/1.1\r\nHost: a\r\nXA\r\n\r\n"),
        ("header that is folded", "GET /v1/regions/35 HTTP/1.1\r\nHost: a\r\nX-A: a\r\n b\r\n\r\n"),
        ("unknown version", "GET /v1/regions/35 HTTP/9.9\r\nHost: a\r\n\r\n"),
        ("method of noise", "G\u0001T /v1/regions/35 HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("way out of the tree", "GET /v1/../../../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("way out of the log", "GET /log/receipts/../../../../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("escaped way out of the log", "GET /log/receipts/%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("escaped slashes out of the log", "GET /log/receipts/..%2f..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("NUL in a name of the log", "GET /log/receipts/checkpoint%00.txt HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("way out of the documents", "GET /docs/..%2f..%2fappsettings.json HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("tunnel", "CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("HTTP/2 on the port of HTTP/1.1", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        ("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003 sesuatu\r\n\r\n"),
    ];

    // What begins and does not go on.
    private static readonly (string What, string Start)[] Stalled =
    [
        ("nothing after the first line", "POST /v1/reports HTTP/1.1\r\n"),
        ("headers that never end", "POST /v1/reports HTTP/1.1\r\nHost: a\r\nX-A: "),
        ("body that stops", $"{Post}Content-Length: 1000\r\n\r\n{{\"narrative\":\"CONTOH"),
        ("chunks that stop", $"{Post}Transfer-Encoding: chunked\r\n\r\n5\r\n{{\"nar\r\n"),
    ];

    // A length, a type, flags and a stream; then what the frame holds.
    private static readonly (string What, byte[] Frames)[] Http2 =
    [
        ("headers that are no HPACK", Frame(1, 5, 1, [.. Enumerable.Repeat((byte)0xFF, 60)])),
        ("frame longer than was agreed", [0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0, 1, .. new byte[1000]]),
        ("data of no stream", Frame(0, 1, 0, new byte[10])),
        ("data of a stream that is not open", Frame(0, 1, 7, new byte[10])),
        ("headers that go on without end", [.. Frame(1, 0, 1, [0x82]), .. Enumerable.Range(0, 3000).SelectMany(_ => Frame(9, 0, 1, [.. Enumerable.Repeat((byte)0x82, 50)]))]),
        ("window that does not grow", Frame(8, 0, 0, new byte[4])),
        ("window that overflows", [.. Frame(8, 0, 0, [0x7F, 0xFF, 0xFF, 0xFF]), .. Frame(8, 0, 0, [0x7F, 0xFF, 0xFF, 0xFF])]),
        ("settings of an odd length", Frame(4, 0, 0, new byte[5])),
        ("settings of a stream", Frame(4, 0, 3, [])),
        ("stream of an even number", Frame(1, 5, 2, [0x82, 0x86, 0x84])),
        ("stream that depends on itself", Frame(1, 0x25, 1, [0, 0, 0, 1, 0, 0x82])),
        ("padding longer than the frame", Frame(0, 9, 1, [0xFF, 1, 2])),
    ];

    // Many whole frames that make work, as fast as they go.
    private static readonly (string What, byte[] Frames)[] Floods =
    [
        ("pings", [.. Enumerable.Range(0, 20_000).SelectMany(_ => Frame(6, 0, 0, new byte[8]))]),
        ("settings", [.. Enumerable.Range(0, 20_000).SelectMany(_ => Frame(4, 0, 0, []))]),
        ("streams that are given up at once", [.. Enumerable.Range(0, 5_000).SelectMany(n => (byte[])[.. Frame(1, 4, (2 * n) + 1, [0x83, 0x86, 0x84, 0x41, 1, (byte)'a']), .. Frame(3, 0, (2 * n) + 1, [0, 0, 0, 8])])]),
        ("empty data", [.. Frame(1, 4, 1, [0x83, 0x86, 0x84, 0x41, 1, (byte)'a']), .. Enumerable.Range(0, 20_000).SelectMany(_ => Frame(0, 0, 1, []))]),
    ];

    private const string Post = "POST /v1/reports HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

    [Fact]
    public async Task What_is_no_request_is_refused_or_cut_off_and_nobody_else_waits()
    {
        var faults = await Task.WhenAll(
        [
            .. Refused.Select(each => RefusedAsync(each.What, each.Request)),
            .. Stalled.Select(each => StalledAsync(each.What, each.Start)),
            .. Http2.Select(each => CutOffAsync(each.What, each.Frames)),
            .. Floods.Select(each => EndureAsync(each.What, each.Frames)),
            ServedMeanwhileAsync(),
        ]);

        Assert.Empty(faults.OfType<string>());
        Assert.All(suite.Services, process => Assert.True(Directory.Exists($"/proc/{process.Id}"), $"{process.Command} is gone"));
        Assert.Null(await ServedAsync());
    }

    private static byte[] Frame(byte type, byte flags, int stream, byte[] payload) =>
        [(byte)(payload.Length >> 16), (byte)(payload.Length >> 8), (byte)payload.Length, type, flags, (byte)(stream >> 24), (byte)(stream >> 16), (byte)(stream >> 8), (byte)stream, .. payload];

    private async Task<string?> RefusedAsync(string what, string request)
    {
        var (answer, _) = await TalkAsync(suite.JsonAddress.Port, Encoding.Latin1.GetBytes(request), closes: true);
        var statuses = StatusLine().Matches(answer).Select(line => line.Groups[1].Value).ToList();
        return statuses.All(status => status[0] == '4' || status == "505") ? null : $"{what}: {string.Join(' ', statuses)} {answer[..Math.Min(200, answer.Length)]}";
    }

    private async Task<string?> StalledAsync(string what, string start)
    {
        var (answer, isClosed) = await TalkAsync(suite.JsonAddress.Port, Encoding.Latin1.GetBytes(start), closes: false);
        return !isClosed ? $"{what}: still open after {HangsUpWithin.TotalSeconds} s" : StatusLine().Match(answer).Groups[1].Value is ['5', ..] or ['2', ..] ? $"{what}: {answer[..Math.Min(200, answer.Length)]}" : null;
    }

    private async Task<string?> CutOffAsync(string what, byte[] frames) =>
        (await TalkAsync(suite.GrpcAddress.Port, [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, 0, []), .. frames], closes: false)).IsClosed ? null : $"{what}: still open";

    // The server may hang up or bear it, as it likes.
    private async Task<string?> EndureAsync(string what, byte[] frames)
    {
        _ = what;
        await TalkAsync(suite.GrpcAddress.Port, [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(4, 0, 0, []), .. frames], closes: true);
        return null;
    }

    private async Task<string?> ServedMeanwhileAsync()
    {
        for (var n = 0; n < 20; n++)
        {
            if (await ServedAsync() is { } fault)
            {
                return $"meanwhile: {fault}";
            }
        }

        return null;
    }

    private async Task<string?> ServedAsync()
    {
        using var client = StandingSuite.NewClient(suite.JsonAddress);
        using var answer = await client.GetAsync(new Uri("/v1/regions/35.75", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.OK ? null : $"{answer.StatusCode}";
    }

    /// <summary>Sends bytes and reads what comes until the other side hangs up.</summary>
    /// <param name="port">Port of the gateway.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="closes">Whether this side sends no more after them, and says so.</param>
    private static async Task<(string Answer, bool IsClosed)> TalkAsync(int port, byte[] bytes, bool closes)
    {
        using var limit = new CancellationTokenSource(HangsUpWithin);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        var stream = client.GetStream();
        var answer = new MemoryStream();
        var sending = SendAsync(client, stream, bytes, closes, limit.Token);
        try
        {
            await stream.CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // Cut off, which is an end too.
        }
        catch (OperationCanceledException)
        {
            return (Encoding.Latin1.GetString(answer.ToArray()), false);
        }

        await sending;
        return (Encoding.Latin1.GetString(answer.ToArray()), true);
    }

    private static async Task SendAsync(TcpClient client, NetworkStream stream, byte[] bytes, bool closes, CancellationToken cancel)
    {
        try
        {
            await stream.WriteAsync(bytes, cancel);
            if (closes)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The other side has hung up already.
        }
    }

    [GeneratedRegex(@"HTTP/1\.1 ([0-9]{3})")]
    private static partial Regex StatusLine();
}
