using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class SignatureTests(RunningSuite suite)
{
    private Metadata Officer => suite.As("bawaslu:75.71");

    [Fact]
    public async Task A_signature_on_behalf_of_others_pledges_for_nobody_personally()
    {
        var declaration = await suite.OpenedDeclarationAsync();
        var onBehalf = new Signature { Position = "Gubernur", OnBehalfOf = new Mandate { Represented = "seluruh kepala daerah" } };

        var answer = await suite.Signatures.RecordSignaturesAsync(
            Requests.Signatures(declaration, Requests.Signer(1), new Signature { Position = "Lurah", Agency = "Kelurahan uji" }, onBehalf), Officer);

        Assert.Equal(3, answer.Recorded);
        Assert.Equal(new SignatureCounts { Signatures = 3, PersonalPledges = 2, OnBehalf = 1 }, answer.Counts);
    }

    [Fact]
    public async Task A_person_signs_a_declaration_once_in_whatever_list()
    {
        var declaration = await suite.OpenedDeclarationAsync();
        await suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, Requests.Signer(1), Requests.Signer(2)), Officer);

        var spaced = Requests.Signer(2);
        spaced.SignerNumber = spaced.SignerNumber.Insert(8, " ").Insert(15, " ");
        var answer = await suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, spaced, Requests.Signer(3), Requests.Signer(3)), Officer);

        Assert.Equal((1, 2), (answer.Recorded, answer.AlreadyRecorded));
        Assert.Equal(3, answer.Counts.Signatures);
    }

    [Fact]
    public async Task The_same_list_twice_and_at_once_is_one_list()
    {
        var declaration = await suite.OpenedDeclarationAsync();
        // Without numbers nothing but the request's id tells a repeat.
        var request = Requests.Signatures(declaration, Enumerable.Range(1, 34).Select(n => new Signature { Position = "Lurah", Agency = $"Kelurahan {n}" }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => suite.Signatures.RecordSignaturesAsync(request, Officer).ResponseAsync));
        var read = await suite.Declarations.GetDeclarationAsync(new GetDeclarationRequest { DeclarationId = declaration }, Officer);

        Assert.All(answers, answer => Assert.Equal(34, answer.Recorded));
        Assert.Equal(34, read.Counts.Signatures);
    }

    [Fact]
    public async Task Lists_recorded_at_once_are_all_counted()
    {
        var declaration = await suite.OpenedDeclarationAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(list =>
            suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, Enumerable.Range(list * 10, 10).Select(Requests.Signer)), Officer).ResponseAsync));
        var read = await suite.Declarations.GetDeclarationAsync(new GetDeclarationRequest { DeclarationId = declaration }, Officer);

        Assert.Equal(80, read.Counts.Signatures);
    }

    [Fact]
    public async Task Signatures_are_counted_in_the_notice_and_not_announced_one_by_one()
    {
        var declaration = await suite.OpenedDeclarationAsync("81.71");
        var officer = suite.As("bawaslu:81.71");
        await suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, Enumerable.Range(0, 20).Select(Requests.Signer)), officer);
        await suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, Enumerable.Range(20, 5).Select(Requests.Signer)), officer);

        var notices = await Eventually.SeeAsync(
            async () => (await suite.Inbox.ListNoticesAsync(new ListNoticesRequest { PageSize = 200 }, officer)).Notices.Where(n => n.DeclarationId == declaration).ToList(),
            found => found.Sum(n => n.Signatures) >= 25);

        Assert.Equal(25, Assert.Single(notices).Signatures);
    }

    [Fact]
    public async Task Signatures_of_a_stream_are_counted_in_the_same_notice()
    {
        var declaration = await suite.OpenedDeclarationAsync("81.72");
        var officer = suite.As("bawaslu:81.72");
        await suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, Enumerable.Range(0, 5).Select(Requests.Signer)), officer);
        using var stream = suite.Signatures.StreamSignatures(officer);
        for (var batch = 0; batch < 3; batch++)
        {
            await stream.RequestStream.WriteAsync(new StreamSignaturesRequest
            {
                BatchId = Requests.NewId(),
                DeclarationId = declaration,
                Signatures = { Enumerable.Range(batch * 10, 10).Select(Requests.Signer) },
            });
            Assert.True(await stream.ResponseStream.MoveNext(CancellationToken.None));
        }

        await stream.RequestStream.CompleteAsync();
        var notices = await Eventually.SeeAsync(
            async () => (await suite.Inbox.ListNoticesAsync(new ListNoticesRequest { PageSize = 200 }, officer)).Notices.Where(n => n.DeclarationId == declaration).ToList(),
            found => found.Sum(n => n.Signatures) >= 30);

        Assert.Equal(30, Assert.Single(notices).Signatures);
    }

    [Fact]
    public async Task Five_thousand_signatures_are_one_call_and_one_more_is_refused()
    {
        var declaration = await suite.OpenedDeclarationAsync();
        var signatures = Enumerable.Range(0, 5_000).Select(n => new Signature { Position = "Guru", Agency = $"Sekolah {n}" }).ToList();

        var answer = await suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, signatures), Officer);
        var refusal = await Refusal.OfAsync(suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, [.. signatures, signatures[0]]), Officer));

        Assert.Equal(5_000, answer.Recorded);
        Assert.Equal("SIGNATURES_INVALID", refusal.Reason);
    }

    [Fact]
    public async Task One_malformed_number_refuses_the_whole_list_and_names_its_row()
    {
        var declaration = await suite.OpenedDeclarationAsync();
        var bad = Requests.Signer(2);
        bad.SignerNumber = "190013011920011999";

        var refusal = await Refusal.OfAsync(suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, Requests.Signer(1), bad), Officer));
        var read = await suite.Declarations.GetDeclarationAsync(new GetDeclarationRequest { DeclarationId = declaration }, Officer);

        Assert.Equal((StatusCode.InvalidArgument, "SIGNATURES_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal(["signatures[1].signer_number"], refusal.Fields);
        Assert.Equal(0, read.Counts.Signatures);
    }

    [Fact]
    public async Task What_cannot_be_signed_is_refused()
    {
        var withoutText = await suite.Declarations.OpenDeclarationAsync(Requests.Declaration(), Officer);
        var elsewhere = await suite.OpenedDeclarationAsync("12.17");

        Assert.Equal("DECLARATION_WITHOUT_TEXT", await ReasonAsync(withoutText.DeclarationId));
        Assert.Equal("DECLARATION_UNKNOWN", await ReasonAsync(Requests.NewId()));
        Assert.Equal("REGION_OUTSIDE_OFFICE", await ReasonAsync(elsewhere));

        async Task<string> ReasonAsync(string declaration) =>
            (await Refusal.OfAsync(suite.Signatures.RecordSignaturesAsync(Requests.Signatures(declaration, Requests.Signer(1)), Officer))).Reason;
    }
}
