using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Signing;

/// <summary>People without a number are not recorded twice because their list is sent twice.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class RepeatedListTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Theory]
    [InlineData("Ani||Staf|Dinas;Budi||Staf|Dinas", "Budi||Staf|Dinas;Ani||Staf|Dinas", true)]
    [InlineData("Ani||Staf|Dinas", " ANI ||staf|dinas.", true)]
    [InlineData("Ani||Staf|Dinas", "Ani||Staf|Badan", false)]
    [InlineData("Ani||Staf|Dinas", "Ani||Staf|Dinas;Ani||Staf|Dinas", false)]
    [InlineData("Ani||Staf|Dinas;Budi|190001011968011999||", "Ani||Staf|Dinas", false)]
    public void A_list_is_known_again_by_its_people(string one, string other, bool isSame)
    {
        using var keys = TestKeys.New();
        Assert.Equal(isSame, RepeatedList.IndexOf(keys, Rows(one)) == RepeatedList.IndexOf(keys, Rows(other)));
    }

    [Fact]
    public void A_list_on_which_everybody_has_a_number_needs_no_index()
    {
        using var keys = TestKeys.New();
        Assert.Null(RepeatedList.IndexOf(keys, Rows("Ani|190001011968011999||;Budi|190001021968011999||")));
        Assert.Null(RepeatedList.IndexOf(keys, []));
    }

    [Fact]
    public async Task The_same_list_under_another_request_is_refused_whatever_way_it_comes_and_can_be_said_to_be_another()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var request = List(declaration, Unnumbered(1), Unnumbered(2), HeldDeclaration.Signer(1));
        var first = await Replica.Signatures.RecordSignaturesAsync(request, declaration.Organiser);
        var again = await Replica.Signatures.RecordSignaturesAsync(request, declaration.Organiser);

        var list = await Refusal.OfAsync(Replica.Signatures.RecordSignaturesAsync(List(declaration, HeldDeclaration.Signer(1), Unnumbered(2), Unnumbered(1)), declaration.Organiser));
        var attested = Attested(declaration, request);
        var sheet = await Refusal.OfAsync(Replica.Signatures.RecordAttestedListAsync(attested, declaration.Organiser));
        var batch = StreamSignaturesTests.Batch(declaration, [.. request.Signatures]);
        var stream = Refusal.Of(await Assert.ThrowsAsync<RpcException>(() => StreamSignaturesTests.SendAsync(Replica, declaration, batch)));
        var counted = (await declaration.GetAsync()).Counts.Signatures;
        attested.IsAnotherList = true;
        var another = await Replica.Signatures.RecordAttestedListAsync(attested, declaration.Organiser);

        Assert.Equal(first, again);
        Assert.All([list, sheet, stream], refusal => Assert.Equal((StatusCode.AlreadyExists, "LIST_ALREADY_RECORDED"), (refusal.Code, refusal.Reason)));
        Assert.Contains("oleh bawaslu:75.71", list.Message, StringComparison.Ordinal);
        Assert.Equal(["is_another_list"], list.Fields);
        Assert.Equal((3, 3, 2, 1), (first.Recorded, counted, another.Recorded, another.AlreadyRecorded));
        Assert.Equal(5, (await declaration.GetAsync()).Counts.Signatures);
        Assert.Equal(another, await Replica.Signatures.RecordAttestedListAsync(attested, declaration.Organiser));
    }

    [Fact]
    public async Task A_file_sent_twice_is_told_and_another_declaration_takes_the_same_list()
    {
        var (declaration, other) = (await HeldDeclaration.OpenedAsync(Replica), await HeldDeclaration.OpenedAsync(Replica));
        RecordSignatureFileRequest File(HeldDeclaration of) => new()
        {
            RequestId = HeldDeclaration.NewId(),
            DeclarationId = of.Id,
            Format = SignatureFileFormat.Csv,
            Content = Google.Protobuf.ByteString.CopyFromUtf8("nip,nama,jabatan,unit kerja\n,CONTOH Rina,Lurah,Kelurahan Contoh\n"),
        };

        var first = await Replica.Signatures.RecordSignatureFileAsync(File(declaration), declaration.Organiser);
        var refused = await Refusal.OfAsync(Replica.Signatures.RecordSignatureFileAsync(File(declaration), declaration.Organiser));
        var elsewhere = await Replica.Signatures.RecordSignatureFileAsync(File(other), other.Organiser);
        var said = File(declaration);
        said.IsAnotherList = true;

        Assert.Equal((1, "LIST_ALREADY_RECORDED", 1), (first.Recorded, refused.Reason, elsewhere.Recorded));
        Assert.Equal(1, (await Replica.Signatures.RecordSignatureFileAsync(said, declaration.Organiser)).Recorded);
    }

    [Fact]
    public async Task Of_two_at_once_one_is_recorded_and_a_refused_one_leaves_nothing()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var reasons = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await Replica.Signatures.RecordSignaturesAsync(List(declaration, Unnumbered(1), Unnumbered(2)), declaration.Organiser);
                return "";
            }
            catch (RpcException refused)
            {
                return Refusal.Of(refused).Reason;
            }
        }));

        Assert.Equal(["", "LIST_ALREADY_RECORDED", "LIST_ALREADY_RECORDED", "LIST_ALREADY_RECORDED"], reasons.Order(StringComparer.Ordinal));
        Assert.Equal(2, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task What_a_list_is_known_by_goes_with_the_first_erasure()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var signed = await Replica.Signatures.RecordSignaturesAsync(List(declaration, Unnumbered(1), Unnumbered(2)), declaration.Organiser);
        await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(Rolls.SealedRoll.Of(signed.Receipts[0])).ResponseAsync, found => found.State == ProofState.Proven);
        await Replica.Erasure.EraseSignatureAsync(
            new EraseSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = signed.Receipts[0].SignatureId, Basis = ErasureBasis.SubjectRequest, DecisionNumber = "3/UJI", NoProceedings = true },
            TestIssuer.As("bawaslu:00", "central"));

        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.recorded_lists where declaration_id = $1", Guid.Parse(declaration.Id)));
    }

    private static List<SignatureRow> Rows(string text) =>
        [.. text.Split(';').Select(row => row.Split('|')).Select(words => new SignatureRow(words[0], words[1], words[2], words[3], OfficeTenure.Unspecified, "", ""))];

    private static Wire.Signature Unnumbered(int n) => new() { SignerName = $"Penanda {n}", Position = "Staf", Agency = "Unit uji" };

    private static RecordSignaturesRequest List(HeldDeclaration declaration, params IEnumerable<Wire.Signature> signatures) =>
        new() { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, Signatures = { signatures } };

    private static RecordAttestedListRequest Attested(HeldDeclaration declaration, RecordSignaturesRequest list) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        DeclarationId = declaration.Id,
        Method = SigningMethod.Collective,
        AttestedBy = "Pengesah uji",
        AttestedAs = "Kasubbag uji",
        Signatures = { list.Signatures },
    };
}
