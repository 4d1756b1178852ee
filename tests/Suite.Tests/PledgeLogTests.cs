using System.Net;
using System.Text;
using Aspire.Hosting.Testing;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;
using Npgsql;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class PledgeLogTests(RunningSuite suite)
{
    private readonly Dictionary<TileAddress, ReadOnlyMemory<byte>> full = [];

    [Fact]
    public async Task Each_signature_comes_into_the_public_log_once_and_shows_nothing_of_who_signed()
    {
        var declaration = await suite.OpenedDeclarationAsync();
        var request = Requests.Signatures(declaration, Requests.Signer(1), Requests.Signer(2), Requests.Signer(3));
        var first = await suite.Signatures.RecordSignaturesAsync(request, suite.As("bawaslu:75.71"));
        await suite.Signatures.RecordSignaturesAsync(request, suite.As("bawaslu:75.71"));
        await suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, Requests.Signer(3)), suite.As("bawaslu:75.71"));

        var wanted = first.Receipts.Select(receipt => receipt.EntryHash.ToBase64()).ToList();
        var all = await Eventually.SeeAsync(ReadLogAsync,
            log => wanted.TrueForAll(hash => log.Any(entry => Convert.ToBase64String(MerkleHash.OfLeaf(entry.ToBytes()).ToArray()) == hash)));
        var stored = await ReadRecordsAsync(declaration);

        Assert.Equal(3, wanted.Count);
        Assert.Equal(3, stored.Count);
        Assert.Equal(all.Count, all.DistinctBy(entry => entry.Commitment).Count());
        Assert.All(all, entry => Assert.True(entry.Kind is CommitmentKind.Pledge or CommitmentKind.Roll));
        Assert.All(stored, record => Assert.DoesNotContain(Requests.Nip(1)[8..], Encoding.UTF8.GetString(record), StringComparison.Ordinal));
        Assert.All(stored, record => Assert.DoesNotContain("Penanda uji", Encoding.UTF8.GetString(record), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_holds_a_receipt_gets_its_proof_without_a_token()
    {
        var declaration = await suite.OpenedDeclarationAsync();
        var recorded = await suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, Requests.Signer(1), Requests.Signer(2)), suite.As("bawaslu:75.71"));
        var receipt = recorded.Receipts[1];

        var answer = await Eventually.SeeAsync(
            () => suite.Proofs.GetProofAsync(new GetProofRequest { SignatureId = receipt.SignatureId, Secret = receipt.Secret }).ResponseAsync, found => found.State == ProofState.Proven);

        Assert.True(TlogProof.TryParse(answer.Proof.Span, out var proof, out var problem), problem);
        Assert.True(OpenedEntry.TryRead(proof.Extra, out var opened, out problem), problem);
        Assert.True(opened.Holds);
        Assert.Contains("\nPenanda uji 2\n", Encoding.UTF8.GetString(opened.Record.Span), StringComparison.Ordinal);
        Assert.True(Checkpoint.TryParse(proof.Checkpoint.Text, out var checkpoint, out problem), problem);
        Assert.True(InclusionProof.Verify(proof.Index, checkpoint.Size, opened.Leaf, [.. proof.Hashes], checkpoint.Root));
        using var files = new HttpFiles(new Uri(suite.App.GetEndpoint("gateway", "grpc"), "/log/pledges/"));
        Assert.StartsWith($"{checkpoint.Origin}\n", Encoding.UTF8.GetString(await files.ReadCheckpointAsync(CancellationToken.None)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("checkpoint/x")]
    [InlineData("last-signed")]
    [InlineData("tile/0/999")]
    public async Task Nothing_else_is_to_be_had(string file)
    {
        using var http = Client();
        using var answer = await http.GetAsync(new Uri($"/log/pledges/{file}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>Reads the log as anybody can, without a token: entries under the published root.</summary>
    private async Task<IReadOnlyList<CommitmentEntry>> ReadLogAsync()
    {
        using var files = new HttpFiles(new Uri(suite.App.GetEndpoint("gateway", "grpc"), "/log/pledges/"));
        Assert.True(SignedNote.TryParse(await files.ReadCheckpointAsync(CancellationToken.None), out var note, out var problem), problem);
        Assert.True(Checkpoint.TryParse(note.Text, out var checkpoint, out problem), problem);
        var edge = TreeEdge.Load(0, _ => default);
        var entries = new List<CommitmentEntry>();
        foreach (var bundle in TileAddress.Of(checkpoint.Size).Where(tile => tile.Level == TileAddress.Entries))
        {
            // What is full never changes.
            var bytes = full.TryGetValue(bundle, out var known) ? known : await files.ReadTileAsync(bundle, CancellationToken.None);
            if (bundle.Width == TileAddress.FullWidth)
            {
                full[bundle] = bytes;
            }

            Assert.True(EntryBundle.TryRead(bytes, bundle.Width, out var read, out problem), problem);
            foreach (var entry in read.Take(bundle.Width))
            {
                Assert.True(CommitmentEntry.TryRead(entry.Span, out var parsed, out problem), problem);
                entries.Add(parsed);
                edge.Append(MerkleHash.OfLeaf(entry.Span));
            }
        }

        Assert.Equal(checkpoint.Root, edge.Root());
        return entries;
    }

    private HttpClient Client() => new()
    {
        BaseAddress = suite.App.GetEndpoint("gateway", "grpc"),
        DefaultRequestVersion = HttpVersion.Version20,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private async Task<List<byte[]>> ReadRecordsAsync(string declaration)
    {
        await using var source = NpgsqlDataSource.Create((await suite.App.GetConnectionStringAsync("pledges-db"))!);
        await using var command = source.CreateCommand("select o.record from log.opening o join pledges.signatures s on s.id = o.subject where s.declaration_id = $1");
        command.Parameters.Add(new() { Value = Guid.Parse(declaration) });
        var records = new List<byte[]>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            records.Add(rows.GetFieldValue<byte[]>(0));
        }

        return records;
    }
}
