using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Activity = Netralitas.Contracts.Pledges.V1.Activity;
using TimeZone = Netralitas.Contracts.Geography.V1.TimeZone;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class DeclarationTests(RunningSuite suite)
{
    [Fact]
    public async Task A_declaration_is_read_back_as_it_was_recorded()
    {
        var officer = suite.As("bawaslu:75.71");
        var text = await suite.Texts.PublishPledgeTextAsync(Requests.PledgeText(), officer);
        var request = Requests.Declaration(pledgeTextId: text.PledgeTextId);
        request.Participants.Add(new Participant { Role = ParticipantRole.Reader, Position = "Sekda", Tenure = OfficeTenure.Definitif });
        request.Participants.Add(new Participant { Role = ParticipantRole.Attendee, Position = "Camat", People = 9 });
        request.StaffCategories.Add(StaffCategory.Ppnpn);

        var opened = await suite.Declarations.OpenDeclarationAsync(request, officer);
        var read = await suite.Declarations.GetDeclarationAsync(new GetDeclarationRequest { DeclarationId = opened.DeclarationId }, suite.As("bawaslu:12", "auditor"));

        Assert.Equal(
            new Declaration
            {
                DeclarationId = opened.DeclarationId,
                Title = request.Title,
                RegionCode = "75.71",
                RegionFullName = "Kota Gorontalo",
                Venue = request.Venue,
                HeldOn = "2024-09-21",
                StartsAt = "09:30",
                TimeZone = TimeZone.Wita,
                Mode = DeclarationMode.Luring,
                Activities = { Activity.Ikrar },
                Organiser = request.Organiser,
                Participants = { request.Participants },
                PledgeTextId = text.PledgeTextId,
                StaffCategories = { StaffCategory.Ppnpn },
            },
            read.Declaration);
        Assert.Equal(new SignatureCounts(), read.Counts);
    }

    [Fact]
    public async Task The_offices_of_the_place_get_one_notice_each()
    {
        var opened = await suite.Declarations.OpenDeclarationAsync(Requests.Declaration("12.17"), suite.As("bawaslu:12.17"));

        foreach (var office in new[] { "bawaslu:12.17", "bawaslu:12", "bawaslu:00" })
        {
            var notices = await AfterMarkerAsync("12.17", office, opened.DeclarationId);
            var notice = Assert.Single(notices);
            Assert.Equal(NoticeKind.DeclarationHeld, notice.Kind);
            Assert.Equal("12.17", notice.RegionCode);
            Assert.Equal("Deklarasi netralitas: Kabupaten Samosir", notice.Title);
            Assert.Contains("21 September 2024 pukul 09.30 WIB", notice.Body, StringComparison.Ordinal);
        }

        Assert.Empty(await NoticesOfAsync("bawaslu:75", opened.DeclarationId));
    }

    [Fact]
    public async Task The_same_request_twice_is_one_declaration()
    {
        var officer = suite.As("bawaslu:75.71");
        var request = Requests.Declaration();

        var first = await suite.Declarations.OpenDeclarationAsync(request, officer);
        var second = await suite.Declarations.OpenDeclarationAsync(request, officer);

        Assert.Equal(first, second);
        Assert.Single(await AfterMarkerAsync("75.71", "bawaslu:75", first.DeclarationId));
    }

    [Fact]
    public async Task Eight_calls_at_once_are_one_declaration()
    {
        var officer = suite.As("bawaslu:75.71");
        var request = Requests.Declaration();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => suite.Declarations.OpenDeclarationAsync(request, officer).ResponseAsync));

        Assert.Single(answers.Select(a => a.DeclarationId).Distinct());
    }

    [Fact]
    public async Task The_same_id_with_other_content_is_refused_and_with_another_office_too()
    {
        var request = Requests.Declaration("75.71");
        await suite.Declarations.OpenDeclarationAsync(request, suite.As("bawaslu:75.71"));

        var byAnother = await Refusal.OfAsync(suite.Declarations.OpenDeclarationAsync(request, suite.As("bawaslu:75")));
        request.Title = "Judul lain";
        var changed = await Refusal.OfAsync(suite.Declarations.OpenDeclarationAsync(request, suite.As("bawaslu:75.71")));

        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (changed.Code, changed.Reason));
        Assert.Equal((StatusCode.AlreadyExists, "REQUEST_ID_REUSED"), (byAnother.Code, byAnother.Reason));
    }

    [Fact]
    public async Task A_session_lies_in_the_region_of_its_parent_and_is_counted_there()
    {
        var province = suite.As("bawaslu:12");
        var parent = await suite.Declarations.OpenDeclarationAsync(Requests.Declaration("12"), province);
        var session = Requests.Declaration("12.17");
        session.ParentDeclarationId = parent.DeclarationId;
        await suite.Declarations.OpenDeclarationAsync(session, suite.As("bawaslu:12.17"));
        var elsewhere = Requests.Declaration("75.71");
        elsewhere.ParentDeclarationId = parent.DeclarationId;

        var refusal = await Refusal.OfAsync(suite.Declarations.OpenDeclarationAsync(elsewhere, suite.As("bawaslu:75.71")));
        var read = await suite.Declarations.GetDeclarationAsync(new GetDeclarationRequest { DeclarationId = parent.DeclarationId }, province);

        Assert.Equal((StatusCode.FailedPrecondition, "PARENT_REGION_MISMATCH"), (refusal.Code, refusal.Reason));
        Assert.Equal(1, read.ChildSessions);
    }

    [Fact]
    public async Task Every_fault_is_told_at_once_and_nothing_is_stored()
    {
        var officer = suite.As("bawaslu:75.71");
        var request = new OpenDeclarationRequest { RequestId = Requests.NewId(), HeldOn = "21/9/2024", Activities = { Activity.Ikrar } };

        var refusal = await Refusal.OfAsync(suite.Declarations.OpenDeclarationAsync(request, officer));

        Assert.Equal((StatusCode.InvalidArgument, "DECLARATION_INVALID", "pledges.netralitas"), (refusal.Code, refusal.Reason, refusal.Domain));
        Assert.Equal(["held_on", "title", "organiser.name", "mode", "pledge_text_id", "region_code"], refusal.Fields);
        // The id was not used up: the mended request under it is accepted.
        var mended = Requests.Declaration();
        mended.RequestId = request.RequestId;
        Assert.NotEmpty((await suite.Declarations.OpenDeclarationAsync(mended, officer)).DeclarationId);
    }

    [Theory]
    [InlineData("region_code", "99.99", "REGION_UNKNOWN", StatusCode.InvalidArgument)]
    [InlineData("region_code", "Gorontalo", "REGION_UNKNOWN", StatusCode.InvalidArgument)]
    [InlineData("region_code", "12.17", "REGION_OUTSIDE_OFFICE", StatusCode.PermissionDenied)]
    [InlineData("request_id", "", "REQUEST_ID_INVALID", StatusCode.InvalidArgument)]
    [InlineData("request_id", "satu", "REQUEST_ID_INVALID", StatusCode.InvalidArgument)]
    [InlineData("pledge_text_id", "0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44", "PLEDGE_TEXT_UNKNOWN", StatusCode.NotFound)]
    [InlineData("parent_declaration_id", "0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44", "PARENT_DECLARATION_UNKNOWN", StatusCode.NotFound)]
    [InlineData("title", "a\0b", "TEXT_UNREADABLE", StatusCode.InvalidArgument)]
    public async Task A_wrong_field_is_refused(string field, string value, string reason, StatusCode code)
    {
        var request = Requests.Declaration();
        OpenDeclarationRequest.Descriptor.FindFieldByName(field).Accessor.SetValue(request, value);

        var refusal = await Refusal.OfAsync(suite.Declarations.OpenDeclarationAsync(request, suite.As("bawaslu:75.71")));

        Assert.Equal((code, reason), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task A_region_code_of_any_length_gets_a_readable_refusal()
    {
        var request = Requests.Declaration();
        request.RegionCode = new string('7', 40_000);

        var refusal = await Refusal.OfAsync(suite.Declarations.OpenDeclarationAsync(request, suite.As("bawaslu:75.71")));

        Assert.Equal("REGION_UNKNOWN", refusal.Reason);
        Assert.True(refusal.Message.Length < 200);
    }

    [Fact]
    public async Task An_unknown_declaration_is_not_found()
    {
        foreach (var id in new[] { "", "x", Requests.NewId() })
        {
            var refusal = await Refusal.OfAsync(suite.Declarations.GetDeclarationAsync(new GetDeclarationRequest { DeclarationId = id }, suite.As("bawaslu:75.71")));
            Assert.Equal((StatusCode.NotFound, "DECLARATION_UNKNOWN"), (refusal.Code, refusal.Reason));
        }
    }

    // A declaration recorded later has its notice by now: a second notice of the earlier one would be there too.
    private async Task<List<Notice>> AfterMarkerAsync(string region, string office, string declarationId)
    {
        await Eventually.SeeAsync(() => NoticesOfAsync(office, declarationId), found => found.Count > 0);
        var marker = await suite.Declarations.OpenDeclarationAsync(Requests.Declaration(region), suite.As($"bawaslu:{region}"));
        await Eventually.SeeAsync(() => NoticesOfAsync(office, marker.DeclarationId), found => found.Count > 0);
        return await NoticesOfAsync(office, declarationId);
    }

    private async Task<List<Notice>> NoticesOfAsync(string office, string declarationId)
    {
        var page = await suite.Inbox.ListNoticesAsync(new ListNoticesRequest { Office = office, PageSize = 200 }, suite.As("bawaslu:00", "central"));
        return [.. page.Notices.Where(n => n.DeclarationId == declarationId)];
    }
}
