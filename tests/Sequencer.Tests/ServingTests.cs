using System.Net;

namespace Netralitas.Sequencer.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class ServingTests(BackingServices backing)
{
    [Fact]
    public async Task Readers_get_files_with_how_long_they_last_also_while_the_database_is_away()
    {
        await using var log = await TestLog.CreateAsync(backing);
        await log.AddAsync(300);
        await log.SequenceAllAsync();
        await log.PublishAsync();
        await using var without = log.Again("Host=127.0.0.1;Port=1;Database=none;Username=none;Timeout=1");
        await using var process = LogProcess.Start(without);
        using var http = new HttpClient { BaseAddress = await process.ReadyAsync() };

        foreach (var (path, type, cache) in new[]
        {
            ("checkpoint", "text/plain; charset=utf-8", "no-cache, max-age=0"),
            ("tile/0/000", "application/octet-stream", "public, max-age=31536000, immutable"),
            ("tile/0/001.p/44", "application/octet-stream", "public, max-age=31536000, immutable"),
            ("tile/1/000.p/1", "application/octet-stream", "public, max-age=31536000, immutable"),
            ("tile/entries/001.p/44", "application/octet-stream", "public, max-age=31536000, immutable"),
        })
        {
            using var answer = await http.GetAsync(new Uri($"/log/test/{path}", UriKind.Relative));
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
            Assert.Equal(cache.Split(", ").Order(), answer.Headers.GetValues("Cache-Control").Single().Split(", ").Order());
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(log.Options.Folder, path)), await answer.Content.ReadAsByteArrayAsync());
        }

        await File.WriteAllTextAsync(Path.Combine(log.Options.Folder, "tile", "0", "001.tmp"), "");
        foreach (var path in new[] { "", "tile/0/002", "tile/0/001.tmp", "..%2Fsigned%2Flast-signed", "tile/0/..%2F..%2F..%2Fsigned%2Flast-signed", "tile" })
        {
            using var answer = await http.GetAsync(new Uri($"/log/test/{path}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }
}
