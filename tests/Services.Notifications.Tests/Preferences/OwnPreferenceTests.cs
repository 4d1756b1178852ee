using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Offices;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Services.Notifications.Tests.Preferences;

/// <summary>What people choose for their own addresses, within what their office has chosen.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class OwnPreferenceTests(BackingServices backing)
{
    [Fact]
    public async Task A_person_who_wants_no_notices_of_a_kind_is_passed_over_for_the_next_and_has_legal_ones_all_the_same()
    {
        const string Office = "bawaslu:94.01";
        await using var smtp = await SmtpServer.StartAsync();
        await using var replica = await NotificationsProcess.StartAsync(backing, smtp.Settings);
        var entry = OfficeDirectoryTests.Entry(Office, (ContactChannel.Email, "ketua@contoh.go.id"), (ContactChannel.Email, "anggota@contoh.go.id"));
        (entry.Contacts[0].Person, entry.Contacts[1].Person) = ("ketua", "anggota");
        await OfficeDirectoryTests.RecordAsync(replica, entry);
        await replica.OwnPreferences.RecordOwnPreferenceAsync(Wanted(NoticeKind.Broadcast, DeliveryManner.InboxOnly), As(Office, "ketua"));
        var broadcast = Wanted(NoticeKind.Broadcast, DeliveryManner.InboxOnly);
        broadcast.Manners.Add(new OwnManner { Kind = NoticeKind.DeclarationHeld, Manner = DeliveryManner.Digest });
        await replica.OwnPreferences.RecordOwnPreferenceAsync(broadcast, As(Office, "ketua"));

        var legal = await backing.TellAsync(Office, NoticeKind.ReportReceived);
        var told = await backing.TellAsync(Office, NoticeKind.Broadcast);
        var together = await backing.TellAsync(Office, NoticeKind.DeclarationHeld);
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from notifications.digest_items where office = $1", Office), count => count == 1);
        await Eventually.SeeAsync(() => Task.FromResult(smtp.Taken.Count), count => count >= 2);
        var known = await replica.OwnPreferences.GetOwnPreferenceAsync(new GetOwnPreferenceRequest(), As(Office, "ketua"));
        var other = await replica.OwnPreferences.GetOwnPreferenceAsync(new GetOwnPreferenceRequest(), As(Office, "anggota"));

        Assert.Equal("ketua@contoh.go.id", await AddressAsync(legal));
        Assert.Equal("anggota@contoh.go.id", await AddressAsync(told));
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from notifications.deliveries d join notifications.notices n on n.id = d.notice_id where n.subject_id = $1", together));
        Assert.Equal((1, 1), (known.Addresses, other.Addresses));
        Assert.Equal((DeliveryManner.InboxOnly, DeliveryManner.Digest, DeliveryManner.AtOnce), (Manner(known, NoticeKind.Broadcast), Manner(known, NoticeKind.DeclarationHeld), Manner(known, NoticeKind.ReportReceived)));
        Assert.Equal((DeliveryManner.AtOnce, true), (Manner(other, NoticeKind.Broadcast), other.RecordedAt is null));

        Task<string> AddressAsync(Guid subject) => backing.ScalarAsync<string>("select d.address from notifications.deliveries d join notifications.notices n on n.id = d.notice_id where n.subject_id = $1", subject);
    }

    [Fact]
    public async Task The_same_request_again_and_many_at_once_leave_one_wish_and_what_a_crash_cut_off_is_recorded_again()
    {
        const string Office = "bawaslu:94.02";
        var request = Wanted(NoticeKind.Broadcast, DeliveryManner.Digest);
        (request.Channel, request.QuietFrom, request.QuietTo) = (ContactChannel.Whatsapp, "21:00", "06:00");
        await using (var dying = await NotificationsProcess.StartAsync(backing, crashAt: "own_preference.before_commit"))
        {
            await Assert.ThrowsAsync<RpcException>(async () => await dying.OwnPreferences.RecordOwnPreferenceAsync(request, As(Office, "ketua")));
            await dying.SeeDeadAsync("own_preference.before_commit");
        }

        Assert.Equal(0L, await CountAsync());
        await using var one = await NotificationsProcess.StartAsync(backing);
        await using var two = await NotificationsProcess.StartAsync(backing);
        var answers = await Task.WhenAll(new[] { one, two, one, two }.Select(async replica => await replica.OwnPreferences.RecordOwnPreferenceAsync(request, As(Office, "ketua"))));
        await Task.WhenAll(new[] { one, two, one, two }.Select(async replica => await replica.OwnPreferences.RecordOwnPreferenceAsync(Wanted(NoticeKind.Broadcast, DeliveryManner.InboxOnly), As(Office, "ketua"))));
        var known = await two.OwnPreferences.GetOwnPreferenceAsync(new GetOwnPreferenceRequest(), As(Office, "ketua"));

        Assert.Single(answers.Distinct());
        Assert.Equal(1L, await CountAsync());
        Assert.Equal((ContactChannel.Unspecified, "", "", DeliveryManner.InboxOnly, 0), (known.Channel, known.QuietFrom, known.QuietTo, Manner(known, NoticeKind.Broadcast), known.Addresses));

        Task<long> CountAsync() => backing.ScalarAsync<long>("select count(*) from notifications.person_preferences where office = $1", Office);
    }

    [Fact]
    public async Task What_cannot_be_is_told_field_by_field()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var wrong = Wanted(NoticeKind.CaseDeadlinePassed, DeliveryManner.Unspecified);
        wrong.Manners.Add(new OwnManner { Kind = NoticeKind.Broadcast, Manner = DeliveryManner.Digest });
        wrong.Manners.Add(new OwnManner { Kind = NoticeKind.Broadcast, Manner = DeliveryManner.Digest });
        (wrong.Channel, wrong.QuietFrom, wrong.QuietTo) = ((ContactChannel)9, "9 malam", "");

        var refusal = await Refused.AsAsync(StatusCode.InvalidArgument, "PREFERENCE_INVALID", replica.OwnPreferences.RecordOwnPreferenceAsync(wrong, As("bawaslu:94.03", "ketua")));
        await Refused.AsAsync(StatusCode.InvalidArgument, "REQUEST_ID_INVALID", replica.OwnPreferences.RecordOwnPreferenceAsync(new RecordOwnPreferenceRequest(), As("bawaslu:94.03", "ketua")));
        var entry = OfficeDirectoryTests.Entry("bawaslu:94.03");
        entry.Contacts[0].Person = "nama orang";
        var person = await Refused.AsAsync(StatusCode.InvalidArgument, "OFFICE_ENTRY_INVALID",
            replica.Offices.RecordOfficeAsync(new RecordOfficeRequest { RequestId = Refused.NewId(), Entry = entry }, TestIssuer.Central()));

        Assert.Equal(["channel", "quiet_from", "quiet_to", "manners[0].kind", "manners[0].manner", "manners[2].kind"], refusal.Fields);
        Assert.Equal(["entry.contacts[0].person"], person.Fields);
    }

    private static RecordOwnPreferenceRequest Wanted(NoticeKind kind, DeliveryManner manner) =>
        new() { RequestId = Refused.NewId(), Manners = { new OwnManner { Kind = kind, Manner = manner } } };

    private static Metadata As(string office, string person) => TestIssuer.As(office, person: person);

    private static DeliveryManner Manner(GetOwnPreferenceResponse known, NoticeKind kind) => known.Manners.Single(own => own.Kind == kind).Manner;
}
