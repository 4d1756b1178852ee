using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.Tests.EvidenceFiles;

/// <summary>Both stores by the same rules: a folder, and a server that speaks S3 and works each signature out again by the published rules.</summary>
public sealed class StoreTests : IAsyncLifetime
{
    private const string Secret = "uji-rahasia";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("netralitas-evidence-");
    private readonly Dictionary<string, byte[]> objects = [];
    private WebApplication? server;
    private bool isBroken;

    public async Task InitializeAsync()
    {
        // Without configuration: the service's own lies beside the tests and names its ports.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await server!.DisposeAsync();
        root.Delete(recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_part_is_read_as_it_was_written_until_it_is_deleted(bool isS3)
    {
        var store = Store(isS3);
        var (name, bytes) = (Guid.NewGuid(), RandomNumberGenerator.GetBytes(ChunkSealing.LargestPart));
        await store.WriteAsync(name, bytes);
        var read = new byte[bytes.Length];
        await store.ReadAsync(name, read, CancellationToken.None);

        Assert.Equal(bytes, read);
        await Assert.ThrowsAsync<EvidenceStoreException>(() => store.ReadAsync(name, new byte[bytes.Length - 1], CancellationToken.None));
        await store.DeleteAsync(name, CancellationToken.None);
        await store.DeleteAsync(name, CancellationToken.None);
        await Assert.ThrowsAsync<EvidenceStoreException>(() => store.ReadAsync(name, read, CancellationToken.None));
    }

    [Fact]
    public async Task A_part_in_the_folder_lies_two_levels_down_and_nothing_unfinished_is_left()
    {
        var name = Guid.NewGuid();
        await Store(isS3: false).WriteAsync(name, new byte[10]);

        var text = name.ToString("N", CultureInfo.InvariantCulture);
        Assert.Equal(Path.Combine(root.FullName, text[..2], text[2..4], text), Assert.Single(Directory.GetFiles(root.FullName, "*", SearchOption.AllDirectories)));
    }

    [Fact]
    public async Task A_folder_that_takes_nothing_and_a_store_that_fails_or_trusts_another_key_say_so()
    {
        var file = Path.Combine(root.FullName, "berkas");
        await File.WriteAllTextAsync(file, "");
        await Assert.ThrowsAsync<EvidenceStoreException>(() => new FolderEvidenceStore(Path.Combine(file, "folder")).WriteAsync(Guid.NewGuid(), new byte[1]));
        await Assert.ThrowsAsync<EvidenceStoreException>(() => Store(isS3: true, secret: "lain").WriteAsync(Guid.NewGuid(), new byte[1]));
        isBroken = true;
        await Assert.ThrowsAsync<EvidenceStoreException>(() => Store(isS3: true).WriteAsync(Guid.NewGuid(), new byte[1]));
        Assert.Empty(objects);
    }

    [Fact]
    public void Settings_that_are_wrong_are_all_named()
    {
        Assert.Empty(new EvidenceOptions { Folder = "/bukti" }.Problems());
        Assert.Contains("Reports:Evidence:Folder", Assert.Single(new EvidenceOptions().Problems()), StringComparison.Ordinal);
        Assert.Equal(5, new EvidenceOptions { S3 = new S3Options { Address = new Uri("http://s3.example.go.id") }, MaxFileBytes = 0 }.Problems().Count());
    }

    private IEvidenceStore Store(bool isS3, string secret = Secret) => isS3
        ? new S3EvidenceStore(new S3Options { Address = new Uri(server!.Urls.Single()), Bucket = "bukti", Region = "id-1", AccessKey = "uji", SecretKey = secret, Prefix = "netralitas/" })
        : new FolderEvidenceStore(root.FullName);

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var path = context.Request.Path.Value!;
        if (isBroken || !path.StartsWith("/bukti/netralitas/", StringComparison.Ordinal) || !IsSigned(context.Request, body.ToArray()))
        {
            context.Response.StatusCode = isBroken ? 503 : 403;
            return;
        }

        switch (context.Request.Method)
        {
            case "PUT":
                objects[path] = body.ToArray();
                break;
            case "DELETE":
                objects.Remove(path);
                context.Response.StatusCode = 204;
                break;
            case "GET" when objects.TryGetValue(path, out var found):
                context.Response.ContentLength = found.Length;
                await context.Response.Body.WriteAsync(found);
                break;
            default:
                context.Response.StatusCode = 404;
                break;
        }
    }

    // AWS Signature Version 4, from its description: nothing of the client's code is used.
    private static bool IsSigned(HttpRequest request, byte[] body)
    {
        var parts = request.Headers.Authorization.ToString()["AWS4-HMAC-SHA256 ".Length..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var scope = parts["Credential"].Split('/')[1..];
        var payload = request.Headers["x-amz-content-sha256"].ToString();
        if (payload != Convert.ToHexStringLower(SHA256.HashData(body)))
        {
            return false;
        }

        var query = string.Join('&', request.Query.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}"));
        var headers = string.Concat(parts["SignedHeaders"].Split(';').Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n"));
        var canonical = $"{request.Method}\n{request.Path.Value}\n{query}\n{headers}\n{parts["SignedHeaders"]}\n{payload}";
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"]}\n{string.Join('/', scope)}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Aggregate(Encoding.UTF8.GetBytes($"AWS4{Secret}"), (with, part) => HMACSHA256.HashData(with, Encoding.UTF8.GetBytes(part)));
        return scope is [_, "id-1", "s3", "aws4_request"] && parts["Signature"] == Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }
}
