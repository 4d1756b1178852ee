using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.Rolls;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Signing;

[Collection(PledgesServiceCollection.Name)]
public sealed class AttestedListTests(PledgesService service)
{
    private static readonly byte[] Scan = [.. "%PDF-1.7 CONTOH "u8, .. RandomNumberGenerator.GetBytes(200_000)];

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task A_sheet_and_its_typed_list_are_both_kept()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var request = Paper(declaration);

        var recorded = await Replica.Signatures.RecordAttestedListAsync(request, declaration.Organiser);
        var again = await Replica.Signatures.RecordAttestedListAsync(request, declaration.Organiser);
        var list = await Replica.Signatures.GetAttestedListAsync(new GetAttestedListRequest { ListId = recorded.ListId }, declaration.Organiser);
        var foreign = await Refusal.OfAsync(Replica.Signatures.GetAttestedListAsync(new GetAttestedListRequest { ListId = recorded.ListId }, TestIssuer.As("bawaslu:12")));

        Assert.Equal(recorded, again);
        Assert.Equal((2, 0, 2), (recorded.Recorded, recorded.AlreadyRecorded, recorded.OutsideRoster));
        Assert.Equal(Scan, list.Sheet.Content.ToByteArray());
        Assert.Equal(SHA256.HashData(Scan), list.SheetSha256.ToByteArray());
        Assert.Equal((SigningMethod.Paper, "Kasubbag uji"), (list.Method, list.AttestedAs));
        Assert.Equal("ATTESTED_LIST_UNKNOWN", foreign.Reason);
        Assert.Equal(2L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.signatures where list_id = $1 and method = 'Paper'", Guid.Parse(recorded.ListId)));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.attested_lists where position('CONTOH'::bytea in sheet_sealed) > 0"));
    }

    [Fact]
    public async Task A_typed_list_is_kept_as_it_was_typed_also_who_had_signed_before_and_loses_who_is_erased()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var earlier = (await declaration.SignAsync(HeldDeclaration.Signer(2))).Receipts.Single();
        var request = Paper(declaration);
        request.Signatures[1].SignerName = "Tertulis Lain";
        request.Signatures.Add(new Wire.Signature { SignerName = "Tanpa nomor", Position = "Lurah", Agency = "Kelurahan Uji" });

        var recorded = await Replica.Signatures.RecordAttestedListAsync(request, declaration.Organiser);
        var list = await Replica.Signatures.GetAttestedListAsync(new GetAttestedListRequest { ListId = recorded.ListId }, declaration.Organiser);
        await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(SealedRoll.Of(earlier)).ResponseAsync, found => found.State == ProofState.Proven);
        await Replica.Erasure.EraseSignatureAsync(
            new EraseSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = earlier.SignatureId, Basis = ErasureBasis.SubjectRequest, DecisionNumber = "4/UJI", NoProceedings = true },
            TestIssuer.As("bawaslu:00", "central"));
        var erased = await Replica.Signatures.GetAttestedListAsync(new GetAttestedListRequest { ListId = recorded.ListId }, declaration.Organiser);

        Assert.Equal((2, 1), (recorded.Recorded, recorded.AlreadyRecorded));
        Assert.Equal([1, 2, 3], list.Typed.Select(row => row.Row));
        Assert.Equal(request.Signatures, list.Typed.Select(row => row.Signature));
        Assert.Equal([recorded.Receipts[0].SignatureId, earlier.SignatureId, recorded.Receipts[1].SignatureId], list.Typed.Select(row => row.SignatureId));
        Assert.Equal([1, 3], erased.Typed.Select(row => row.Row));
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.attested_rows where position('Tertulis'::bytea in sealed) > 0"));
    }

    [Fact]
    public async Task What_was_spoken_together_needs_no_sheet_but_someone_who_attests_it()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var together = Paper(declaration);
        (together.Method, together.Sheet) = (SigningMethod.Collective, null);
        var bad = Paper(declaration);
        (bad.AttestedBy, bad.Sheet.MediaType, bad.Method) = ("", "image/png", SigningMethod.Device);
        var noSheet = Paper(declaration);
        noSheet.Sheet = null;

        var recorded = await Replica.Signatures.RecordAttestedListAsync(together, declaration.Organiser);
        var refusal = await Refusal.OfAsync(Replica.Signatures.RecordAttestedListAsync(bad, declaration.Organiser));
        var missing = await Refusal.OfAsync(Replica.Signatures.RecordAttestedListAsync(noSheet, declaration.Organiser));

        Assert.Equal(2, recorded.Recorded);
        Assert.Equal(["method", "attested_by", "sheet.media_type"], refusal.Fields);
        Assert.Equal(["sheet"], missing.Fields);
    }

    [Fact]
    public async Task A_withdrawal_and_a_refusal_are_facts_beside_the_roll()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        await declaration.SignAsync(HeldDeclaration.Signer(1), HeldDeclaration.Signer(2));
        var roll = await Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id }, declaration.Organiser);
        WithdrawSignatureRequest Withdraw(string id) => new() { RequestId = HeldDeclaration.NewId(), SignatureId = id, Reason = "CONTOH alasan" };
        RecordSigningRefusalRequest Refuse() =>
            new() { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, Name = "Penolak uji", Number = HeldDeclaration.Nip(3), Reason = "CONTOH alasan" };

        var request = Withdraw(roll.Signers[0].SignatureId);
        var withdrawn = await Replica.Signatures.WithdrawSignatureAsync(request, declaration.Organiser);
        var same = await Replica.Signatures.WithdrawSignatureAsync(request, declaration.Organiser);
        var twice = await Refusal.OfAsync(Replica.Signatures.WithdrawSignatureAsync(Withdraw(roll.Signers[0].SignatureId), declaration.Organiser));
        var foreign = await Refusal.OfAsync(Replica.Signatures.WithdrawSignatureAsync(Withdraw(roll.Signers[1].SignatureId), TestIssuer.As("bawaslu:12")));
        var noReason = Withdraw(roll.Signers[1].SignatureId);
        noReason.Reason = " ";
        var invalid = await Refusal.OfAsync(Replica.Signatures.WithdrawSignatureAsync(noReason, declaration.Organiser));
        var refusals = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Replica.Signatures.RecordSigningRefusalAsync(Refuse(), declaration.Organiser).ResponseAsync));
        var counts = (await declaration.GetAsync()).Counts;

        Assert.Equal(withdrawn, same);
        Assert.Equal((StatusCode.FailedPrecondition, "SIGNATURE_WITHDRAWN"), (twice.Code, twice.Reason));
        Assert.Equal("SIGNATURE_UNKNOWN", foreign.Reason);
        Assert.Equal("FACT_INVALID", invalid.Reason);
        Assert.Single(refusals.Select(refusal => refusal.FactId).Distinct());
        Assert.Single(refusals, refusal => !refusal.WasNoted);
        Assert.Equal((2, 2, 1, 1), (counts.Signatures, counts.PersonalPledges, counts.Withdrawn, counts.Refused));
        Assert.Equal(1, (await declaration.SignAsync(HeldDeclaration.Signer(1))).AlreadyRecorded);
    }

    private static RecordAttestedListRequest Paper(HeldDeclaration declaration) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        DeclarationId = declaration.Id,
        Method = SigningMethod.Paper,
        Signatures = { HeldDeclaration.Signer(1), HeldDeclaration.Signer(2) },
        AttestedBy = "Pencatat uji",
        AttestedAs = "Kasubbag uji",
        Sheet = new Sheet { FileName = "lembar.pdf", MediaType = "application/pdf", Content = ByteString.CopyFrom(Scan) },
    };
}
