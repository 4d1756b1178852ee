using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.PersonPledges;

/// <summary>What a person pledged, as the reports service asks for an officer.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class FindPersonPledgesTests(PledgesService service)
{
    private const string Method = "/netralitas.pledges.v1.PersonPledgeService/FindPersonPledges";

    private static readonly ServiceProof Proof = new(TestKeys.Service);

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task An_officer_sees_text_points_and_time_and_elsewhere_the_answer_is_that_of_nobody()
    {
        var number = ExpectedPeople.NewNip();
        var here = await HeldDeclaration.OpenedAsync(Replica, "62.71");
        var signed = await here.SignAsync(ExpectedPeople.Signer(number));
        var elsewhere = await HeldDeclaration.OpenedAsync(Replica, "63.71");
        await elsewhere.SignAsync(ExpectedPeople.Signer(number));
        var onBehalf = await HeldDeclaration.OpenedAsync(Replica, "62.71");
        var mandate = ExpectedPeople.Signer(number);
        mandate.OnBehalfOf = new Mandate { Represented = "seluruh staf", Basis = "surat kuasa" };
        await onBehalf.SignAsync(mandate);

        var seen = await AskAsync(Ask("62.71", number), "bawaslu:62.71");
        var province = await AskAsync(Ask("62.71", number), "bawaslu:62");
        var foreign = await AskAsync(Ask("64.71", number), "bawaslu:64.71");
        var nobody = await AskAsync(Ask("64.71", ExpectedPeople.NewNip()), "bawaslu:64.71");
        await Replica.Signatures.WithdrawSignatureAsync(
            new WithdrawSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = signed.Receipts[0].SignatureId, Reason = "CONTOH" }, here.Organiser);
        var withdrawn = await AskAsync(Ask("62.71", number), "bawaslu:62.71");

        var pledge = Assert.Single(seen.Pledges);
        Assert.Equal(("Ikrar uji", 1, "Menjaga netralitas.", "62.71", "2024-09-21", false),
            (pledge.TextTitle, pledge.TextVersion, Assert.Single(pledge.Points).Wording, pledge.RegionCode, pledge.HeldOn, pledge.IsWithdrawn));
        Assert.Equal($"Uji {number[..8]}", pledge.SignerName);
        Assert.Equal(seen, province);
        Assert.Equal(nobody, foreign);
        Assert.Empty(foreign.Pledges);
        Assert.True(Assert.Single(withdrawn.Pledges).IsWithdrawn);
    }

    [Fact]
    public async Task A_post_finds_who_is_known_by_it_alone()
    {
        var held = await HeldDeclaration.OpenedAsync(Replica, "62.01");
        await held.SignAsync(new Wire.Signature { Position = "Camat", Agency = "Kecamatan Contoh Ikrar" });

        var seen = await AskAsync(new FindPersonPledgesRequest { HandlingRegionCode = "62.01", Position = "camat", Agency = "kecamatan contoh ikrar" }, "bawaslu:62.01");

        Assert.Equal("Camat", Assert.Single(seen.Pledges).Position);
    }

    [Fact]
    public async Task Only_the_reports_service_asks_and_only_for_who_may()
    {
        var number = ExpectedPeople.NewNip();
        var request = Ask("62.71", number);
        var officer = TestIssuer.As("bawaslu:62.71");
        var other = Proved(officer, Ask("62.71", ExpectedPeople.NewNip()), DateTimeOffset.UtcNow);
        var old = Proved(officer, request, DateTimeOffset.UtcNow.AddMinutes(-5));
        var stranger = new Metadata { officer.Get("authorization")!, { ServiceProof.Header, new ServiceProof(new string('x', 40)).Make(Method, officer.GetValue("authorization")!, request, DateTimeOffset.UtcNow) } };

        Assert.All(
            await Task.WhenAll(new[] { officer, other, old, stranger }.Select(async headers => (await Refusal.OfAsync(Replica.PersonPledges.FindPersonPledgesAsync(request, headers))).Reason)),
            reason => Assert.Equal("SERVICE_NOT_TRUSTED", reason));
        Assert.Equal("REGION_OUTSIDE_OFFICE", await RefusedAsync(request, TestIssuer.As("bawaslu:63.71")));
        Assert.Equal("ROLE_NOT_ALLOWED", await RefusedAsync(request, TestIssuer.As("ppk:62.71", "agency")));
        Assert.Equal("PERSON_INVALID", await RefusedAsync(Ask("62.71", "123"), officer));
        Assert.Equal("PERSON_INVALID", await RefusedAsync(Ask("62.71", ""), officer));
        Assert.DoesNotContain(number, Replica.Output, StringComparison.Ordinal);
    }

    private static FindPersonPledgesRequest Ask(string region, string number) => new() { HandlingRegionCode = region, SignerNumber = number };

    private static Metadata Proved(Metadata caller, FindPersonPledgesRequest request, DateTimeOffset at) =>
        new() { caller.Get("authorization")!, { ServiceProof.Header, Proof.Make(Method, caller.GetValue("authorization")!, request, at) } };

    private async Task<string> RefusedAsync(FindPersonPledgesRequest request, Metadata caller) =>
        (await Refusal.OfAsync(Replica.PersonPledges.FindPersonPledgesAsync(request, Proved(caller, request, DateTimeOffset.UtcNow)))).Reason;

    private async Task<FindPersonPledgesResponse> AskAsync(FindPersonPledgesRequest request, string office) =>
        await Replica.PersonPledges.FindPersonPledgesAsync(request, Proved(TestIssuer.As(office), request, DateTimeOffset.UtcNow));
}
