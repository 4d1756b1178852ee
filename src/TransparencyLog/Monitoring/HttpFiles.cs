using System.Net;

namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>A log's files at an address, such as <c>https://example.go.id/log/pledges/</c>.</summary>
public sealed class HttpFiles : ILogFiles, IDisposable
{
    // A bundle of 256 entries of the largest size.
    private const int LargestFile = 16 * 1024 * 1024;

    private readonly HttpClient http;

    /// <summary>A log at an address.</summary>
    /// <param name="address">Ends in a slash.</param>
    public HttpFiles(Uri address) => http = new HttpClient
    {
        BaseAddress = address,
        Timeout = TimeSpan.FromSeconds(30),
        MaxResponseContentBufferSize = LargestFile,
        // The suite's gateway speaks HTTP/2 alone where there is no TLS to agree on a version.
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = address.Scheme == Uri.UriSchemeHttps ? HttpVersionPolicy.RequestVersionOrLower : HttpVersionPolicy.RequestVersionExact,
    };

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> TryReadAsync(string path, CancellationToken cancel)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancel);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancel);
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => http.Dispose();
}
