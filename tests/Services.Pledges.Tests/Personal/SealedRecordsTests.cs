using System.Text;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Pledges.Tests.Personal;

[Collection(PledgesServiceCollection.Name)]
public sealed class SealedRecordsTests(PledgesService service)
{
    [Fact]
    public async Task What_opens_an_entry_is_stored_sealed_and_given_to_the_holder_of_the_receipt_alone()
    {
        var declaration = await HeldDeclaration.OpenedAsync(service.Replica);
        var receipt = (await declaration.SignAsync(HeldDeclaration.Signer(1))).Receipts.Single();

        var stored = await RecordAsync(receipt);
        var opened = await ProvenAsync(receipt);

        Assert.DoesNotContain(HeldDeclaration.Nip(1), Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
        Assert.DoesNotContain("Penanda uji", Encoding.UTF8.GetString(stored), StringComparison.Ordinal);
        Assert.Contains($"\n{HeldDeclaration.Nip(1)}\n", Encoding.UTF8.GetString(opened.Record.Span), StringComparison.Ordinal);
        using var keys = TestKeys.New();
        Assert.Equal(opened.Record.ToArray(), keys.OpenRecord(stored));
    }

    [Fact]
    public async Task What_was_stored_in_clear_is_sealed_once_and_its_proof_stays_the_same_to_the_byte()
    {
        var declaration = await HeldDeclaration.OpenedAsync(service.Replica);
        var receipt = (await declaration.SignAsync(HeldDeclaration.Signer(1))).Receipts.Single();
        using var keys = TestKeys.New();
        var clear = keys.OpenRecord(await RecordAsync(receipt));
        await service.Backing.ScalarAsync<Guid>("update log.opening set record = $2 where subject = $1 returning subject", Guid.Parse(receipt.SignatureId), clear);
        var before = await ProvenAsync(receipt);
        await using var db = new PledgesDb(new DbContextOptionsBuilder<PledgesDb>().UseNpgsql(service.Backing.Owner).Options);

        await EarlierRecords.SealAsync(db, keys, CancellationToken.None);
        var stored = await RecordAsync(receipt);
        await EarlierRecords.SealAsync(db, keys, CancellationToken.None);
        var after = await ProvenAsync(receipt);

        Assert.Equal(stored, await RecordAsync(receipt));
        Assert.Equal(clear, keys.OpenRecord(stored));
        Assert.NotEqual(clear, stored);
        Assert.Equal(before.ToBytes(), after.ToBytes());
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from log.opening o join pledges.signatures s on s.id = o.subject where get_byte(o.record, 0) <> 1"));
    }

    private Task<byte[]> RecordAsync(SignatureReceipt receipt) => service.Backing.ScalarAsync<byte[]>("select record from log.opening where subject = $1", Guid.Parse(receipt.SignatureId));

    private async Task<OpenedEntry> ProvenAsync(SignatureReceipt receipt)
    {
        var answer = await Eventually.SeeAsync(
            () => service.Replica.Proofs.GetProofAsync(new GetProofRequest { SignatureId = receipt.SignatureId, Secret = receipt.Secret }).ResponseAsync, found => found.State == ProofState.Proven);
        Assert.True(TlogProof.TryParse(answer.Proof.Span, out var proof, out var problem), problem);
        Assert.True(OpenedEntry.TryRead(proof.Extra, out var opened, out problem), problem);
        Assert.True(opened.Holds);
        return opened;
    }
}
