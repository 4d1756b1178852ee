using System.Security.Claims;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Documents;
using Netralitas.Services.Pledges.OwnSigning;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Pledges.Tests.Signing;

[Collection(PledgesServiceCollection.Name)]
public sealed class OwnSigningTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Whoever_sees_the_code_reads_the_text_and_signs_it_once_on_whatever_device()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var code = await CodeAsync(declaration);

        var session = await Replica.Own.GetSessionAsync(new GetSessionRequest { DeclarationId = declaration.Id, SessionCode = code }, TestIssuer.As("opd:75.71", "signatory"));
        var read = (await declaration.GetAsync()).Counts.Signatures;
        var request = Sign(declaration, code, 1);
        var first = await Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber));
        var again = await Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber));
        var devices = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Replica.Own.SignPledgeAsync(Sign(declaration, code.ToLowerInvariant(), 2), TestIssuer.Signatory(HeldDeclaration.Nip(2))).ResponseAsync));

        Assert.Equal(("Deklarasi uji", declaration.TextId), (session.Title, session.PledgeText.PledgeTextId));
        Assert.Equal(0, read);
        Assert.Equal((false, false), (first.WasSigned, first.IsOnRoster));
        Assert.Equal(first, again);
        Assert.Equal(1, devices.Count(device => !device.WasSigned));
        Assert.Equal(2, (await declaration.GetAsync()).Counts.PersonalPledges);
    }

    [Fact]
    public async Task The_hall_shows_a_QR_code_of_the_signing_page_in_which_no_server_is_sent_the_code()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var shown = await Replica.Signatures.GetSessionCodeAsync(new GetSessionCodeRequest { DeclarationId = declaration.Id }, declaration.Organiser);

        Assert.Equal($"https://ikrar.test/sesi/{declaration.Id}#{shown.Code}", shown.QrContent);
        Assert.Equal(PrintedCode.Modules(QrCode.Of(shown.QrContent)), PrintedCode.Drawn(shown.QrSvg));
        Assert.Equal("", new Uri(shown.QrContent).Query);
        Assert.DoesNotContain(shown.Code, new Uri(shown.QrContent).AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_signs_without_the_code_without_confirming_or_for_another()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var other = await HeldDeclaration.OpenedAsync(Replica);
        var code = await CodeAsync(declaration);
        var unconfirmed = Sign(declaration, code, 1);
        unconfirmed.Confirms = false;
        unconfirmed.SignerNumber = "";

        var wrong = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(Sign(declaration, await CodeAsync(other), 1), TestIssuer.Signatory(HeldDeclaration.Nip(1))));
        var form = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(unconfirmed, TestIssuer.Signatory(HeldDeclaration.Nip(1))));
        var foreign = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(Sign(declaration, code, 1), TestIssuer.Signatory(HeldDeclaration.Nip(2))));
        await declaration.CloseAsync();
        var closed = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(Sign(declaration, code, 1), TestIssuer.Signatory(HeldDeclaration.Nip(1))));
        var noCode = await Refusal.OfAsync(Replica.Signatures.GetSessionCodeAsync(new GetSessionCodeRequest { DeclarationId = declaration.Id }, declaration.Organiser));
        var officer = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(Sign(declaration, code, 1), declaration.Organiser));

        Assert.Equal((StatusCode.PermissionDenied, "SESSION_CODE_WRONG"), (wrong.Code, wrong.Reason));
        Assert.Equal(["confirms", "signer_number"], form.Fields);
        Assert.Equal("SIGNER_NOT_YOURSELF", foreign.Reason);
        Assert.Equal("SESSION_CODE_WRONG", closed.Reason);
        Assert.Equal("DECLARATION_NOT_OPEN", noCode.Reason);
        Assert.Equal("ROLE_NOT_ALLOWED", officer.Reason);
        Assert.Equal(0, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task An_account_without_a_number_of_its_own_signs_for_nobody_and_is_told_how_to_sign()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var code = await CodeAsync(declaration);
        var request = Sign(declaration, code, 1);
        var claims = new[] { null, "", "pegawai", $"{HeldDeclaration.Nip(1)}0" };

        var refusals = new List<Refusal>();
        foreach (var claim in claims)
        {
            refusals.Add(await Refusal.OfAsync(Replica.Own.SignPledgeAsync(request, TestIssuer.As("opd:75.71", "signatory", employeeNumber: claim))));
        }

        var unsigned = (await declaration.GetAsync()).Counts.Signatures;
        // The request that was refused left nothing behind: with an account that has the number it is signed.
        var spaced = $"{request.SignerNumber[..8]} {request.SignerNumber[8..]}";
        var mended = await Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(spaced));

        Assert.All(refusals, refusal => Assert.Equal((StatusCode.PermissionDenied, "ACCOUNT_WITHOUT_NUMBER"), (refusal.Code, refusal.Reason)));
        Assert.All(refusals, refusal => Assert.Contains("undangan pribadi", refusal.Message, StringComparison.Ordinal));
        Assert.Equal((0, false), (unsigned, mended.WasSigned));
        Assert.Equal(1, (await declaration.GetAsync()).Counts.PersonalPledges);
    }

    [Fact]
    public async Task The_number_in_the_account_decides_also_when_the_same_request_is_sent_by_another()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var request = Sign(declaration, await CodeAsync(declaration), 1);
        var other = TestIssuer.Signatory(HeldDeclaration.Nip(2));

        var signed = Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber)).ResponseAsync;
        var atOnce = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Refusal.OfAsync(Replica.Own.SignPledgeAsync(request, other))));
        var first = await signed;
        var after = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(request, other));

        Assert.All(atOnce.Append(after), refusal => Assert.Equal("SIGNER_NOT_YOURSELF", refusal.Reason));
        Assert.Equal(first, await Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(request.SignerNumber)));
        Assert.Equal(1, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Theory]
    [InlineData("190001011968011999", "190001011968011999")]
    [InlineData(" 19000101 196801 1 999 ", "190001011968011999")]
    [InlineData("199002012021211001", "199002012021211001")]
    [InlineData("199002012015132001", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("190001011968011999|190001021968011999", null)]
    public void The_number_of_an_account_is_the_one_well_formed_number_in_its_token(string? claims, string? number)
    {
        var user = new ClaimsPrincipal(new ClaimsIdentity((claims?.Split('|') ?? []).Select(claim => new Claim("nip", claim))));

        Assert.Equal(number, OwnNumber.Of(user, new DateOnly(2024, 9, 21)));
    }

    [Fact]
    public void A_code_is_accepted_while_it_is_shown_and_a_minute_longer()
    {
        using var keys = TestKeys.New();
        var (declaration, shown) = (Guid.NewGuid(), new DateTimeOffset(2024, 9, 23, 1, 0, 0, TimeSpan.Zero));
        var code = SessionCodes.Of(keys, declaration, shown);

        bool After(double seconds) => SessionCodes.Accepts(keys, declaration, $" {code[..3]}-{code[3..].ToLowerInvariant()}", shown.AddSeconds(seconds));

        Assert.Equal([true, true, true, false, false], new[] { 0, 29.9, 89.9, 90, -0.1 }.Select(After));
        Assert.False(SessionCodes.Accepts(keys, Guid.NewGuid(), code, shown));
        Assert.Equal(TimeSpan.FromSeconds(20), SessionCodes.Left(shown.AddSeconds(10)));
    }

    private async Task<string> CodeAsync(HeldDeclaration declaration) =>
        (await Replica.Signatures.GetSessionCodeAsync(new GetSessionCodeRequest { DeclarationId = declaration.Id }, declaration.Organiser)).Code;

    private static SignPledgeRequest Sign(HeldDeclaration declaration, string code, int signer) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        DeclarationId = declaration.Id,
        SessionCode = code,
        SignerName = $"Penanda uji {signer}",
        SignerNumber = HeldDeclaration.Nip(signer),
        Position = "Staf",
        Agency = "Unit uji",
        Confirms = true,
    };
}
