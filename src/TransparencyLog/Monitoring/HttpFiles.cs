using System.Net;

namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>A log's files at an address, such as <c>https://example.go.id/log/pledges/</c>.</summary>
/// <param name="address">Ends in a slash.</param>
public sealed class HttpFiles(Uri address) : ILogFiles, IDisposable
{
    // A bundle of 256 entries of the largest size.
    private const int LargestFile = 16 * 1024 * 1024;

    private const int MostPauses = 60;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = LargestFile };

    // Without TLS nobody agrees on a version: the suite's own gateway speaks HTTP/2 alone, and a plain file server HTTP/1.1 alone. What was answered once is kept.
    private volatile bool isOld;
    private volatile bool isAnswered;

    /// <inheritdoc/>
    /// <remarks>Whoever reads a large log is told to come again in a while: that is waited for, and is no failure.</remarks>
    public async Task<ReadOnlyMemory<byte>?> TryReadAsync(string path, CancellationToken cancel)
    {
        for (var pauses = 0; ; pauses++)
        {
            using var answer = await SendAsync(path, cancel);
            isAnswered = true;
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            if (answer.StatusCode != HttpStatusCode.TooManyRequests || pauses == MostPauses)
            {
                return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancel);
            }

            var pause = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1);
            await Task.Delay(pause < LongestPause ? pause : LongestPause, cancel);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await SendOnceAsync(path, cancel);
        }
        catch (HttpRequestException) when (!isAnswered && !isOld && address.Scheme == Uri.UriSchemeHttp)
        {
            isOld = true;
            return await SendOnceAsync(path, cancel);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative))
        {
            Version = isOld ? HttpVersion.Version11 : HttpVersion.Version20,
            VersionPolicy = address.Scheme == Uri.UriSchemeHttp ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower,
        };
        return await http.SendAsync(request, cancel);
    }
}
