using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class PledgeTextTests(RunningSuite suite)
{
    [Fact]
    public async Task A_text_is_read_back_as_it_was_published()
    {
        var officer = suite.As("bawaslu:35.75");
        var request = Requests.PledgeText();
        request.Source = "Sumber uji";

        var published = await suite.Texts.PublishPledgeTextAsync(request, officer);
        var read = await suite.Texts.GetPledgeTextAsync(new GetPledgeTextRequest { PledgeTextId = published.PledgeTextId }, suite.As("opd:35.75", "signatory"));

        Assert.Equal(
            new PledgeText
            {
                PledgeTextId = published.PledgeTextId,
                Kind = PledgeTextKind.Ikrar,
                Title = request.Title,
                Points = { request.Points },
                Language = "id",
                Source = "Sumber uji",
                Wording = Wording.Verbatim,
                Version = 1,
            },
            read.PledgeText);
    }

    [Fact]
    public async Task The_same_request_twice_and_at_once_is_one_text()
    {
        var officer = suite.As("bawaslu:35.75");
        var request = Requests.PledgeText();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => suite.Texts.PublishPledgeTextAsync(request, officer).ResponseAsync));
        var again = await suite.Texts.PublishPledgeTextAsync(request, officer);

        Assert.All(answers, answer => Assert.Equal(again, answer));
    }

    [Fact]
    public async Task A_text_without_points_is_refused_with_every_fault()
    {
        var refusal = await Refusal.OfAsync(suite.Texts.PublishPledgeTextAsync(new PublishPledgeTextRequest { RequestId = Requests.NewId() }, suite.As("bawaslu:35.75")));

        Assert.Equal((StatusCode.InvalidArgument, "PLEDGE_TEXT_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal(["kind", "title", "points"], refusal.Fields);
    }

    [Fact]
    public async Task A_point_without_number_wording_or_subject_is_named()
    {
        var request = Requests.PledgeText();
        request.Points[1].Number = 3;
        request.Points[1].Wording = " ";
        request.Points[1].Subjects.Clear();

        var refusal = await Refusal.OfAsync(suite.Texts.PublishPledgeTextAsync(request, suite.As("bawaslu:35.75")));

        Assert.Equal(["points[1].number", "points[1].wording", "points[1].subjects"], refusal.Fields);
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused()
    {
        var officer = suite.As("bawaslu:35.75");
        var request = Requests.PledgeText();
        await suite.Texts.PublishPledgeTextAsync(request, officer);
        request.Title += " lain";

        var refusal = await Refusal.OfAsync(suite.Texts.PublishPledgeTextAsync(request, officer));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (refusal.Code, refusal.Reason));
    }
}
