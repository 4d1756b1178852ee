using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Documents;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Pledges.Tests.Signing;

[Collection(PledgesServiceCollection.Name)]
public sealed class OwnSigningTests(PledgesService service)
{
    private static readonly Metadata Signatory = TestIssuer.As("opd:75.71", "signatory");

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Whoever_sees_the_code_reads_the_text_and_signs_it_once_on_whatever_device()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var code = await CodeAsync(declaration);

        var session = await Replica.Own.GetSessionAsync(new GetSessionRequest { DeclarationId = declaration.Id, SessionCode = code }, Signatory);
        var read = (await declaration.GetAsync()).Counts.Signatures;
        var request = Sign(declaration, code, 1);
        var first = await Replica.Own.SignPledgeAsync(request, Signatory);
        var again = await Replica.Own.SignPledgeAsync(request, Signatory);
        var devices = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Replica.Own.SignPledgeAsync(Sign(declaration, code.ToLowerInvariant(), 2), Signatory).ResponseAsync));

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

        var wrong = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(Sign(declaration, await CodeAsync(other), 1), Signatory));
        var form = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(unconfirmed, Signatory));
        var foreign = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(Sign(declaration, code, 1), TestIssuer.As("opd:75.71", "signatory", employeeNumber: HeldDeclaration.Nip(2))));
        await declaration.CloseAsync();
        var closed = await Refusal.OfAsync(Replica.Own.SignPledgeAsync(Sign(declaration, code, 1), Signatory));
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
