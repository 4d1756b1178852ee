using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using Netralitas.Contracts.Notifications.V1;
using Xunit.Abstractions;
using static Netralitas.Suite.Tests.DocumentedApi;

namespace Netralitas.Suite.Tests;

/// <summary>Files of evidence as plain HTTP: by the same rules, and with the same entries, as by the RPCs.</summary>
[Collection(SuiteCollection.Name)]
public sealed class EvidenceFileTests(RunningSuite suite, ITestOutputHelper output)
{
    private const string Officer = "bawaslu:35.75";

    private const int ChunkBytes = 65_536;

    private static readonly byte[] File = RandomNumberGenerator.GetBytes(20 * ChunkBytes + 1234);

    private string Token => suite.Issuer.Token(Officer, "officer");

    private Uri Gateway => suite.App.GetEndpoint("gateway", "http");

    [Fact]
    public async Task An_upload_whose_sender_breaks_off_goes_on_where_it_stopped_and_is_the_same_file()
    {
        using var api = await ReadAsync(Gateway);
        var (report, upload) = await BegunAsync(api, File.Length);
        await BreakOffAsync(api, report, upload);

        // Whole chunks that came after what was seen may become safe until the service knows that nobody sends: then another offset is right.
        await Eventually.SeeAsync(async () =>
        {
            var offset = await OffsetAsync(api, report, upload);
            using var rest = await api.FileAsync("SendFilePart", null, Place(report, upload), new ByteArrayContent(File[offset..]), Code(report), ("Upload-Offset", $"{offset}"));
            return rest.StatusCode;
        }, status => status == HttpStatusCode.NoContent);
        Assert.Equal(File.Length, await OffsetAsync(api, report, upload));
        var evidence = await api.CallAsync("FinishUpload", null, Values(
            ("number", report.Number), ("accessCode", report.AccessCode), ("uploadId", upload), ("sha256", Convert.ToBase64String(SHA256.HashData(File)))));
        using var read = await api.FileAsync("ReadFile", Token, Bukti(report, evidence), null);

        Assert.Equal(File, await read.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=0-0", HttpStatusCode.PartialContent, 0, 1)]
    [InlineData("bytes=65530-65541", HttpStatusCode.PartialContent, 65_530, 12)]
    [InlineData("bytes=-34", HttpStatusCode.PartialContent, 20 * ChunkBytes + 1200, 34)]
    [InlineData("bytes=1311000-9999999", HttpStatusCode.PartialContent, 1_311_000, 20 * ChunkBytes + 1234 - 1_311_000)]
    [InlineData("bytes=1311000-9223372036854775807", HttpStatusCode.PartialContent, 1_311_000, 20 * ChunkBytes + 1234 - 1_311_000)]
    [InlineData("bytes=0-1,5-6", HttpStatusCode.OK, 0, 20 * ChunkBytes + 1234)]
    [InlineData("lines=1-2", HttpStatusCode.OK, 0, 20 * ChunkBytes + 1234)]
    public async Task A_part_is_what_the_range_names(string range, HttpStatusCode status, int from, int length)
    {
        using var api = await ReadAsync(Gateway);
        var (report, evidence) = await HandedInAsync(api);

        using var read = await api.FileAsync("ReadFile", Token, Bukti(report, evidence), null, ("Range", range));

        Assert.Equal(status, read.StatusCode);
        Assert.Equal(File[from..(from + length)], await read.Content.ReadAsByteArrayAsync());
        Assert.Equal(status == HttpStatusCode.OK ? null : new ContentRangeHeaderValue(from, from + length - 1, File.Length), read.Content.Headers.ContentRange);
    }

    [Fact]
    public async Task A_part_behind_the_end_is_refused_with_the_length_and_opens_nothing()
    {
        using var api = await ReadAsync(Gateway);
        var (report, evidence) = await HandedInAsync(api);

        using var read = await api.FileAsync("ReadFile", Token, Bukti(report, evidence), null, ("Range", $"bytes={File.Length}-"));

        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, $"bytes */{File.Length}"), (read.StatusCode, read.Content.Headers.GetValues("Content-Range").Single()));
        Assert.Equal("RANGE_INVALID", Text(JsonNode.Parse(await read.Content.ReadAsStringAsync())!, "reason"));
        Assert.Equal(["CUSTODY_ACT_RECEIVED"], await CustodyAsync(api, report));
    }

    [Fact]
    public async Task Who_has_the_file_or_only_inspects_it_leaves_no_entry_and_who_reads_it_leaves_one()
    {
        using var api = await ReadAsync(Gateway);
        var (report, evidence) = await HandedInAsync(api);

        using var inspected = await api.FileAsync("InspectFile", Token, Bukti(report, evidence), null);
        var tag = inspected.Headers.ETag!.ToString();
        using var same = await api.FileAsync("ReadFile", Token, Bukti(report, evidence), null, ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, File.Length), (same.StatusCode, (int)inspected.Content.Headers.ContentLength!));
        Assert.Equal(["CUSTODY_ACT_RECEIVED"], await CustodyAsync(api, report));

        using var known = await api.FileAsync("InspectFile", Token, Bukti(report, evidence), null, ("If-None-Match", $"W/{tag}"));
        using var other = await api.FileAsync("ReadFile", Token, Bukti(report, evidence), null, ("If-Match", "\"another\""));
        using var unread = await api.FileAsync("InspectFile", Token, Bukti(report, evidence), null, ("If-Match", $"W/{tag}"));
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.PreconditionFailed, HttpStatusCode.PreconditionFailed), (known.StatusCode, other.StatusCode, unread.StatusCode));
        Assert.Equal("EVIDENCE_DIFFERS", Text(JsonNode.Parse(await other.Content.ReadAsStringAsync())!, "reason"));
        using var meant = await api.FileAsync("InspectFile", Token, Bukti(report, evidence), null, ("If-Match", $"\"another\", {tag}"));
        Assert.Equal(HttpStatusCode.OK, meant.StatusCode);
        Assert.Equal(["CUSTODY_ACT_RECEIVED"], await CustodyAsync(api, report));

        using var part = await api.FileAsync("ReadFile", Token, Bukti(report, evidence), null, ("Range", "bytes=1-2"), ("If-Range", tag));
        using var whole = await api.FileAsync("ReadFile", Token, Bukti(report, evidence), null, ("Range", "bytes=1-2"), ("If-Range", "\"another\""));
        Assert.Equal((HttpStatusCode.PartialContent, HttpStatusCode.OK), (part.StatusCode, whole.StatusCode));
        Assert.Equal(["CUSTODY_ACT_RECEIVED", "CUSTODY_ACT_ORIGINAL_OPENED", "CUSTODY_ACT_ORIGINAL_OPENED"], await CustodyAsync(api, report));
    }

    [Fact]
    public async Task A_file_is_an_attachment_that_nothing_may_run_load_or_keep()
    {
        using var api = await ReadAsync(Gateway);
        var (report, evidence) = await HandedInAsync(api, "../<b>\u202Egpj.exe \u00e9");

        using var read = await api.FileAsync("ReadFile", Token, Bukti(report, evidence), null);

        string Header(string name) => read.Headers.Concat(read.Content.Headers).Single(header => header.Key == name).Value.Single();
        Assert.Equal("sandbox; default-src 'none'; frame-ancestors 'none'", Header("Content-Security-Policy"));
        Assert.Equal(("nosniff", "no-store", "same-origin"), (Header("X-Content-Type-Options"), Header("Cache-Control"), Header("Cross-Origin-Resource-Policy")));
        Assert.StartsWith("attachment; filename=", Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.EndsWith("filename*=UTF-8''bgpj.exe%20%C3%A9", Header("Content-Disposition"), StringComparison.Ordinal);
        Assert.Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(File))}:", Header("Repr-Digest"));
    }

    [Theory]
    [InlineData(0, "CHUNK_INVALID")]
    [InlineData(1, "CHUNK_INVALID")]
    [InlineData(-3, "UPLOAD_INCOMPLETE")]
    public async Task A_body_that_is_not_the_rest_is_refused_as_by_the_RPC(int longer, string reason)
    {
        using var api = await ReadAsync(Gateway);
        var (report, upload) = await BegunAsync(api, ChunkBytes);
        if (longer == 0)
        {
            using var first = await api.FileAsync("SendFilePart", null, Place(report, upload), new ByteArrayContent(File[..ChunkBytes]), Code(report), ("Upload-Offset", "0"));
        }

        using var refused = await api.FileAsync("SendFile", null, Place(report, upload), new ByteArrayContent(File[..(ChunkBytes + longer)]), Code(report));

        Assert.Equal((HttpStatusCode.BadRequest, reason), (refused.StatusCode, Text(JsonNode.Parse(await refused.Content.ReadAsStringAsync())!, "reason")));
    }

    [Theory]
    [InlineData("sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:", "UPLOAD_DIFFERS")]
    [InlineData("sha-256=nonsense", "UPLOAD_INVALID")]
    public async Task A_file_that_is_not_what_its_hash_says_is_no_evidence(string digest, string reason)
    {
        using var api = await ReadAsync(Gateway);
        var (report, upload) = await BegunAsync(api, 3);

        using var refused = await api.FileAsync("SendFile", null, Place(report, upload), new ByteArrayContent([1, 2, 3]), Code(report), ("Repr-Digest", digest));

        Assert.Equal((HttpStatusCode.BadRequest, reason), (refused.StatusCode, Text(JsonNode.Parse(await refused.Content.ReadAsStringAsync())!, "reason")));
        Assert.Empty((await api.CallAsync("ListCaseEvidence", Token, Values(("number", report.Number))))["evidence"]!.AsArray());
    }

    [Fact]
    public async Task An_upload_that_was_begun_without_a_token_goes_on_without_one()
    {
        using var api = await ReadAsync(Gateway);
        var (report, upload) = await BegunAsync(api, 3);

        using var refused = await api.FileAsync("SendFile", Token, Place(report, upload), new ByteArrayContent([1, 2, 3]), Code(report));
        Assert.Equal((HttpStatusCode.BadRequest, "UPLOAD_BEGUN_OTHERWISE"), (refused.StatusCode, Text(JsonNode.Parse(await refused.Content.ReadAsStringAsync())!, "reason")));

        using var taken = await api.FileAsync("SendFile", null, Place(report, upload), new ByteArrayContent([1, 2, 3]), Code(report));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    [Fact]
    public async Task A_wrong_code_and_an_office_without_part_in_the_case_find_nothing()
    {
        using var api = await ReadAsync(Gateway);
        var (report, evidence) = await HandedInAsync(api);
        var (_, upload) = await BegunAsync(api, 3, report);

        using var guessed = await api.FileAsync("SendFilePart", null, Place(report, upload), new ByteArrayContent([1, 2, 3]), ("Netralitas-Access-Code", "0000-0000-0000-0000-0000-0000"), ("Upload-Offset", "0"));
        using var foreign = await api.FileAsync("ReadFile", suite.Issuer.Token("bawaslu:75.71", "officer"), Bukti(report, evidence), null);
        using var nobody = await api.FileAsync("ReadFile", null, Bukti(report, evidence), null);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized), (guessed.StatusCode, foreign.StatusCode, nobody.StatusCode));
        Assert.Equal(["CUSTODY_ACT_RECEIVED"], await CustodyAsync(api, report));
    }

    [Fact]
    public async Task A_body_that_stands_still_is_given_up_by_the_service_and_what_came_is_safe()
    {
        using var api = await ReadAsync(Gateway);
        var (report, upload) = await BegunAsync(api, File.Length);
        using var socket = await SendHeadAsync(report, upload);
        var stream = socket.GetStream();
        await stream.WriteAsync(File.AsMemory(0, (2 * ChunkBytes) + 5));
        var (status, answer) = await AnsweredAsync(stream, "UPLOAD_TOO_SLOW");

        Assert.Equal("HTTP/1.1 504 Gateway Timeout", status);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Equal(2 * ChunkBytes, await OffsetAsync(api, report, upload));
    }

    [Fact]
    public async Task An_upload_whose_token_is_revoked_ends_and_says_why_and_what_came_is_safe()
    {
        using var api = await ReadAsync(Gateway);
        var report = await ExaminedCase.SubmittedAsync(api, Token);
        var person = Guid.NewGuid().ToString();
        var token = suite.Issuer.Token(Officer, "officer", person: person);
        var upload = Text(await api.CallAsync("BeginUpload", token, Values(("number", report.Number), ("sizeBytes", $"{File.Length}"), ("name", "rekaman.bin"))), "uploadId");
        using var socket = await SendHeadAsync(report, upload, $"Authorization: Bearer {token}");
        await socket.GetStream().WriteAsync(File.AsMemory(0, (17 * ChunkBytes) + 5));
        await Eventually.SeeAsync(SafeAsync, safe => safe >= 16 * ChunkBytes);

        await new TokenRevocationService.TokenRevocationServiceClient(suite.Channel).RevokeTokensAsync(
            new RevokeTokensRequest { RequestId = Guid.NewGuid().ToString(), Kind = RevokedKind.Subject, Value = person, Cause = RevocationCause.TokenLeaked }, suite.As("bawaslu:00", "central"));
        var watch = Stopwatch.StartNew();
        var (status, answer) = await AnsweredAsync(socket.GetStream(), "TOKEN_REVOKED");

        output.WriteLine($"{watch.ElapsedMilliseconds} ms");
        Assert.Equal("HTTP/1.1 401 Unauthorized", status);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Equal(17 * ChunkBytes, await SafeAsync());

        async Task<int> SafeAsync() => await OffsetAsync(api, report, upload, Token);
    }

    private async Task<(ExaminedCase Report, JsonNode Evidence)> HandedInAsync(DocumentedApi api, string name = "rekaman.bin")
    {
        var (report, upload) = await BegunAsync(api, File.Length, name: name);
        using var sent = await api.FileAsync("SendFile", null, Place(report, upload), new ByteArrayContent(File), Code(report));
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        return (report, JsonNode.Parse(await sent.Content.ReadAsStringAsync())!);
    }

    private async Task<(ExaminedCase Report, string Upload)> BegunAsync(DocumentedApi api, int size, ExaminedCase? report = null, string name = "rekaman.bin")
    {
        report ??= await ExaminedCase.SubmittedAsync(api, Token);
        return (report, Text(await api.CallAsync("BeginUpload", null, Values(("number", report.Number), ("accessCode", report.AccessCode), ("sizeBytes", $"{size}"), ("name", name))), "uploadId"));
    }

    // A connection that is cut in the middle of a body whose length was promised, once the first part of 1 MiB is safe.
    private async Task BreakOffAsync(DocumentedApi api, ExaminedCase report, string upload)
    {
        using var socket = await SendHeadAsync(report, upload);
        await socket.GetStream().WriteAsync(File.AsMemory(0, (17 * ChunkBytes) + 777));
        await Eventually.SeeAsync(() => OffsetAsync(api, report, upload), safe => safe >= 16 * ChunkBytes);
    }

    private Task<TcpClient> SendHeadAsync(ExaminedCase report, string upload) => SendHeadAsync(report, upload, $"Netralitas-Access-Code: {report.AccessCode}");

    private async Task<TcpClient> SendHeadAsync(ExaminedCase report, string upload, string sender)
    {
        var socket = new TcpClient(Gateway.Host, Gateway.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT /v1/reports/{report.Number}/uploads/{upload} HTTP/1.1\r\nHost: gateway\r\n{sender}\r\nContent-Type: application/octet-stream\r\nContent-Length: {File.Length}\r\n\r\n"));
        return socket;
    }

    // Up to the line that has the reason: the connection may stay open.
    private static async Task<(string? Status, string Answer)> AnsweredAsync(Stream stream, string reason)
    {
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync();
        var answer = new StringBuilder();
        var line = status;
        for (; line?.Contains(reason, StringComparison.Ordinal) == false; line = await reader.ReadLineAsync())
        {
            answer.AppendLine(line);
        }

        Assert.NotNull(line);
        return (status, answer.ToString());
    }

    private static Task<int> OffsetAsync(DocumentedApi api, ExaminedCase report, string upload) => OffsetAsync(api, report, upload, null, Code(report));

    private static async Task<int> OffsetAsync(DocumentedApi api, ExaminedCase report, string upload, string? token, params (string Name, string Value)[] headers)
    {
        using var state = await api.FileAsync("InspectUpload", token, Place(report, upload), null, headers);
        return int.Parse(state.Headers.GetValues("Upload-Offset").Single(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<IEnumerable<string>> CustodyAsync(DocumentedApi api, ExaminedCase report) =>
        (await api.CallAsync("ListCaseEvidence", Token, Values(("number", report.Number))))["evidence"]![0]!["custody"]!.AsArray().Select(entry => Text(entry!, "act"));

    private static (string Name, string Value) Code(ExaminedCase report) => ("Netralitas-Access-Code", report.AccessCode);

    private static JsonObject Place(ExaminedCase report, string upload) => Values(("number", report.Number), ("uploadId", upload));

    private static JsonObject Bukti(ExaminedCase report, JsonNode evidence) => Values(("number", report.Number), ("evidence", evidence["evidence"]!.DeepClone()));
}
