using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Evidence in an S3-compatible store: each part is an object under its random name. The store sees sealed bytes only.</summary>
internal sealed class S3EvidenceStore : IEvidenceStore, IDisposable
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    private readonly S3Options options;
    private readonly AmazonS3Client client;

    internal S3EvidenceStore(S3Options options)
    {
        this.options = options;
        client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), new AmazonS3Config
        {
            ServiceURL = options.Address!.AbsoluteUri,
            AuthenticationRegion = options.Region,
            ForcePathStyle = true,
            Timeout = LongestCall,
            MaxErrorRetry = 2,
            // Other makers' stores do not know Amazon's newer checksums; each chunk carries its own tag.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    /// <inheritdoc/>
    public Task WriteAsync(Guid name, ReadOnlyMemory<byte> bytes) => AttemptAsync("written", async () =>
    {
        using var body = MemoryMarshal.TryGetArray(bytes, out var part) ? new MemoryStream(part.Array!, part.Offset, part.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);
        await client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = options.Bucket,
            Key = KeyOf(name),
            InputStream = body,
            ContentType = MediaTypes.Unknown,
            UseChunkEncoding = false,
            AutoCloseStream = false,
        });
    });

    /// <inheritdoc/>
    public Task ReadAsync(Guid name, Memory<byte> into, CancellationToken cancel) => AttemptAsync("read", async () =>
    {
        using var answer = await client.GetObjectAsync(options.Bucket, KeyOf(name), cancel);
        if (answer.ContentLength != into.Length)
        {
            throw new EvidenceStoreException("A part of a file has another length than it was written with.");
        }

        await answer.ResponseStream.ReadExactlyAsync(into, cancel);
    });

    /// <inheritdoc/>
    public Task DeleteAsync(Guid name, CancellationToken cancel) => AttemptAsync("deleted", () => client.DeleteObjectAsync(options.Bucket, KeyOf(name), cancel));

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private string KeyOf(Guid name) => options.Prefix + name.ToString("N", CultureInfo.InvariantCulture);

    private static async Task AttemptAsync(string what, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (AmazonS3Exception exception) when (exception.StatusCode == HttpStatusCode.NotFound && what == "deleted")
        {
            // It is out.
        }
        catch (Exception exception) when (exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException)
        {
            throw new EvidenceStoreException($"A part of a file cannot be {what}.", exception);
        }
    }
}
