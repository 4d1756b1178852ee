using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Notifications.Tests.Offices;
using Netralitas.Services.Notifications.Tests.Support;
using Wire = Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Tests.Proofs;

/// <summary>LAW-FWD-08: a notice is served when whoever it is for confirms it, and that can be proved.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed partial class NoticeProofTests(BackingServices backing)
{
    private const string Secret = "rahasia-penyedia-uji";

    [Fact]
    public async Task A_forwarded_case_is_told_to_the_authority_confirmed_by_the_code_of_the_message_and_proved()
    {
        await using var provider = await HttpReceiver.AnsweringAsync(200, """{"id":"bukti-1"}""");
        await using var replica = await NotificationsProcess.StartAsync(backing, Sms(provider.Address));
        var (forwarding, notice, code) = await ServeAsync(replica, provider, "ppk:73.01");
        Assert.Equal(HttpStatusCode.NoContent, await PostReceiptAsync(replica.Http, """{"id":"bukti-1","status":"delivered"}"""));
        Assert.Null((await ProofAsync(replica, forwarding)).Confirmation);

        var confirmed = await replica.Confirmations.ConfirmNoticeAsync(new ConfirmNoticeRequest { Code = code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal) });
        var again = await replica.Confirmations.ConfirmNoticeAsync(new ConfirmNoticeRequest { Code = code });
        var signedIn = await replica.Inbox.AcknowledgeNoticeAsync(new AcknowledgeNoticeRequest { RequestId = Refused.NewId(), NoticeId = notice.NoticeId }, Agency("ppk:73.01"));
        var proof = await ProofAsync(replica, forwarding);

        Assert.Equal(("Perkara diteruskan kepada kantor Anda", "ppk:73.01"), (confirmed.Title, confirmed.Office));
        Assert.Equal((confirmed, confirmed.ConfirmedAt), (again, signedIn.AcknowledgedAt));
        Assert.Equal(forwarding.ToString(), notice.ForwardingId);
        Assert.Equal((notice.NoticeId, NoticeKind.Forwarded, "ppk:73.01", notice.Title, notice.Body), (proof.NoticeId, proof.Kind, proof.Office, proof.Title, proof.Body));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.Title + "\n" + notice.Body))), proof.ContentSha256);
        var delivery = Assert.Single(proof.Deliveries);
        Assert.Equal(("SMS", "Anggota 1", "+628…01", 0, DeliveryState.Delivered, "pertama", "bukti-1"),
            (delivery.Channel, delivery.Function, delivery.Address, delivery.TemplateVersion, delivery.State, delivery.Provider, delivery.ProviderReference));
        Assert.Equal("DELIVERED", Assert.Single(delivery.Receipts).Outcome);
        Assert.Equal((confirmed.ConfirmedAt, ConfirmationMeans.Code, "", "SMS"), (proof.Confirmation.ConfirmedAt, proof.Confirmation.Means, proof.Confirmation.ConfirmedBy, proof.Confirmation.Channel));
        Assert.Equal(1L, await ServedAsync(notice.NoticeId));
        Assert.Equal(proof, Assert.Single((await replica.Proofs.ListNoticeProofsAsync(new ListNoticeProofsRequest { NoticeId = notice.NoticeId }, TestIssuer.Central())).Proofs));
    }

    [Fact]
    public async Task Of_many_who_confirm_at_once_all_are_told_one_time_and_it_is_served_once()
    {
        await using var provider = await HttpReceiver.AnsweringAsync(200, """{"id":"bukti-2"}""");
        await using var replica = await NotificationsProcess.StartAsync(backing, Sms(provider.Address));
        var (forwarding, notice, code) = await ServeAsync(replica, provider, "ppk:73.02");

        var times = await Task.WhenAll(Enumerable.Range(0, 8).Select(async n => n % 2 == 0
            ? (await replica.Confirmations.ConfirmNoticeAsync(new ConfirmNoticeRequest { Code = code })).ConfirmedAt
            : (await replica.Inbox.AcknowledgeNoticeAsync(new AcknowledgeNoticeRequest { RequestId = Refused.NewId(), NoticeId = notice.NoticeId }, Agency("ppk:73.02"))).AcknowledgedAt));

        Assert.Equal((await ProofAsync(replica, forwarding)).Confirmation.ConfirmedAt, Assert.Single(times.Distinct()));
        Assert.Equal(1L, await ServedAsync(notice.NoticeId));
    }

    [Fact]
    public async Task Opening_a_link_confirms_nothing_and_a_wrong_code_or_office_is_refused()
    {
        await using var provider = await HttpReceiver.AnsweringAsync(200, """{"id":"bukti-3"}""");
        await using var replica = await NotificationsProcess.StartAsync(backing, Sms(provider.Address));
        var (forwarding, notice, code) = await ServeAsync(replica, provider, "ppk:73.03");
        using var browser = new HttpClient();
        using var opened = await browser.GetAsync(new Uri(replica.Http, $"v1/noticeConfirmations?code={code}"));

        Assert.Contains(opened.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed });
        Assert.Equal(["code"], (await Refused.AsAsync(StatusCode.NotFound, "CONFIRMATION_CODE_UNKNOWN", replica.Confirmations.ConfirmNoticeAsync(new ConfirmNoticeRequest { Code = "0000-0000-0000-0000" }))).Fields);
        await Refused.AsAsync(StatusCode.NotFound, "CONFIRMATION_CODE_UNKNOWN", replica.Confirmations.ConfirmNoticeAsync(new ConfirmNoticeRequest()));
        await Refused.AsAsync(StatusCode.NotFound, "NOTICE_UNKNOWN",
            replica.Inbox.AcknowledgeNoticeAsync(new AcknowledgeNoticeRequest { RequestId = Refused.NewId(), NoticeId = notice.NoticeId }, Agency("ppk:73.04")));
        foreach (var stranger in new[] { TestIssuer.As("bawaslu:73.04"), Agency("ppk:73.04"), Agency("opd:73.03") })
        {
            await Refused.AsAsync(StatusCode.NotFound, "NOTICE_UNKNOWN", replica.Proofs.ListNoticeProofsAsync(new ListNoticeProofsRequest { ForwardingId = forwarding.ToString() }, stranger));
        }

        Assert.Equal(["notice_id", "forwarding_id"],
            (await Refused.AsAsync(StatusCode.InvalidArgument, "PROOF_REQUEST_INVALID", replica.Proofs.ListNoticeProofsAsync(new ListNoticeProofsRequest(), TestIssuer.Central()))).Fields);
        Assert.Null((await ProofAsync(replica, forwarding)).Confirmation);
        Assert.Equal(0L, await ServedAsync(notice.NoticeId));
    }

    [Theory]
    [InlineData("confirmation.before_commit", "ppk:73.05", 0L)]
    [InlineData("confirmation.after_commit_before_reply", "ppk:73.06", 1L)]
    public async Task Whoever_got_no_answer_types_the_code_again_and_it_is_served_once(string failpoint, string office, long survives)
    {
        await using var provider = await HttpReceiver.AnsweringAsync(200, $$"""{"id":"{{office}}"}""");
        Wire.Notice notice;
        string code;
        await using (var dying = await NotificationsProcess.StartAsync(backing, Sms(provider.Address), crashAt: failpoint))
        {
            (_, notice, code) = await ServeAsync(dying, provider, office);
            await Assert.ThrowsAsync<RpcException>(async () => await dying.Confirmations.ConfirmNoticeAsync(new ConfirmNoticeRequest { Code = code }));
            await dying.SeeDeadAsync(failpoint);
        }

        Assert.Equal(survives, await ServedAsync(notice.NoticeId));
        await using var next = await NotificationsProcess.StartAsync(backing);
        var first = await next.Confirmations.ConfirmNoticeAsync(new ConfirmNoticeRequest { Code = code });

        Assert.Equal(first, await next.Confirmations.ConfirmNoticeAsync(new ConfirmNoticeRequest { Code = code }));
        Assert.Equal(1L, await ServedAsync(notice.NoticeId));
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from messaging.outbox_sent where aggregate = $1", Guid.Parse(notice.NoticeId)), sent => sent == 1);
    }

    /// <summary>Forwards a case to an authority, and waits for the message about it.</summary>
    private async Task<(Guid Forwarding, Wire.Notice Notice, string Code)> ServeAsync(NotificationsProcess replica, HttpReceiver provider, string office)
    {
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry(office, (ContactChannel.Sms, "+62812000073" + office[^2..])));
        var forwarding = Guid.CreateVersion7();
        await backing.PublishAsync(
            new CaseForwarded { ForwardingId = forwarding, Version = 1, AgencyOffice = office, OfficeCode = office[4..], ForwardedOn = new DateOnly(2024, 11, 1), ActByOn = new DateOnly(2024, 12, 1) }, forwarding, 1);
        await Eventually.SeeAsync(() => Task.FromResult(provider.Messages.Count), count => count > 0);
        var told = await Eventually.SeeAsync(async () => (await replica.Inbox.ListNoticesAsync(new ListNoticesRequest(), Agency(office))).Notices.ToList(), notices => notices.Count > 0);
        await Eventually.SeeAsync(async () => await ProofAsync(replica, forwarding), proof => proof.Deliveries.Count == 1 && proof.Deliveries[0].SentAt is not null);
        return (forwarding, Assert.Single(told), Code().Match(provider.Messages.Single().Text).Value);
    }

    private static async Task<NoticeProof> ProofAsync(NotificationsProcess replica, Guid forwarding) =>
        Assert.Single((await replica.Proofs.ListNoticeProofsAsync(new ListNoticeProofsRequest { ForwardingId = forwarding.ToString() }, TestIssuer.As("bawaslu:73"))).Proofs);

    private Task<long> ServedAsync(string notice) => backing.ScalarAsync<long>(
        "select count(*) from (select aggregate, type from messaging.outbox union all select aggregate, type from messaging.outbox_sent) e where e.aggregate = $1 and e.type = $2",
        Guid.Parse(notice), typeof(NoticeServed).FullName!);

    private static Metadata Agency(string office) => TestIssuer.As(office, "agency");

    private static async Task<HttpStatusCode> PostReceiptAsync(Uri service, string body)
    {
        using var http = new HttpClient();
        using var content = new StringContent(body);
        using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(service, "receipts/pertama")) { Content = content };
        call.Headers.Add("X-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body))));
        using var answer = await http.SendAsync(call);
        return answer.StatusCode;
    }

    private static IEnumerable<(string, string)> Sms(Uri provider)
    {
        const string Path = "Notifications:Delivery:Providers:0";
        yield return ($"{Path}:Name", "pertama");
        yield return ($"{Path}:Url", provider.ToString());
        yield return ($"{Path}:Channels:0", "Sms");
        yield return ($"{Path}:Fields:to", "{{alamat}}");
        yield return ($"{Path}:Fields:text", "{{isi}}");
        yield return ($"{Path}:Receipts:Secret", Secret);
        yield return ($"{Path}:Receipts:Delivered:0", "delivered");
    }

    [GeneratedRegex("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}")]
    private static partial Regex Code();
}
