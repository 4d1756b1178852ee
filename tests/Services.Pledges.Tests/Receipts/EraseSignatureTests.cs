using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Suite.Tests;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Pledges.Tests.Receipts;

/// <summary>Erasure on request and at the end of the purpose [LAW-PDP-01], and of the retention, never during proceedings [LAW-PDP-02].</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class EraseSignatureTests(BackingServices backing)
{
    private static Metadata Central => TestIssuer.As("bawaslu:00", "central");

    [Fact]
    public async Task What_was_recorded_is_gone_the_count_stays_and_the_holder_is_told()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);
        var (receipt, list) = await LoggedAsync(replica);
        var request = Request(receipt);

        Assert.Equal(receipt.SignatureId, (await replica.Erasure.EraseSignatureAsync(request, Central)).SignatureId);
        Assert.Equal(receipt.SignatureId, (await replica.Erasure.EraseSignatureAsync(request, Central)).SignatureId);
        Assert.Equal("SIGNATURE_ALREADY_ERASED", (await Refusal.OfAsync(replica.Erasure.EraseSignatureAsync(Request(receipt), Central))).Reason);

        Assert.Equal(0L, await backing.ScalarAsync<long>(
            "select (select count(*) from log.opening where subject = $1) + (select count(*) from pledges.signatures where id = $1 and (signer_name <> '' or position <> ''))", Guid.Parse(receipt.SignatureId)));
        var read = await replica.Declarations.GetDeclarationAsync(new GetDeclarationRequest { DeclarationId = list.DeclarationId }, Central);
        Assert.Equal((2, 2), (read.Counts.Signatures, read.Counts.PersonalPledges));
        Assert.Single((await replica.Signatures.RecordSignaturesAsync(list, TestIssuer.As("bawaslu:75.71"))).Receipts);
        var told = await Eventually.SeeAsync(() => replica.Proofs.GetProofAsync(GetProofTests.Of(receipt)).ResponseAsync, found => found.Proof.Length > 0);
        Assert.Equal(ProofState.Erased, told.State);
        Assert.True(TlogProof.TryParse(told.Proof.Span, out var proof, out var problem), problem);
        Assert.True(OpenedEntry.TryRead(proof.Extra, out var tombstone, out problem), problem);
        Assert.True(tombstone.Holds && proof.TryVerify(tombstone.Leaf, PledgesProcess.Policy, out _, out problem), problem);
        Assert.True(ErasureRecord.TryRead(tombstone.Record.Span, out var record));
        Assert.Equal(("subject-request", new MerkleHash(receipt.EntryHash.Span)), (record.Basis, record.Leaf));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);

        var refusal = await Refusal.OfAsync(replica.Erasure.EraseSignatureAsync(new EraseSignatureRequest { RequestId = PledgesProcess.NewId(), DecisionNumber = new string('x', 101) }, Central));

        Assert.Equal((StatusCode.InvalidArgument, "ERASURE_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal(["basis", "decision_number", "no_proceedings"], refusal.Fields);
    }

    [Fact]
    public async Task What_is_not_there_and_what_has_no_place_in_the_log_yet_is_refused_and_other_roles_too()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);
        var (receipt, _) = await LoggedAsync(replica);
        var unknown = Request(receipt);
        unknown.SignatureId = PledgesProcess.NewId();
        Assert.Equal("SIGNATURE_UNKNOWN", (await Refusal.OfAsync(replica.Erasure.EraseSignatureAsync(unknown, Central))).Reason);
        unknown.SignatureId = "x";
        Assert.Equal("SIGNATURE_UNKNOWN", (await Refusal.OfAsync(replica.Erasure.EraseSignatureAsync(unknown, Central))).Reason);
        Assert.Equal("ROLE_NOT_ALLOWED", (await Refusal.OfAsync(replica.Erasure.EraseSignatureAsync(Request(receipt), TestIssuer.As("bawaslu:75.71")))).Reason);

        // What a tree must name has a place in it first.
        await using (var away = backing.Owner.CreateCommand("with gone as (delete from log.entry where subject = $1 returning idx) insert into log.entry select idx, '', gen_random_uuid() from gone"))
        {
            away.Parameters.Add(new() { Value = Guid.Parse(receipt.SignatureId) });
            await away.ExecuteNonQueryAsync();
        }

        Assert.Equal("SIGNATURE_NOT_LOGGED", (await Refusal.OfAsync(replica.Erasure.EraseSignatureAsync(Request(receipt), Central))).Reason);
    }

    [Fact]
    public async Task Of_erasures_at_once_one_erases()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);
        var (receipt, _) = await LoggedAsync(replica);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                await replica.Erasure.EraseSignatureAsync(Request(receipt), Central);
                return StatusCode.OK;
            }
            catch (RpcException refused)
            {
                return refused.StatusCode;
            }
        }));

        Assert.Equal([StatusCode.OK, .. Enumerable.Repeat(StatusCode.FailedPrecondition, 5)], outcomes.Order());
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from log.erasure where subject = $1", Guid.Parse(receipt.SignatureId)));
    }

    [Fact]
    public async Task The_services_own_role_cannot_clear_a_signature_whose_erasure_the_log_does_not_tell()
    {
        await using var replica = await PledgesProcess.StartAsync(backing);
        var (receipt, _) = await LoggedAsync(replica);
        await using var source = Npgsql.NpgsqlDataSource.Create(backing.Database);
        await using var clear = source.CreateCommand("select pledges.erase_signature($1)");
        clear.Parameters.Add(new() { Value = Guid.Parse(receipt.SignatureId) });
        await clear.ExecuteNonQueryAsync();
        Assert.Equal("Satu", await backing.ScalarAsync<string>("select signer_name from pledges.signatures where id = $1", Guid.Parse(receipt.SignatureId)));

        foreach (var statement in new[] { "delete from log.opening", "delete from log.erasure", "insert into log.erasure values (gen_random_uuid(), gen_random_uuid(), '', '', '', now())", "update log.promise set note = ''" })
        {
            await using var forbidden = source.CreateCommand(statement);
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => forbidden.ExecuteNonQueryAsync())).SqlState);
        }
    }

    private static EraseSignatureRequest Request(SignatureReceipt receipt) => new()
    {
        RequestId = PledgesProcess.NewId(),
        SignatureId = receipt.SignatureId,
        Basis = ErasureBasis.SubjectRequest,
        DecisionNumber = "uji/1",
        NoProceedings = true,
    };

    private static async Task<(SignatureReceipt Receipt, RecordSignaturesRequest List)> LoggedAsync(PledgesProcess replica)
    {
        var list = await GetProofTests.ListAsync(replica, "Satu", "Dua");
        var receipt = (await replica.Signatures.RecordSignaturesAsync(list, TestIssuer.As("bawaslu:75.71"))).Receipts[0];
        await GetProofTests.SeeProvenAsync(replica, receipt);
        return (receipt, list);
    }
}
