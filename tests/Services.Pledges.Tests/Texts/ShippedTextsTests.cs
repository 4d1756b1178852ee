using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Services.Pledges.Texts;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Texts;

[Collection(PledgesServiceCollection.Name)]
public sealed class ShippedTextsTests(PledgesService service)
{
    [Fact]
    public void The_texts_of_the_samples_ship_as_they_stand_there_and_the_four_points_beside_them()
    {
        var shipped = ShippedTexts.All(DateTimeOffset.UnixEpoch);
        var samples = Samples.Texts().ToList();

        Assert.Equal(samples.Select(Content).Order(StringComparer.Ordinal), shipped.SkipLast(1).Select(Content).Order(StringComparer.Ordinal));
        Assert.Equal(4, shipped[^1].Points.Count);
        Assert.Equal(shipped.Count, shipped.Select(text => text.Id).Distinct().Count());
        Assert.All(shipped, text => Assert.Equal(Wording.Summary, text.Wording));
    }

    [Fact]
    public async Task Shipped_texts_can_be_read_and_pledged_and_a_second_replica_adds_none()
    {
        var officer = TestIssuer.As("bawaslu:75.71");
        await using var second = await PledgesProcess.StartAsync(service.Backing);
        var shipped = ShippedTexts.All(DateTimeOffset.UnixEpoch).Select(text => text.Id.ToString()).ToHashSet();

        var listed = await Eventually.SeeAsync(
            async () => (await second.Texts.ListPledgeTextsAsync(new ListPledgeTextsRequest { Language = "id" }, officer)).PledgeTexts.Where(text => shipped.Contains(text.PledgeTextId)).ToList(),
            found => found.Count == shipped.Count);
        var declaration = await HeldDeclaration.OpenedAsync(service.Replica, textId: listed[0].PledgeTextId);

        Assert.Equal(1, (await declaration.SignAsync(HeldDeclaration.Signer(1))).Recorded);
        Assert.Equal((long)shipped.Count, await service.Backing.ScalarAsync<long>("select count(*) from pledges.pledge_texts where published_by = 'bawaslu:00' and id::text like '00000000-%'"));
    }

    [Fact]
    public async Task A_changed_wording_is_the_next_version_and_asks_for_a_new_pledge_and_a_translation_is_beside_it()
    {
        var declaration = await HeldDeclaration.OpenedAsync(service.Replica);
        await declaration.SignAsync(HeldDeclaration.Signer(1));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return (await service.Replica.Texts.PublishPledgeTextAsync(Next(declaration.TextId, "id"), declaration.Organiser)).PledgeTextId;
            }
            catch (Grpc.Core.RpcException refused)
            {
                return refused.StatusCode.ToString();
            }
        }));
        var next = Assert.Single(answers, answer => Guid.TryParse(answer, out _));
        var translation = await service.Replica.Texts.PublishPledgeTextAsync(Next(next, "jv"), declaration.Organiser);
        var late = await Refusal.OfAsync(service.Replica.Texts.PublishPledgeTextAsync(Next(declaration.TextId, "id"), declaration.Organiser));
        var unknown = await Refusal.OfAsync(service.Replica.Texts.PublishPledgeTextAsync(Next(HeldDeclaration.NewId(), "id"), declaration.Organiser));
        var renewed = await (await HeldDeclaration.OpenedAsync(service.Replica, textId: next)).SignAsync(HeldDeclaration.Signer(1));
        var read = (await service.Replica.Texts.GetPledgeTextAsync(new GetPledgeTextRequest { PledgeTextId = next }, declaration.Organiser)).PledgeText;
        var translated = (await service.Replica.Texts.GetPledgeTextAsync(new GetPledgeTextRequest { PledgeTextId = translation.PledgeTextId }, declaration.Organiser)).PledgeText;

        Assert.Equal(3, answers.Count(answer => answer == "FailedPrecondition"));
        Assert.Equal("PLEDGE_TEXT_SUPERSEDED", late.Reason);
        Assert.Equal("PLEDGE_TEXT_UNKNOWN", unknown.Reason);
        Assert.Equal(1, renewed.Recorded);
        Assert.Equal((2, declaration.TextId, "Dasar uji", PointNature.Supervisory), (read.Version, read.PreviousTextId, read.LegalBasis, read.Points[0].Nature));
        Assert.Equal((2, next, "jv"), (translated.Version, translated.PreviousTextId, translated.Language));
    }

    private static string Content(PublishPledgeTextRequest text) =>
        $"{text.Kind}|{text.Title}|{text.Source}|{text.Contest}|{string.Join('|', text.Points.Select(p => $"{p.Number} {p.Nature} {p.Wording} {string.Join(',', p.Subjects)}"))}";

    private static string Content(PledgeText text) =>
        $"{text.Kind}|{text.Title}|{text.Source}|{text.Contest}|{string.Join('|', text.Points.Select(p => $"{p.Number} {p.Nature} {p.Wording} {string.Join(',', p.Subjects)}"))}";

    private static PublishPledgeTextRequest Next(string previous, string language) => new()
    {
        RequestId = HeldDeclaration.NewId(),
        Kind = PledgeTextKind.Ikrar,
        Title = "Ikrar uji",
        Language = language,
        PreviousTextId = previous,
        LegalBasis = "Dasar uji",
        Points = { new Wire.PledgePoint { Number = 1, Wording = "Memastikan netralitas bawahan.", Subjects = { SubjectTag.Prinsip }, Nature = PointNature.Supervisory } },
    };
}
