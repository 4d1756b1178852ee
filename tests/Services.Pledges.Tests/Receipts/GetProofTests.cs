using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Suite.Tests;
using Netralitas.TransparencyLog;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Receipts;

[Collection(BackingServicesCollection.Name)]
public sealed class GetProofTests(BackingServices backing)
{
    private static Metadata Officer => TestIssuer.As("bawaslu:75.71");

    [Fact]
    public async Task Each_signature_gets_a_receipt_and_the_list_a_promise_that_covers_it()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);
        var request = await ListAsync(replica, "Satu", "Dua", "Tiga");

        var answer = await replica.Signatures.RecordSignaturesAsync(request, Officer);

        Assert.Equal(3, answer.Receipts.DistinctBy(receipt => receipt.Secret).Count());
        Assert.All(answer.Receipts, receipt => Assert.Equal((36, 32, 32), (receipt.SignatureId.Length, receipt.Secret.Length, receipt.EntryHash.Length)));
        var edge = TreeEdge.Load(0, _ => default);
        answer.Receipts.ToList().ForEach(receipt => edge.Append(new MerkleHash(receipt.EntryHash.Span)));
        Assert.True(SignedNote.TryParse(System.Text.Encoding.UTF8.GetBytes(answer.Promise), out var note, out var problem), problem);
        Assert.True(InclusionPromise.TryOpen(note, PledgesProcess.Policy, out var promise, out problem), problem);
        Assert.Equal((3L, edge.Root(), TimeSpan.FromHours(24)), (promise.Size, promise.Root, promise.MaximumMergeDelay));

        foreach (var (receipt, name) in answer.Receipts.Zip(["Satu", "Dua", "Tiga"]))
        {
            var opened = await SeeProvenAsync(replica, receipt);
            Assert.Equal(receipt.Secret.ToByteArray(), opened.Nonce.ToArray());
            Assert.Equal(receipt.EntryHash.ToByteArray(), opened.Leaf.ToArray());
            Assert.Contains($"\n{name}\n", System.Text.Encoding.UTF8.GetString(opened.Record.Span), StringComparison.Ordinal);
        }

        // The service's own monitor sees that the promise is kept.
        await Eventually.SeeAsync(() => backing.ScalarAsync<bool>("select kept_at is not null from log.promise where id = $1", Guid.Parse(answer.PromiseId)), isKept => isKept);
    }

    [Fact]
    public async Task The_same_list_again_and_at_once_has_the_same_receipts_and_what_was_recorded_before_has_none()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);
        var request = await ListAsync(replica, "Satu", "Dua");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => replica.Signatures.RecordSignaturesAsync(request, Officer).ResponseAsync));
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(2, answers[0].Receipts.Count);

        var number = new Wire.Signature { SignerName = "Tiga", SignerNumber = "190001011920011999" };
        RecordSignaturesRequest Again() => new() { RequestId = PledgesProcess.NewId(), DeclarationId = request.DeclarationId, Signatures = { number } };
        Assert.Single((await replica.Signatures.RecordSignaturesAsync(Again(), Officer)).Receipts);
        var second = await replica.Signatures.RecordSignaturesAsync(Again(), Officer);
        Assert.Equal((0, 1, "", ""), (second.Receipts.Count, second.AlreadyRecorded, second.Promise, second.PromiseId));
    }

    [Fact]
    public async Task No_secret_of_a_receipt_is_kept_with_the_answer_to_its_request()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);
        var request = await ListAsync(replica, "Satu");
        var answer = await replica.Signatures.RecordSignaturesAsync(request, Officer);

        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from messaging.request where position($1 in answer) > 0", answer.Receipts[0].Secret.ToByteArray()));
    }

    [Fact]
    public async Task Until_a_checkpoint_has_it_the_holder_gets_the_promise_with_when_to_ask_again()
    {
        // Earlier tests' replicas published; this one does not.
        await using var replica = await PledgesProcess.StartAsync(backing, checkpointSeconds: 86_400);
        var request = await ListAsync(replica, "Satu", "Dua");
        var receipt = (await replica.Signatures.RecordSignaturesAsync(request, Officer)).Receipts[1];

        var waiting = await replica.Proofs.GetProofAsync(Of(receipt));
        if (waiting.State == ProofState.Promised)
        {
            Assert.InRange(waiting.PromisedUntil.ToDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(24));
            Assert.True(waiting.RetryAfterSeconds > 0);
        }

        Assert.True(TlogProof.TryParse(waiting.Proof.Span, out var file, out var problem), problem);
        Assert.Equal(waiting.State == ProofState.Promised, file.IsPromise);
    }

    [Fact]
    public async Task Whoever_has_no_receipt_gets_nothing_and_learns_nothing()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);
        var receipts = (await replica.Signatures.RecordSignaturesAsync(await ListAsync(replica, "Satu", "Dua"), Officer)).Receipts;
        GetProofRequest[] wrong =
        [
            new() { SignatureId = receipts[0].SignatureId, Secret = receipts[1].Secret },
            new() { SignatureId = receipts[0].SignatureId },
            new() { SignatureId = PledgesProcess.NewId(), Secret = receipts[0].Secret },
            new() { SignatureId = "x", Secret = ByteString.CopyFrom(new byte[10_000]) },
            new(),
        ];

        foreach (var request in wrong)
        {
            var refusal = await Refusal.OfAsync(replica.Proofs.GetProofAsync(request));
            Assert.Equal((StatusCode.NotFound, "PROOF_NOT_FOUND"), (refusal.Code, refusal.Reason));
            Assert.Equal("Nomor tanda tangan atau kode rahasia tidak cocok. Salin keduanya dari tanda terima, tanpa mengubah apa pun.", refusal.Message);
        }
    }

    [Fact]
    public async Task Whoever_got_no_answer_sends_the_list_again_and_has_the_receipts_of_what_was_stored()
    {
        RecordSignaturesRequest request;
        await using (var dying = await PledgesProcess.StartAsync(backing, "signatures.after_commit_before_reply"))
        {
            request = await ListAsync(dying, "Satu", "Dua");
            var unanswered = await Assert.ThrowsAsync<RpcException>(() => dying.Signatures.RecordSignaturesAsync(request, Officer).ResponseAsync);
            Assert.Equal(StatusCode.Unavailable, unanswered.StatusCode);
            await dying.SeeDeadAsync();
        }

        await using var next = await PledgesProcess.StartAsync(backing);
        var answer = await next.Signatures.RecordSignaturesAsync(request, Officer);

        Assert.Equal((2, 2), (answer.Recorded, answer.Receipts.Count));
        Assert.Equal(2L, await backing.ScalarAsync<long>("select count(*) from pledges.signatures where declaration_id = $1", Guid.Parse(request.DeclarationId)));
        await SeeProvenAsync(next, answer.Receipts[0]);
    }

    internal static GetProofRequest Of(SignatureReceipt receipt) => new() { SignatureId = receipt.SignatureId, Secret = receipt.Secret };

    internal static async Task<RecordSignaturesRequest> ListAsync(PledgesProcess replica, params string[] names) => new()
    {
        RequestId = PledgesProcess.NewId(),
        DeclarationId = await replica.OpenedDeclarationAsync(),
        Signatures = { names.Select(name => new Wire.Signature { SignerName = name, Position = "Staf" }) },
    };

    /// <summary>Waits for the proof, and checks it as its holder does.</summary>
    internal static async Task<OpenedEntry> SeeProvenAsync(PledgesProcess replica, SignatureReceipt receipt)
    {
        var answer = await Eventually.SeeAsync(() => replica.Proofs.GetProofAsync(Of(receipt)).ResponseAsync, found => found.State == ProofState.Proven);
        Assert.Equal((0, null), (answer.RetryAfterSeconds, answer.PromisedUntil));
        Assert.True(TlogProof.TryParse(answer.Proof.Span, out var proof, out var problem), problem);
        Assert.True(OpenedEntry.TryRead(proof.Extra, out var opened, out problem), problem);
        Assert.True(opened.Holds);
        Assert.True(proof.TryVerify(opened.Leaf, PledgesProcess.Policy, out _, out problem), problem);
        return opened;
    }
}
