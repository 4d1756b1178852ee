using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Offices;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Services.Notifications.Tests.Deliveries;

/// <summary>Notices that leave the inbox, through a real mail server and two providers that differ.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class DeliveryTests(BackingServices backing)
{
    private const string Secret = "rahasia-penyedia-uji";

    [Fact]
    public async Task A_notice_goes_out_by_mail_once_with_the_published_words_and_nothing_of_it_as_markup()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var replica = await NotificationsProcess.StartAsync(backing, smtp.Settings);
        await using var second = await NotificationsProcess.StartAsync(backing, smtp.Settings);
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry("bawaslu:31", (ContactChannel.Email, "ketua@contoh.go.id"), (ContactChannel.Email, "wakil@contoh.go.id")));

        var subject = await backing.TellAsync("bawaslu:31");
        await backing.TellAgainAsync("bawaslu:31", subject);
        var delivery = Assert.Single(await SeeAsync(replica, subject, all => all.Count == 1 && all[0].State is DeliveryState.Sent));

        Assert.Equal(("EMAIL", "k…@contoh.go.id", 1, "smtp"), (delivery.Channel, delivery.Address, delivery.Attempts, delivery.Provider));
        var mail = Assert.Single(smtp.Taken);
        Assert.Equal(["ketua@contoh.go.id"], mail.To);
        Assert.Contains($"{Guid.Parse(delivery.DeliveryId):N}@contoh.go.id", mail.Content, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Subject: [Netralitas] Laporan masuk: Kota Gorontalo", mail.Content, StringComparison.Ordinal);
        Assert.Contains("CONTOH isi <b>tebal</b> & lain-lain.", mail.Content, StringComparison.Ordinal);
        Assert.Contains("CONTOH isi &lt;b&gt;tebal&lt;/b&gt; &amp; lain-lain.", mail.Content, StringComparison.Ordinal);
        Assert.Contains("CONTOH bawaslu:31", mail.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_left_for_the_next_address_and_a_full_one_only_after_all_attempts()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var replica = await NotificationsProcess.StartAsync(backing, [.. smtp.Settings, ("Notifications:Delivery:RetrySeconds:0", "0")]);
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry("bawaslu:32",
            (ContactChannel.Sms, "+6281100000"), (ContactChannel.Email, "tiada@contoh.go.id"), (ContactChannel.Email, "penuh@contoh.go.id"), (ContactChannel.Email, "ada@contoh.go.id")));

        var deliveries = await SeeAsync(replica, await backing.TellAsync("bawaslu:32"), all => all.Count == 3 && all[2].State is DeliveryState.Sent);

        Assert.Equal([DeliveryState.PermanentFailure, DeliveryState.TechnicalFailure, DeliveryState.Sent], deliveries.Select(d => d.State));
        Assert.Equal(["address_refused", "provider_busy", ""], deliveries.Select(d => d.Fault));
        Assert.Equal([1, 2, 1], deliveries.Select(d => d.Attempts));
        Assert.Equal(["ada@contoh.go.id"], Assert.Single(smtp.Taken).To);
    }

    [Fact]
    public async Task A_mail_server_that_is_down_loses_nothing_and_doubles_nothing()
    {
        var port = FreePort.Next();
        var down = await SmtpServer.StartAsync(port);
        var settings = down.Settings.Append(("Notifications:Delivery:RetrySeconds:0", "1")).Concat(Enumerable.Range(1, 30).Select(n => ($"Notifications:Delivery:RetrySeconds:{n}", "1"))).ToList();
        await down.DisposeAsync();
        await using var replica = await NotificationsProcess.StartAsync(backing, settings);
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry("bawaslu:33"));

        var subject = await backing.TellAsync("bawaslu:33");
        await SeeAsync(replica, subject, all => all.Count == 1 && all[0] is { Attempts: > 1, Fault: "provider_unreachable" });
        await using var up = await SmtpServer.StartAsync(port);
        await SeeAsync(replica, subject, all => all[0].State is DeliveryState.Sent);

        Assert.Single(up.Taken);
    }

    [Fact]
    public async Task When_the_first_provider_takes_nothing_the_second_does_and_its_receipt_is_matched_even_when_it_is_early()
    {
        var receiptFirst = new TaskCompletionSource<Uri>();
        await using var busy = await HttpReceiver.AnsweringAsync(503, "sibuk");
        await using var taking = await HttpReceiver.StartAsync(async (posted, _) =>
        {
            // The receipt is there before the answer of the call that it is about.
            await PostReceiptAsync(await receiptFirst.Task, "kedua", "ref=m-17&keadaan=DELIVRD", "X-Tanda");
            return (200, """{"messages":[{"message-id":"m-17"}]}""");
        });
        await using var replica = await NotificationsProcess.StartAsync(backing, Providers(busy.Address, taking.Address));
        receiptFirst.SetResult(replica.Http);
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry("bawaslu:34", (ContactChannel.Sms, "+6281200000034")));

        var delivery = Assert.Single(await SeeAsync(replica, await backing.TellAsync("bawaslu:34"), all => all.Count == 1 && all[0].State is DeliveryState.Delivered));

        Assert.Equal(("kedua", "m-17", 1), (delivery.Provider, delivery.ProviderReference, delivery.Attempts));
        Assert.Equal(delivery.DeliveryId, Assert.Single(busy.Messages).Headers["idempotency-key"]);
        Assert.Contains($"\"to\":\"+6281200000034\"", busy.Messages.Single().Text.Replace("\\u002B", "+", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
        Assert.Contains($"kunci={delivery.DeliveryId}&", Assert.Single(taking.Messages).Text, StringComparison.Ordinal);
        Assert.Contains("msisdn=6281200000034", taking.Messages.Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_is_not_known_whether_a_provider_took_it_nobody_else_is_asked_and_the_key_is_the_same()
    {
        var calls = 0;
        await using var failing = await HttpReceiver.StartAsync((_, _) => Task.FromResult(Interlocked.Increment(ref calls) < 3 ? (500, "galat") : (202, """{"data":{"id":"p-1"}}""")));
        await using var other = await HttpReceiver.AnsweringAsync(200, "{}");
        await using var replica = await NotificationsProcess.StartAsync(backing, Providers(failing.Address, other.Address));
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry("bawaslu:35", (ContactChannel.Whatsapp, "+6281200000035")));

        var subject = await backing.TellAsync("bawaslu:35");
        var delivery = Assert.Single(await SeeAsync(replica, subject, all => all.Count == 1 && all[0].State is DeliveryState.Sent));

        Assert.Equal(("pertama", "p-1", 3), (delivery.Provider, delivery.ProviderReference, delivery.Attempts));
        Assert.Equal([delivery.DeliveryId], failing.Messages.Select(m => m.Headers["idempotency-key"]).Distinct());
        Assert.Empty(other.Messages);
        Assert.Equal(HttpStatusCode.NoContent, await PostReceiptAsync(replica.Http, "pertama", """{"id":"p-1","status":"expired"}""", "X-Signature"));
        var failed = Assert.Single(await SeeAsync(replica, subject, all => all[0].State is DeliveryState.TemporaryFailure));
        Assert.Equal("not_handed_over", failed.Fault);
        Assert.Equal(HttpStatusCode.NoContent, await PostReceiptAsync(replica.Http, "pertama", """{"id":"p-1","status":"delivered"}""", "X-Signature"));
        Assert.Equal(DeliveryState.Delivered, (await ListAsync(replica, subject))[0].State);
    }

    [Fact]
    public async Task A_receipt_that_is_not_the_providers_changes_nothing()
    {
        await using var first = await HttpReceiver.AnsweringAsync(200, """{"data":{"id":"p-2"}}""");
        await using var replica = await NotificationsProcess.StartAsync(backing, Providers(first.Address, first.Address));

        Assert.Equal(HttpStatusCode.Unauthorized, await PostReceiptAsync(replica.Http, "pertama", """{"id":"p-2","status":"delivered"}""", "X-Signature", "rahasia-orang-lain-"));
        Assert.Equal(HttpStatusCode.NotFound, await PostReceiptAsync(replica.Http, "ketiga", """{"id":"p-2","status":"delivered"}""", "X-Signature"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostReceiptAsync(replica.Http, "pertama", """{"status":"delivered"}""", "X-Signature"));
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from notifications.receipts where reference = 'p-2'"));
    }

    [Fact]
    public async Task A_crash_between_the_providers_answer_and_its_record_calls_again_under_the_same_key()
    {
        await using var provider = await HttpReceiver.AnsweringAsync(200, """{"data":{"id":"p-3"}}""");
        List<(string, string)> settings = [.. Providers(provider.Address, provider.Address), ("Notifications:Delivery:LostAfterSeconds", "5")];
        Guid subject;
        await using (var dying = await NotificationsProcess.StartAsync(backing, settings, crashAt: "delivery.after_call_before_mark"))
        {
            await OfficeDirectoryTests.RecordAsync(dying, OfficeDirectoryTests.Entry("bawaslu:36", (ContactChannel.Sms, "+6281200000036")));
            subject = await backing.TellAsync("bawaslu:36");
            await dying.SeeDeadAsync("delivery.after_call_before_mark");
        }

        await using var next = await NotificationsProcess.StartAsync(backing, Providers(provider.Address, provider.Address));
        var delivery = Assert.Single(await SeeAsync(next, subject, all => all[0].State is DeliveryState.Sent));

        Assert.Equal(2, delivery.Attempts);
        Assert.Equal([delivery.DeliveryId, delivery.DeliveryId], provider.Messages.Select(m => m.Headers["idempotency-key"]));
    }

    [Fact]
    public async Task Outside_its_hours_an_office_is_written_to_only_for_a_legal_notice()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var replica = await NotificationsProcess.StartAsync(backing, smtp.Settings);
        var local = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(7));
        var entry = OfficeDirectoryTests.Entry("bawaslu:36.01");
        (entry.DutyFrom, entry.DutyTo) = (local.AddHours(3).ToString("HH:mm", CultureInfo.InvariantCulture), local.AddHours(4).ToString("HH:mm", CultureInfo.InvariantCulture));
        await OfficeDirectoryTests.RecordAsync(replica, entry);

        var legal = await backing.TellAsync("bawaslu:36.01");
        var other = await backing.TellAsync("bawaslu:36.01", NoticeKind.DeclarationHeld);
        await SeeAsync(replica, legal, all => all.Count == 1 && all[0].State is DeliveryState.Sent);
        var waiting = Assert.Single(await SeeAsync(replica, other, all => all.Count == 1));

        Assert.Equal((DeliveryState.Created, 0), (waiting.State, waiting.Attempts));
        Assert.InRange(waiting.NextAt.ToDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromHours(2.9), TimeSpan.FromHours(3.1));
        var cancel = new CancelDeliveryRequest { RequestId = Refused.NewId(), DeliveryId = waiting.DeliveryId };
        Assert.Equal(DeliveryState.Cancelled, (await replica.Deliveries.CancelDeliveryAsync(cancel, TestIssuer.As("bawaslu:00", "ops"))).State);
        Assert.Equal(DeliveryState.Cancelled, (await replica.Deliveries.CancelDeliveryAsync(cancel, TestIssuer.As("bawaslu:00", "ops"))).State);
        await Refused.AsAsync(StatusCode.FailedPrecondition, "DELIVERY_STEP_NOT_ALLOWED",
            replica.Deliveries.CancelDeliveryAsync(new CancelDeliveryRequest { RequestId = Refused.NewId(), DeliveryId = waiting.DeliveryId }, TestIssuer.Central()));
        await Refused.AsAsync(StatusCode.NotFound, "DELIVERY_UNKNOWN", replica.Deliveries.CancelDeliveryAsync(new CancelDeliveryRequest { RequestId = Refused.NewId(), DeliveryId = Refused.NewId() }, TestIssuer.Central()));
    }

    [Fact]
    public async Task What_was_given_up_is_tried_again_when_operations_say_so_and_other_offices_do_not_see_it()
    {
        var status = 429;
        await using var provider = await HttpReceiver.StartAsync((_, _) => Task.FromResult((status, """{"data":{"id":"p-4"}}""")));
        await using var replica = await NotificationsProcess.StartAsync(backing, Providers(provider.Address, provider.Address));
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry("bawaslu:61", (ContactChannel.Sms, "+6281200000061")));
        var subject = await backing.TellAsync("bawaslu:61");
        var failed = Assert.Single(await SeeAsync(replica, subject, all => all.Count == 1 && all[0].State is DeliveryState.TechnicalFailure));
        status = 200;
        var redrive = new RedriveDeliveryRequest { RequestId = Refused.NewId(), DeliveryId = failed.DeliveryId };

        Assert.Equal(DeliveryState.Created, (await replica.Deliveries.RedriveDeliveryAsync(redrive, TestIssuer.As("bawaslu:00", "ops"))).State);
        Assert.Equal(failed.DeliveryId, Assert.Single(await SeeAsync(replica, subject, all => all[0].State is DeliveryState.Sent)).DeliveryId);
        Assert.Equal(DeliveryState.Created, (await replica.Deliveries.RedriveDeliveryAsync(redrive, TestIssuer.As("bawaslu:00", "ops"))).State);
        await Refused.AsAsync(StatusCode.FailedPrecondition, "DELIVERY_STEP_NOT_ALLOWED",
            replica.Deliveries.RedriveDeliveryAsync(new RedriveDeliveryRequest { RequestId = Refused.NewId(), DeliveryId = failed.DeliveryId }, TestIssuer.Central()));
        await Refused.AsAsync(StatusCode.NotFound, "NOTICE_UNKNOWN", replica.Deliveries.ListDeliveriesAsync(new ListDeliveriesRequest { NoticeId = await backing.NoticeOfAsync(subject) }, TestIssuer.As("bawaslu:62")));
    }

    [Fact]
    public async Task What_nobody_has_is_listed_with_its_reason_until_it_is_redriven_or_cancelled()
    {
        await using var busy = await HttpReceiver.AnsweringAsync(429);
        await using var replica = await NotificationsProcess.StartAsync(backing, Providers(busy.Address, busy.Address));
        var ops = TestIssuer.As("bawaslu:00", "ops");
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry("bawaslu:63", (ContactChannel.Sms, "+6281200000063"), (ContactChannel.Whatsapp, "+6281200000063")));
        var subject = await backing.TellAsync("bawaslu:63");
        await SeeAsync(replica, subject, all => all.Count == 2 && all.All(d => d.State is DeliveryState.TechnicalFailure));

        var parked = await ParkedAsync();
        Assert.Equal(["SMS provider_busy ReportReceived", "WHATSAPP provider_busy ReportReceived"], parked.Select(p => $"{p.Delivery.Channel} {p.Delivery.Fault} {p.Kind}").Order(StringComparer.Ordinal));
        foreach (var each in parked)
        {
            await replica.Deliveries.CancelDeliveryAsync(new CancelDeliveryRequest { RequestId = Refused.NewId(), DeliveryId = each.Delivery.DeliveryId }, ops);
        }

        Assert.Empty(await ParkedAsync());
        Assert.Equal(2L, await backing.ScalarAsync<long>("select count(*) from notifications.deliveries where notice_id = $1 and state = 'Cancelled' and handled_by is not null", Guid.Parse(parked[0].NoticeId)));
        await Refused.AsAsync(StatusCode.InvalidArgument, "PAGE_SIZE_INVALID", replica.Deliveries.ListParkedDeliveriesAsync(new ListParkedDeliveriesRequest { PageSize = 201 }, ops));
        await Refused.AsAsync(StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID", replica.Deliveries.ListParkedDeliveriesAsync(new ListParkedDeliveriesRequest { PageToken = "dua" }, ops));

        async Task<IReadOnlyList<ParkedDelivery>> ParkedAsync()
        {
            var all = new List<ParkedDelivery>();
            var token = "";
            do
            {
                var page = await replica.Deliveries.ListParkedDeliveriesAsync(new ListParkedDeliveriesRequest { PageSize = 1, PageToken = token }, ops);
                all.AddRange(page.Deliveries.Where(p => p.Office == "bawaslu:63"));
                token = page.NextPageToken;
            }
            while (token.Length > 0);
            return all;
        }
    }

    private async Task<IReadOnlyList<Delivery>> ListAsync(NotificationsProcess replica, Guid subject) =>
        [.. (await replica.Deliveries.ListDeliveriesAsync(new ListDeliveriesRequest { NoticeId = await backing.NoticeOfAsync(subject) }, TestIssuer.Central())).Deliveries];

    private Task<IReadOnlyList<Delivery>> SeeAsync(NotificationsProcess replica, Guid subject, Func<IReadOnlyList<Delivery>, bool> isWanted) =>
        Eventually.SeeAsync(() => ListAsync(replica, subject), isWanted);

    private static async Task<HttpStatusCode> PostReceiptAsync(Uri service, string provider, string body, string header, string secret = Secret)
    {
        using var http = new HttpClient();
        using var content = new StringContent(body);
        using var call = new HttpRequestMessage(HttpMethod.Post, new Uri(service, $"receipts/{provider}")) { Content = content };
        call.Headers.Add(header, Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body))));
        using var answer = await http.SendAsync(call);
        return answer.StatusCode;
    }

    /// <summary>Two providers that differ in body, key, answer, receipt and words.</summary>
    private static IEnumerable<(string, string)> Providers(Uri first, Uri second)
    {
        const string Path = "Notifications:Delivery:Providers";
        yield return ("Notifications:Delivery:RetrySeconds:0", "0");
        yield return ("Notifications:Delivery:RetrySeconds:1", "0");
        foreach (var (n, name, url) in new[] { (0, "pertama", first), (1, "kedua", second) })
        {
            yield return ($"{Path}:{n}:Name", name);
            yield return ($"{Path}:{n}:Url", url.ToString());
            yield return ($"{Path}:{n}:Channels:0", "Sms");
            yield return ($"{Path}:{n}:Channels:1", "Whatsapp");
            yield return ($"{Path}:{n}:TimeoutSeconds", "2");
            yield return ($"{Path}:{n}:Receipts:Secret", Secret);
        }

        yield return ($"{Path}:0:Fields:to", "{{alamat}}");
        yield return ($"{Path}:0:Fields:message/text", "{{isi}}");
        yield return ($"{Path}:0:ReferencePath", "data/id");
        yield return ($"{Path}:0:Receipts:Delivered:0", "delivered");
        yield return ($"{Path}:0:Receipts:Temporary:0", "expired");
        yield return ($"{Path}:1:IsForm", "true");
        yield return ($"{Path}:1:Fields:kunci", "{{kunci}}");
        yield return ($"{Path}:1:Fields:msisdn", "{{nomor}}");
        yield return ($"{Path}:1:Fields:teks", "{{isi}}");
        yield return ($"{Path}:1:ReferencePath", "messages/0/message-id");
        yield return ($"{Path}:1:Receipts:SignatureHeader", "X-Tanda");
        yield return ($"{Path}:1:Receipts:ReferencePath", "ref");
        yield return ($"{Path}:1:Receipts:OutcomePath", "keadaan");
        yield return ($"{Path}:1:Receipts:Delivered:0", "DELIVRD");
    }
}
