using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Services.Pledges.Texts;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Texts;

/// <summary>The next version of a text and its translations come from its own office, or from central Bawaslu.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class ContinuedTextTests(PledgesService service)
{
    private const string Shipped = "bawaslu:00";

    private static readonly Metadata Central = TestIssuer.As("bawaslu:00", "central");

    private PledgesProcess Replica => service.Replica;

    [Theory]
    [InlineData("bawaslu:75.71", "bawaslu:75.71", true)]
    [InlineData("bawaslu:75.71", "bawaslu:00", true)]
    [InlineData("bawaslu:75.71", "bawaslu:75", false)]
    [InlineData("bawaslu:75.71", "ppk:75.71", false)]
    [InlineData("bawaslu:75", "bawaslu:75.71", false)]
    [InlineData("ppk:75.71", "ppk:75.71", true)]
    [InlineData("ppk:75.71", "bawaslu:75.71", false)]
    [InlineData("ppk:75.71", "bawaslu:00", true)]
    [InlineData("ppk:00", "bawaslu:00", true)]
    [InlineData(Shipped, "bawaslu:75.71", false)]
    [InlineData(Shipped, "ppk:00", false)]
    [InlineData(Shipped, "bawaslu:00", true)]
    public void Its_own_office_and_central_continue_a_text(string publishedBy, string office, bool may)
    {
        Assert.True(Office.TryParse(office, out var read));
        Assert.Equal(may, PledgeTextEndpoint.MayContinue(publishedBy, read));
    }

    [Fact]
    public async Task Another_office_publishes_no_version_and_no_translation_of_a_text_but_one_of_its_own()
    {
        var text = await HeldDeclaration.TextAsync(Replica, "75.71");
        Metadata[] others = [TestIssuer.As("bawaslu:75.72"), TestIssuer.As("bawaslu:75"), TestIssuer.As("ppk:75.71", "agency")];

        foreach (var office in others)
        {
            foreach (var language in new[] { "id", "jv" })
            {
                var refused = await Refusal.OfAsync(Replica.Texts.PublishPledgeTextAsync(Text(text, language), office));
                Assert.Equal((StatusCode.PermissionDenied, "PLEDGE_TEXT_NOT_YOURS"), (refused.Code, refused.Reason));
                Assert.Contains("tanpa previous_text_id", refused.Message, StringComparison.Ordinal);
            }
        }

        var request = Text(text, "id");
        await Refusal.OfAsync(Replica.Texts.PublishPledgeTextAsync(request, others[0]));
        request.PreviousTextId = "";
        var own = (await Replica.Texts.PublishPledgeTextAsync(request, others[0])).PledgeTextId;
        var next = (await Replica.Texts.PublishPledgeTextAsync(Text(own, "id"), others[0])).PledgeTextId;

        Assert.Equal((1, 2), ((await ReadAsync(own)).Version, (await ReadAsync(next)).Version));
        Assert.Equal(own, (await Replica.Texts.PublishPledgeTextAsync(request, others[0])).PledgeTextId);
    }

    [Fact]
    public async Task Central_continues_any_text_and_nobody_else_continues_what_central_published()
    {
        var text = await HeldDeclaration.TextAsync(Replica, "75.71");
        var translation = (await Replica.Texts.PublishPledgeTextAsync(Text(text, "jv"), Central)).PledgeTextId;
        var next = (await Replica.Texts.PublishPledgeTextAsync(Text(text, "id"), Central)).PledgeTextId;
        var shipped = ShippedTexts.All(DateTimeOffset.UnixEpoch)[^1].Id.ToString();

        await Eventually.SeeAsync(
            async () => (await Replica.Texts.ListPledgeTextsAsync(new ListPledgeTextsRequest { Language = "id" }, Central)).PledgeTexts.Any(each => each.PledgeTextId == shipped), isThere => isThere);

        var ofNext = await Refusal.OfAsync(Replica.Texts.PublishPledgeTextAsync(Text(next, "id"), TestIssuer.As("bawaslu:75.71")));
        var ofShipped = await Refusal.OfAsync(Replica.Texts.PublishPledgeTextAsync(Text(shipped, "jv"), TestIssuer.As("bawaslu:75.71")));
        var translated = (await Replica.Texts.PublishPledgeTextAsync(Text(shipped, "min-x-uji"), Central)).PledgeTextId;

        Assert.Equal(("PLEDGE_TEXT_NOT_YOURS", "PLEDGE_TEXT_NOT_YOURS"), (ofNext.Reason, ofShipped.Reason));
        Assert.Equal((1, 2), ((await ReadAsync(translation)).Version, (await ReadAsync(next)).Version));
        Assert.Equal(shipped, (await ReadAsync(translated)).PreviousTextId);
    }

    [Fact]
    public async Task Of_its_office_central_and_a_stranger_at_once_one_publishes_the_next_version()
    {
        var text = await HeldDeclaration.TextAsync(Replica, "75.71");
        Metadata[] offices = [TestIssuer.As("bawaslu:75.71"), Central, TestIssuer.As("bawaslu:75.72"), TestIssuer.As("bawaslu:75.71")];

        var reasons = await Task.WhenAll(offices.Select(office => ReasonAsync(Replica.Texts.PublishPledgeTextAsync(Text(text, "id"), office).ResponseAsync)));

        Assert.Equal("PLEDGE_TEXT_NOT_YOURS", reasons[2]);
        Assert.Equal(["", "PLEDGE_TEXT_SUPERSEDED", "PLEDGE_TEXT_SUPERSEDED"], new[] { reasons[0], reasons[1], reasons[3] }.Order(StringComparer.Ordinal));
    }

    private static async Task<string> ReasonAsync(Task call)
    {
        try
        {
            await call;
            return "";
        }
        catch (RpcException refused)
        {
            return Refusal.Of(refused).Reason;
        }
    }

    private async Task<Wire.PledgeText> ReadAsync(string id) => (await Replica.Texts.GetPledgeTextAsync(new GetPledgeTextRequest { PledgeTextId = id }, Central)).PledgeText;

    private static PublishPledgeTextRequest Text(string previous, string language) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        Kind = PledgeTextKind.Ikrar,
        Title = "Ikrar uji",
        Language = language,
        PreviousTextId = previous,
        Points = { new Wire.PledgePoint { Number = 1, Wording = "CONTOH butir.", Subjects = { SubjectTag.Prinsip } } },
    };
}
