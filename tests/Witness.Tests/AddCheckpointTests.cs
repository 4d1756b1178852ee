using System.Net;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Witness.Tests;

/// <summary>One running witness for many tests, each with a log of its own.</summary>
public sealed class RunningWitness : IAsyncLifetime
{
    private readonly Queue<TestLog> unused = new(Enumerable.Range(0, 24).Select(n => new TestLog($"log.netralitas.test/{n}")));
    private TestLog[] logs = [];

    internal WitnessFolder Folder { get; } = new();

    internal WitnessProcess Process { get; private set; } = null!;

    internal TestLog NewLog() => unused.Dequeue();

    public async Task InitializeAsync()
    {
        logs = [.. unused];
        Process = await WitnessProcess.StartAsync(Folder, logs);
    }

    public async Task DisposeAsync()
    {
        await Process.DisposeAsync();
        Folder.Dispose();
        Array.ForEach(logs, log => log.Dispose());
    }
}

public sealed class AddCheckpointTests(RunningWitness running) : IClassFixture<RunningWitness>
{
    private readonly TestLog log = running.NewLog();

    private WitnessProcess Witness => running.Process;

    [Fact]
    public async Task A_checkpoint_that_only_grew_is_signed()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        foreach (var (oldSize, size) in new[] { (0, 3), (3, 4), (4, 4), (4, 64) })
        {
            var answer = await Witness.AddAsync(log.Request(oldSize, size));

            Assert.Equal((HttpStatusCode.OK, "text/plain; charset=utf-8"), (answer.Status, answer.Type));
            Assert.StartsWith($"\u2014 {running.Folder.Key.Name} ", answer.Body, StringComparison.Ordinal);
            Assert.Equal(answer.Body.Length - 1, answer.Body.IndexOf('\n', StringComparison.Ordinal));
            var opened = running.Folder.Open(log, log.Note(size) + answer.Body);
            Assert.Equal(size, opened.Checkpoint.Size);
            Assert.InRange(Assert.Single(opened.Cosignatures).CosignedAt!.Value, before, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        }
    }

    [Fact]
    public async Task An_empty_log_is_signed_and_grows_from_there()
    {
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(log.Request(0, 0))).Status);
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(log.Request(0, 5))).Status);
        Assert.Equal(5, running.Folder.Open(log, (await Witness.LatestAsync(log)).Body).Checkpoint.Size);
    }

    [Fact]
    public async Task The_same_call_twice_gets_409_with_the_size_and_from_there_a_signature()
    {
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(log.Request(0, 3))).Status);
        var latest = await Witness.LatestAsync(log);

        Assert.Equal(new Answer(HttpStatusCode.Conflict, "text/x.tlog.size", "3\n"), await Witness.AddAsync(log.Request(0, 3)));
        Assert.Equal(latest, await Witness.LatestAsync(log));
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(log.Request(3, 3))).Status);
    }

    [Fact]
    public async Task A_log_that_does_not_know_asks_from_zero_and_is_told()
    {
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(log.Request(0, 17))).Status);

        Assert.Equal(new Answer(HttpStatusCode.Conflict, "text/x.tlog.size", "17\n"), await Witness.AddAsync(log.Request(0, 20)));
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(log.Request(17, 20))).Status);
    }

    [Fact]
    public async Task Before_the_first_signature_the_size_is_zero() =>
        Assert.Equal(new Answer(HttpStatusCode.Conflict, "text/x.tlog.size", "0\n"), await Witness.AddAsync(log.Request(3, 5)));

    [Fact]
    public async Task Each_refusal_has_its_status_and_changes_nothing()
    {
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(log.Request(0, 5))).Status);
        var latest = await Witness.LatestAsync(log);
        using var unknown = new TestLog("log.netralitas.test/unknown");
        using var stranger = new TestLog(log.Origin);
        var right = log.Request(5, 9);
        var text = Encoding.UTF8.GetString(right.ToBytes());
        var broken = right.Note.Signatures[0] with { Signature = new byte[64] };

        await RefusedAsync(HttpStatusCode.BadRequest, []);
        await RefusedAsync(HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes(text.Replace("old 5", "old 05", StringComparison.Ordinal)));
        await RefusedAsync(HttpStatusCode.BadRequest, Encoding.UTF8.GetBytes(text[..^1]));
        await RefusedAsync(HttpStatusCode.BadRequest, (right with { Proof = [.. Enumerable.Repeat(MerkleHash.Empty, 64)] }).ToBytes());
        await RefusedAsync(HttpStatusCode.BadRequest, log.Request(5, 4).ToBytes());
        await RefusedAsync(HttpStatusCode.NotFound, unknown.Request(0, 5).ToBytes());
        await RefusedAsync(HttpStatusCode.Forbidden, stranger.Request(5, 9).ToBytes());
        await RefusedAsync(HttpStatusCode.Forbidden, (right with { Note = right.Note.With(broken) }).ToBytes());
        await RefusedAsync(HttpStatusCode.Forbidden, (right with { Note = new SignedNote(log.Checkpoint(10).Text, right.Note.Signatures) }).ToBytes());
        await RefusedAsync(HttpStatusCode.Conflict, log.Request(4, 9).ToBytes());
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, (right with { Proof = [] }).ToBytes());
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, (right with { Proof = [.. right.Proof, MerkleHash.Empty] }).ToBytes());
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, log.Request(5, 9, forged: true).ToBytes());
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, (log.Request(5, 5) with { Proof = [MerkleHash.Empty] }).ToBytes());
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, log.Request(5, 5, forged: true).ToBytes());
        await RefusedAsync(HttpStatusCode.RequestEntityTooLarge, new byte[AddCheckpoint.MaxBodyBytes + 1]);

        Assert.Equal(latest, await Witness.LatestAsync(log));
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(right)).Status);
    }

    [Fact]
    public async Task A_wrong_root_of_the_empty_tree_and_a_proof_from_nothing_are_422()
    {
        var bad = new Checkpoint(log.Origin, 0, default);

        await RefusedAsync(HttpStatusCode.UnprocessableEntity, new AddCheckpointRequest(0, [], log.Sign(bad), bad).ToBytes());
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, (log.Request(0, 5) with { Proof = [MerkleHash.Empty] }).ToBytes());
        Assert.Equal(HttpStatusCode.NotFound, (await Witness.LatestAsync(log)).Status);
    }

    [Fact]
    public async Task A_log_that_shows_two_trees_is_not_signed_for_and_told_of_with_its_own_signature()
    {
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(log.Request(0, 5))).Status);
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, log.Request(5, 5, forged: true).ToBytes());

        await Eventually.SeeAsync(() => Task.FromResult(Witness.Output), output => output.Contains($"{log.Origin} has signed two trees", StringComparison.Ordinal));
        Assert.Contains(log.Note(5, forged: true).Signatures[0].ToString(), Witness.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_signed_is_shown_with_the_logs_signature_and_the_witnesss_and_no_other()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Witness.LatestAsync(log)).Status);
        using var other = new SignerKey("witness.example/other", SignatureType.Cosignature, Ed25519PrivateKey.Generate());
        var request = log.Request(0, 5);
        var answer = await Witness.AddAsync(request with { Note = request.Note.With(other.Cosign(request.Note.Text, DateTimeOffset.UtcNow)) });

        var latest = await Witness.LatestAsync(log);

        Assert.Equal(new Answer(HttpStatusCode.OK, "text/plain; charset=utf-8", log.Note(5) + answer.Body), latest);
        Assert.Equal(5, running.Folder.Open(log, latest.Body).Checkpoint.Size);
    }

    [Theory]
    [InlineData("/0000000000000000000000000000000000000000000000000000000000000000/checkpoint")]
    [InlineData("/witness/checkpoint")]
    [InlineData("/..%2f..%2fkey/checkpoint")]
    [InlineData("/checkpoint")]
    [InlineData("/")]
    public async Task Nothing_else_is_shown(string path) => Assert.Equal(HttpStatusCode.NotFound, (await Witness.GetAsync(path)).Status);

    [Fact]
    public async Task The_hash_of_an_origin_is_in_lower_case()
    {
        Assert.Equal(HttpStatusCode.OK, (await Witness.AddAsync(log.Request(0, 5))).Status);

        Assert.Equal(HttpStatusCode.NotFound, (await Witness.GetAsync($"/{log.Hash.ToUpperInvariant()}/checkpoint")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Witness.GetAsync($"/{log.Hash}/checkpoint")).Status);
    }

    [Fact]
    public async Task The_secret_is_never_told()
    {
        await Witness.AddAsync(log.Request(0, 5));
        var secret = (await File.ReadAllTextAsync(running.Folder.KeyFile)).TrimEnd().Split('+', 5)[4];

        Assert.Equal(44, secret.Length);
        Assert.DoesNotContain(secret, Witness.Output, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(running.Folder.State), file => Assert.DoesNotContain(secret, File.ReadAllText(file), StringComparison.Ordinal));
    }

    private async Task RefusedAsync(HttpStatusCode status, byte[] body)
    {
        var answer = await Witness.PostAsync(body);

        Assert.True(status == answer.Status, $"{status} for {Encoding.UTF8.GetString(body)}: {answer}");
        Assert.DoesNotContain('\u2014', answer.Body);
    }
}
