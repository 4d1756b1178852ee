using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.Rolls;
using Netralitas.Services.Pledges.Tests.States;

namespace Netralitas.Services.Pledges.Tests.Signing;

/// <summary>Whatever way a signature is given, its signer has a receipt that proves it.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class ReceiptTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Who_signs_on_a_device_gets_the_receipt_and_gets_it_again()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var request = await DeviceAsync(declaration, 1);
        var answer = await Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber));
        var again = await Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber));
        var later = await Replica.Own.SignPledgeAsync(await DeviceAsync(declaration, 1), TestIssuer.Signatory(HeldDeclaration.Nip(1)));

        Assert.Equal(answer, again);
        Assert.Equal((true, null, "", ""), (later.WasSigned, later.Receipt, later.Promise, later.PromiseId));
        await SeeHoldsAsync(answer.Receipt);
    }

    [Fact]
    public async Task Who_got_no_answer_on_a_device_signs_again_and_has_the_receipt()
    {
        SignPledgeRequest request;
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, "own.after_commit_before_reply"))
        {
            request = await DeviceAsync(await HeldDeclaration.OpenedAsync(dying), 2);
            await Assert.ThrowsAsync<RpcException>(() => dying.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber)).ResponseAsync);
            await dying.SeeDeadAsync();
        }

        var answer = await Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber));

        Assert.False(answer.WasSigned);
        await SeeHoldsAsync(answer.Receipt);
    }

    [Fact]
    public async Task An_attested_list_has_a_receipt_for_each_signature_also_after_a_crash()
    {
        RecordAttestedListRequest request;
        HeldDeclaration declaration;
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, "attested.after_commit_before_reply"))
        {
            declaration = await HeldDeclaration.OpenedAsync(dying);
            request = new()
            {
                RequestId = HeldDeclaration.NewId(),
                DeclarationId = declaration.Id,
                Method = SigningMethod.Collective,
                AttestedBy = "Pengesah uji",
                AttestedAs = "Kasubbag uji",
                Signatures = { HeldDeclaration.Signer(1), HeldDeclaration.Signer(2), HeldDeclaration.Signer(1) },
            };
            await Assert.ThrowsAsync<RpcException>(() => dying.Signatures.RecordAttestedListAsync(request, declaration.Organiser).ResponseAsync);
            await dying.SeeDeadAsync();
        }

        var answer = await Replica.Signatures.RecordAttestedListAsync(request, declaration.Organiser);

        Assert.Equal((2, 1, 2), (answer.Recorded, answer.AlreadyRecorded, answer.Receipts.Count));
        Assert.Equal(answer, await Replica.Signatures.RecordAttestedListAsync(request, declaration.Organiser));
        await SeeHoldsAsync(answer.Receipts[1]);
    }

    [Fact]
    public async Task A_stream_gives_receipts_where_they_are_asked_for()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var with = StreamSignaturesTests.Batch(declaration, HeldDeclaration.Signer(1), HeldDeclaration.Signer(2));
        with.WithReceipts = true;
        var without = StreamSignaturesTests.Batch(declaration, HeldDeclaration.Signer(3));
        var answers = await StreamSignaturesTests.SendAsync(Replica, declaration, with, without, with);

        Assert.Equal([2, 0, 2], answers.Select(answer => answer.Receipts.Count));
        Assert.Equal([true, false, true], answers.Select(answer => answer.Promise.Length > 0));
        Assert.Equal(answers[0], answers[2]);
        await SeeHoldsAsync(answers[0].Receipts[1]);
    }

    [Fact]
    public async Task No_secret_is_kept_with_the_answer_to_a_request()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var answer = await Replica.Own.SignPledgeAsync(await DeviceAsync(declaration, 3), TestIssuer.Signatory(HeldDeclaration.Nip(3)));

        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from messaging.request where position($1 in answer) > 0", answer.Receipt.Secret.Bytes()));
    }

    private static async Task<SignPledgeRequest> DeviceAsync(HeldDeclaration declaration, int n)
    {
        var code = (await declaration.Replica.Signatures.GetSessionCodeAsync(new GetSessionCodeRequest { DeclarationId = declaration.Id }, declaration.Organiser)).Code;
        return new SignPledgeRequest
        {
            RequestId = HeldDeclaration.NewId(),
            DeclarationId = declaration.Id,
            SessionCode = code,
            Confirms = true,
            SignerName = $"Penanda uji {n}",
            SignerNumber = HeldDeclaration.Nip(n),
            Position = "Staf",
            Agency = "Unit uji",
        };
    }

    private async Task SeeHoldsAsync(SignatureReceipt receipt)
    {
        var proof = await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(SealedRoll.Of(receipt)).ResponseAsync, found => found.State == ProofState.Proven);
        Assert.Equal(0, (await SealedRoll.VerifyAsync([], ("", proof.Proof.Bytes()))).Code);
    }
}
