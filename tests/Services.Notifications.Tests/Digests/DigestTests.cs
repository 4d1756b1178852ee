using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Tests.Offices;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Services.Notifications.Tests.Digests;

/// <summary>What offices choose, and what goes out together.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class DigestTests(BackingServices backing)
{
    [Fact]
    public async Task What_an_office_wants_together_goes_out_in_one_mail_what_it_does_not_want_not_at_all_and_legal_notices_at_once()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var replica = await NotificationsProcess.StartAsync(backing, smtp.Settings);
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry("bawaslu:91.05"));
        await ChooseAsync(replica, "bawaslu:91.05", NoticeKind.DeclarationHeld, DeliveryManner.Digest);
        await ChooseAsync(replica, "bawaslu:91.05", NoticeKind.Broadcast, DeliveryManner.InboxOnly);
        await backing.TellAsync("bawaslu:91.05", NoticeKind.Broadcast, title: "CONTOH pengumuman");
        await backing.TellAsync("bawaslu:91.05", NoticeKind.DeclarationHeld, title: "CONTOH satu");
        await backing.TellAsync("bawaslu:91.05", NoticeKind.DeclarationHeld, title: "CONTOH dua");
        await backing.TellAsync("bawaslu:91.05", NoticeKind.ReportReceived, title: "CONTOH hukum");

        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from notifications.digest_items where office = 'bawaslu:91.05'"), count => count == 2);
        await Eventually.SeeAsync(() => Task.FromResult(smtp.Taken.Count), count => count == 1);
        Assert.Contains("CONTOH hukum", smtp.Taken.Single().Content, StringComparison.Ordinal);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new DigestWriter(backing.Owner, new StandingClock(DateTimeOffset.UtcNow.AddDays(2))).WriteDueAsync(CancellationToken.None)));
        // Its notice was made by a clock two days ahead; what is due is what the plan says.
        await backing.ScalarAsync<long>("with due as (update notifications.notices_to_deliver set due_at = now() - interval '1 minute' returning 1) select count(*) from due");
        await Eventually.SeeAsync(() => Task.FromResult(smtp.Taken.Count), count => count == 2);
        var inbox = (await replica.Inbox.ListNoticesAsync(new ListNoticesRequest { Office = "bawaslu:91.05" }, TestIssuer.Central())).Notices;

        var digest = smtp.Taken.Last().Content;
        Assert.Contains("Ringkasan: 2 pemberitahuan baru", digest, StringComparison.Ordinal);
        Assert.Contains("1. CONTOH satu", digest, StringComparison.Ordinal);
        Assert.Contains("2. CONTOH dua", digest, StringComparison.Ordinal);
        Assert.DoesNotContain("CONTOH pengumuman", digest, StringComparison.Ordinal);
        Assert.Equal(["CONTOH dua", "CONTOH hukum", "CONTOH pengumuman", "CONTOH satu"], inbox.Select(notice => notice.Title).Order(StringComparer.Ordinal));
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from notifications.notices where office = 'bawaslu:91.05' and kind = 'Digest'"));
    }

    [Fact]
    public async Task A_service_that_dies_before_the_commit_writes_the_digest_after_its_restart_and_once()
    {
        await using (var dying = await NotificationsProcess.StartAsync(backing, crashAt: "digest.before_commit"))
        {
            await ChooseAsync(dying, "bawaslu:91.02", NoticeKind.DeclarationHeld, DeliveryManner.Digest);
            await backing.TellAsync("bawaslu:91.02", NoticeKind.DeclarationHeld, title: "CONTOH satu");
            await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from notifications.digest_items where office = 'bawaslu:91.02'"), count => count == 1);
            await backing.ScalarAsync<long>("with due as (update notifications.digest_items set due_at = now() where office = 'bawaslu:91.02' returning 1) select count(*) from due");
            await dying.SeeDeadAsync("digest.before_commit");
        }

        Assert.Equal(0L, await DigestsAsync());
        await using var one = await NotificationsProcess.StartAsync(backing);
        await using var two = await NotificationsProcess.StartAsync(backing);

        await Eventually.SeeAsync(DigestsAsync, count => count == 1);
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from notifications.digest_items where office = 'bawaslu:91.02'"));

        Task<long> DigestsAsync() => backing.ScalarAsync<long>("select count(*) from notifications.notices where office = 'bawaslu:91.02' and kind = 'Digest'");
    }

    [Fact]
    public async Task An_office_chooses_for_itself_and_not_for_legal_notices()
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        var request = new RecordPreferenceRequest { RequestId = Refused.NewId(), Kind = NoticeKind.ReportStatusChanged, Manner = DeliveryManner.InboxOnly };
        var own = TestIssuer.As("bawaslu:91.03");

        Assert.Equal(await replica.Preferences.RecordPreferenceAsync(request, own), await replica.Preferences.RecordPreferenceAsync(request, own));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ChooseAsync(replica, "bawaslu:91.03", NoticeKind.Broadcast, DeliveryManner.Digest)));
        var listed = (await replica.Preferences.ListPreferencesAsync(new ListPreferencesRequest { Office = "bawaslu:91.03" }, TestIssuer.As("bawaslu:91"))).Preferences;

        Assert.Equal((DeliveryManner.InboxOnly, false), Chosen(NoticeKind.ReportStatusChanged));
        Assert.Equal((DeliveryManner.Digest, false), Chosen(NoticeKind.Broadcast));
        Assert.Equal((DeliveryManner.AtOnce, true), Chosen(NoticeKind.ReportReceived));
        Assert.Equal((DeliveryManner.AtOnce, false), Chosen(NoticeKind.DeclarationHeld));
        var legal = new RecordPreferenceRequest { RequestId = Refused.NewId(), Kind = NoticeKind.CaseDeadlinePassed };
        Assert.Equal(["kind", "manner"], (await Refused.AsAsync(StatusCode.InvalidArgument, "PREFERENCE_INVALID", replica.Preferences.RecordPreferenceAsync(legal, own))).Fields);
        await Refused.AsAsync(StatusCode.InvalidArgument, "OFFICE_INVALID", replica.Preferences.ListPreferencesAsync(new ListPreferencesRequest { Office = "kota" }, own));
        await Refused.AsAsync(StatusCode.PermissionDenied, "OFFICE_NOT_YOURS", replica.Preferences.ListPreferencesAsync(new ListPreferencesRequest { Office = "bawaslu:92" }, own));
        await Refused.AsAsync(StatusCode.PermissionDenied, "OFFICE_NOT_YOURS",
            replica.Preferences.RecordPreferenceAsync(new RecordPreferenceRequest { RequestId = Refused.NewId(), Office = "bawaslu:91.03", Kind = NoticeKind.Broadcast, Manner = DeliveryManner.AtOnce }, TestIssuer.As("bawaslu:91")));
        await Refused.AsAsync(StatusCode.InvalidArgument, "REQUEST_ID_INVALID",
            replica.Preferences.RecordPreferenceAsync(new RecordPreferenceRequest { Kind = NoticeKind.Broadcast, Manner = DeliveryManner.AtOnce }, own));

        (DeliveryManner, bool) Chosen(NoticeKind kind) => listed.Where(preference => preference.Kind == kind).Select(preference => (preference.Manner, preference.IsLegal)).Single();
    }

    private static async Task ChooseAsync(NotificationsProcess replica, string office, NoticeKind kind, DeliveryManner manner) =>
        await replica.Preferences.RecordPreferenceAsync(new RecordPreferenceRequest { RequestId = Refused.NewId(), Office = office, Kind = kind, Manner = manner }, TestIssuer.Central());
}
