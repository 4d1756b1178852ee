using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class InboxTests(RunningSuite suite)
{
    [Fact]
    public async Task A_notice_is_acknowledged_once_and_keeps_its_first_time()
    {
        var (officer, notice) = await NoticeOfNewDeclarationAsync("91.05");
        var request = new AcknowledgeNoticeRequest { RequestId = Requests.NewId(), NoticeId = notice.NoticeId };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => suite.Inbox.AcknowledgeNoticeAsync(request, officer).ResponseAsync));
        var later = await suite.Inbox.AcknowledgeNoticeAsync(new AcknowledgeNoticeRequest { RequestId = Requests.NewId(), NoticeId = notice.NoticeId }, officer);
        var open = await suite.Inbox.ListNoticesAsync(new ListNoticesRequest { UnacknowledgedOnly = true, PageSize = 200 }, officer);

        Assert.All(answers, answer => Assert.Equal(later.AcknowledgedAt, answer.AcknowledgedAt));
        Assert.DoesNotContain(open.Notices, n => n.NoticeId == notice.NoticeId);
    }

    [Theory]
    [InlineData("bawaslu:91", "officer")]
    [InlineData("bawaslu:00", "central")]
    [InlineData("bawaslu:12.17", "officer")]
    public async Task A_notice_of_another_office_is_not_there(string caller, string role)
    {
        var (_, notice) = await NoticeOfNewDeclarationAsync("91.05");

        var refusal = await Refusal.OfAsync(suite.Inbox.AcknowledgeNoticeAsync(
            new AcknowledgeNoticeRequest { RequestId = Requests.NewId(), NoticeId = notice.NoticeId }, suite.As(caller, role)));
        var unknown = await Refusal.OfAsync(suite.Inbox.AcknowledgeNoticeAsync(
            new AcknowledgeNoticeRequest { RequestId = Requests.NewId(), NoticeId = Requests.NewId() }, suite.As(caller, role)));

        Assert.Equal((StatusCode.NotFound, "NOTICE_UNKNOWN"), (refusal.Code, refusal.Reason));
        Assert.Equivalent(unknown, refusal);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        var officer = suite.As("bawaslu:94.01");
        for (var n = 0; n < 5; n++)
        {
            await suite.Declarations.OpenDeclarationAsync(Requests.Declaration("94.01"), officer);
        }

        var whole = await Eventually.SeeAsync(async () => (await suite.Inbox.ListNoticesAsync(new ListNoticesRequest(), officer)).Notices, found => found.Count >= 5);
        var paged = new List<Notice>();
        var token = "";
        do
        {
            var page = await suite.Inbox.ListNoticesAsync(new ListNoticesRequest { PageSize = 2, PageToken = token }, officer);
            paged.AddRange(page.Notices);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(whole.Select(n => n.NoticeId), paged.Select(n => n.NoticeId));
    }

    [Theory]
    [InlineData("bukan-token", 0, "PAGE_TOKEN_INVALID")]
    [InlineData("", 201, "PAGE_SIZE_INVALID")]
    [InlineData("", -1, "PAGE_SIZE_INVALID")]
    public async Task A_page_that_cannot_be_is_refused(string token, int size, string reason)
    {
        var refusal = await Refusal.OfAsync(suite.Inbox.ListNoticesAsync(new ListNoticesRequest { PageToken = token, PageSize = size }, suite.As("bawaslu:75.71")));

        Assert.Equal((StatusCode.InvalidArgument, reason), (refusal.Code, refusal.Reason));
    }

    private async Task<(Metadata Officer, Notice Notice)> NoticeOfNewDeclarationAsync(string region)
    {
        var officer = suite.As($"bawaslu:{region}");
        var opened = await suite.Declarations.OpenDeclarationAsync(Requests.Declaration(region), officer);
        var notices = await Eventually.SeeAsync(
            async () => (await suite.Inbox.ListNoticesAsync(new ListNoticesRequest(), officer)).Notices.Where(n => n.DeclarationId == opened.DeclarationId).ToList(),
            found => found.Count > 0);
        return (officer, notices[0]);
    }
}
