using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Support;

namespace Netralitas.Services.Notifications.Tests.Webhooks;

/// <summary>Webhooks to receivers on this machine; signatures are verified by a program of another language.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class WebhookTests(BackingServices backing)
{
    private static readonly (string, string)[] Local =
    [
        ("Notifications:Webhooks:AllowsPrivateAddresses", "true"), ("Notifications:Webhooks:PollSeconds", "0.1"), ("Notifications:Webhooks:TimeoutSeconds", "2"),
        ("Notifications:Webhooks:RetrySeconds:0", "0"), ("Notifications:Webhooks:RetrySeconds:1", "0"), ("Notifications:Webhooks:RetrySeconds:2", "0"),
    ];

    [Fact]
    public async Task Messages_say_only_that_there_is_a_notice_and_hold_by_the_standards_own_verification_before_and_after_a_rotation()
    {
        const string Office = "bawaslu:71";
        await using var receiver = await HttpReceiver.AnsweringAsync(204);
        await using var replica = await NotificationsProcess.StartAsync(backing, Local);
        var officer = TestIssuer.As(Office);
        var create = new CreateSubscriptionRequest { RequestId = Refused.NewId(), Url = receiver.Address.ToString(), Kinds = { NoticeKind.ReportReceived }, RegionCode = "71.01" };

        var subscription = await replica.Webhooks.CreateSubscriptionAsync(create, officer);
        Assert.Equal(subscription, await replica.Webhooks.CreateSubscriptionAsync(create, officer));
        await backing.TellAsync(Office, regionCode: "71.02");
        await backing.TellAsync(Office, NoticeKind.DeclarationHeld, "71.01");
        var wanted = await backing.NoticeOfAsync(await backing.TellAsync(Office, regionCode: "71.01.01"));
        var first = (await Eventually.SeeAsync(() => Task.FromResult(receiver.Messages), messages => messages.Count == 1)).Single();

        Assert.Equal(wanted, first.Headers["webhook-id"]);
        using var body = JsonDocument.Parse(first.Text);
        Assert.Equal("notice.report_received", body.RootElement.GetProperty("type").GetString());
        Assert.Equal(["notice_id", "office", "region_code", "cursor"], body.RootElement.GetProperty("data").EnumerateObject().Select(member => member.Name));
        Assert.Equal("v1 v1a", await VerifiedAsync(first, [subscription.Secret, .. subscription.PublicKeys]));
        Assert.Equal("v1", await VerifiedAsync(first, [subscription.Secret]));
        Assert.Equal("", await VerifiedAsync(first with { Body = [.. first.Body, (byte)' '] }, [subscription.Secret, .. subscription.PublicKeys]));

        var rotated = await replica.Webhooks.RotateSubscriptionSecretAsync(new RotateSubscriptionSecretRequest { RequestId = Refused.NewId(), SubscriptionId = subscription.SubscriptionId }, officer);
        await backing.TellAsync(Office, regionCode: "71.01");
        var second = (await Eventually.SeeAsync(() => Task.FromResult(receiver.Messages), messages => messages.Count == 2)).Last();
        Assert.NotEqual(subscription.Secret, rotated.Secret);
        Assert.Equal(("v1", "v1"), (await VerifiedAsync(second, [rotated.Secret]), await VerifiedAsync(second, [subscription.Secret])));
        Assert.Equal("", await VerifiedAsync(first, [rotated.Secret]));
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from messaging.request where answer::text like '%' || encode(convert_to($1, 'UTF8'), 'hex') || '%'", subscription.Secret));
    }

    [Fact]
    public async Task A_receiver_that_fails_gets_the_same_message_again_and_then_the_rest_in_order_and_a_replay_from_a_cursor()
    {
        const string Office = "bawaslu:72";
        var calls = 0;
        await using var receiver = await HttpReceiver.StartAsync((_, context) =>
        {
            var call = Interlocked.Increment(ref calls);
            context.Response.Headers.Location = call == 2 ? "/lain" : "";
            return Task.FromResult((call switch { 1 => 500, 2 => 302, _ => 200 }, ""));
        });
        await using var replica = await NotificationsProcess.StartAsync(backing, Local);
        var officer = TestIssuer.As(Office);
        var subscription = await replica.Webhooks.CreateSubscriptionAsync(new CreateSubscriptionRequest { RequestId = Refused.NewId(), Url = receiver.Address.ToString() }, officer);
        var told = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            told.Add(await backing.NoticeOfAsync(await backing.TellAsync(Office)));
        }

        await Eventually.SeeAsync(() => Task.FromResult(receiver.Messages.Count), count => count == 5);
        Assert.Equal([told[0], told[0], told[0], told[1], told[2]], receiver.Messages.Select(m => m.Headers["webhook-id"]));
        var attempts = (await replica.Webhooks.ListWebhookAttemptsAsync(new ListWebhookAttemptsRequest { SubscriptionId = subscription.SubscriptionId }, officer)).Attempts;
        Assert.Equal(["", "", "", "answer_not_ok", "answer_not_ok"], attempts.Select(a => a.Fault));
        Assert.Equal([200, 200, 200, 302, 500], attempts.Select(a => a.Status));

        using var body = JsonDocument.Parse(receiver.Messages.First().Text);
        var cursor = body.RootElement.GetProperty("data").GetProperty("cursor").GetString();
        var replay = new ReplaySubscriptionRequest { RequestId = Refused.NewId(), SubscriptionId = subscription.SubscriptionId, Cursor = cursor };
        Assert.Equal(cursor, (await replica.Webhooks.ReplaySubscriptionAsync(replay, officer)).Cursor);
        await Eventually.SeeAsync(() => Task.FromResult(receiver.Messages.Count), count => count == 7);
        Assert.Equal([told[1], told[2]], receiver.Messages.Skip(5).Select(m => m.Headers["webhook-id"]));
        Assert.Equal(cursor, (await replica.Webhooks.ReplaySubscriptionAsync(replay, officer)).Cursor);
        await Refused.AsAsync(StatusCode.InvalidArgument, "CURSOR_INVALID",
            replica.Webhooks.ReplaySubscriptionAsync(new ReplaySubscriptionRequest { RequestId = Refused.NewId(), SubscriptionId = subscription.SubscriptionId, Cursor = "x" }, officer));
    }

    [Theory]
    [InlineData("bawaslu:73", 410, 1)]
    [InlineData("bawaslu:74", 404, 4)]
    public async Task A_receiver_that_is_gone_or_fails_for_the_whole_time_is_switched_off_until_its_office_says_otherwise(string office, int status, int calls)
    {
        await using var receiver = await HttpReceiver.StartAsync((_, _) => Task.FromResult((status, "")));
        await using var replica = await NotificationsProcess.StartAsync(backing, Local);
        var officer = TestIssuer.As(office);
        var id = (await replica.Webhooks.CreateSubscriptionAsync(new CreateSubscriptionRequest { RequestId = Refused.NewId(), Url = receiver.Address.ToString() }, officer)).SubscriptionId;

        await backing.TellAsync(office);
        await Eventually.SeeAsync(() => StateAsync(replica, officer), state => state is SubscriptionState.Disabled);
        Assert.Equal(calls, receiver.Messages.Count);
        status = 200;
        await replica.Webhooks.ReplaySubscriptionAsync(new ReplaySubscriptionRequest { RequestId = Refused.NewId(), SubscriptionId = id }, officer);
        await Eventually.SeeAsync(() => Task.FromResult(receiver.Messages.Count), count => count == calls + 1);
        await replica.Webhooks.StopSubscriptionAsync(new StopSubscriptionRequest { RequestId = Refused.NewId(), SubscriptionId = id }, officer);

        Assert.Equal(SubscriptionState.Stopped, await StateAsync(replica, officer));
        await Refused.AsAsync(StatusCode.NotFound, "SUBSCRIPTION_UNKNOWN", replica.Webhooks.StopSubscriptionAsync(new StopSubscriptionRequest { RequestId = Refused.NewId(), SubscriptionId = id }, TestIssuer.As("bawaslu:75")));
        await Refused.AsAsync(StatusCode.NotFound, "SUBSCRIPTION_UNKNOWN", replica.Webhooks.ListWebhookAttemptsAsync(new ListWebhookAttemptsRequest { SubscriptionId = id }, TestIssuer.As("bawaslu:75")));
        await Refused.AsAsync(StatusCode.NotFound, "SUBSCRIPTION_UNKNOWN",
            replica.Webhooks.RotateSubscriptionSecretAsync(new RotateSubscriptionSecretRequest { RequestId = Refused.NewId(), SubscriptionId = id }, TestIssuer.As("bawaslu:75")));
    }

    [Fact]
    public async Task Five_receivers_that_hang_do_not_slow_the_other_forty_five()
    {
        const string Office = "bawaslu:76";
        using var ends = new CancellationTokenSource();
        await using var hanging = await HttpReceiver.StartAsync(async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite, ends.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return (200, "");
        });
        await using var taking = await HttpReceiver.AnsweringAsync(200);
        await using var replica = await NotificationsProcess.StartAsync(backing, [.. Local.Where(s => s.Item1 != "Notifications:Webhooks:TimeoutSeconds"), ("Notifications:Webhooks:TimeoutSeconds", "300")]);
        var officer = TestIssuer.As(Office);
        for (var i = 0; i < 50; i++)
        {
            await replica.Webhooks.CreateSubscriptionAsync(new CreateSubscriptionRequest { RequestId = Refused.NewId(), Url = (i % 10 == 0 ? hanging : taking).Address.ToString() }, officer);
        }

        for (var i = 0; i < 4; i++)
        {
            await backing.TellAsync(Office);
        }

        // While five calls still wait for their answer, everybody else has everything.
        await Eventually.SeeAsync(() => Task.FromResult(taking.Messages.Count), count => count == 180);
        Assert.Equal(5, hanging.Messages.Count);
        await ends.CancelAsync();
        await Eventually.SeeAsync(() => Task.FromResult(hanging.Messages.Count), count => count == 20);
    }

    [Fact]
    public async Task An_address_that_is_not_public_is_refused_when_it_is_entered_and_when_it_is_connected_to()
    {
        const string Office = "bawaslu:81";
        await using var receiver = await HttpReceiver.AnsweringAsync(200);
        var careful = Local.Where(s => s.Item1 != "Notifications:Webhooks:AllowsPrivateAddresses").ToList();
        var officer = TestIssuer.As(Office);
        await using (var refusing = await NotificationsProcess.StartAsync(backing, careful))
        {
            AsyncUnaryCall<CreateSubscriptionResponse> Create(string url) => refusing.Webhooks.CreateSubscriptionAsync(new CreateSubscriptionRequest { RequestId = Refused.NewId(), Url = url }, officer);

            foreach (var url in new[] { "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest/", "https://localhost:8443/", "https://0x7f000001/", "https://2130706433/" })
            {
                Assert.Equal(["url"], (await Refused.AsAsync(StatusCode.FailedPrecondition, "WEBHOOK_ADDRESS_REFUSED", Create(url))).Fields);
            }

            foreach (var url in new[] { "http://contoh.go.id/", "ftp://contoh.go.id/", "https://a:b@contoh.go.id/", "https://contoh.go.id/#x", "contoh", "" })
            {
                Assert.Equal(["url"], (await Refused.AsAsync(StatusCode.InvalidArgument, "SUBSCRIPTION_INVALID", Create(url))).Fields);
            }
        }

        // A name that was public when it was entered and is not any more; whoever lets it pass is alone when it is entered.
        var request = new CreateSubscriptionRequest { RequestId = Refused.NewId(), Url = receiver.Address.ToString() };
        await using (var careless = await NotificationsProcess.StartAsync(backing, [("Notifications:Webhooks:AllowsPrivateAddresses", "true"), ("Notifications:Webhooks:PollSeconds", "3600")]))
        {
            await careless.Webhooks.CreateSubscriptionAsync(request, officer);
            await Eventually.SeeAsync(() => backing.ScalarAsync<bool>("select next_at > now() + interval '1 minute' from notifications.subscriptions where office = $1", Office), waits => waits);
        }

        await using var replica = await NotificationsProcess.StartAsync(backing, careful);
        await backing.TellAsync(Office);
        await backing.ScalarAsync<Guid>("update notifications.subscriptions set next_at = now() where office = $1 returning id", Office);
        await Eventually.SeeAsync(() => StateAsync(replica, officer), state => state is SubscriptionState.Disabled);
        var id = (await replica.Webhooks.ListSubscriptionsAsync(new ListSubscriptionsRequest(), officer)).Subscriptions[0].SubscriptionId;
        var attempts = (await replica.Webhooks.ListWebhookAttemptsAsync(new ListWebhookAttemptsRequest { SubscriptionId = id }, officer)).Attempts;

        Assert.All(attempts, attempt => Assert.Equal((0, "address_refused"), (attempt.Status, attempt.Fault)));
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task A_crash_between_the_receivers_answer_and_its_record_posts_the_same_message_again()
    {
        const string Office = "bawaslu:82";
        await using var receiver = await HttpReceiver.AnsweringAsync(200);
        string notice;
        await using (var dying = await NotificationsProcess.StartAsync(backing, Local, crashAt: "webhook.after_call_before_mark"))
        {
            await dying.Webhooks.CreateSubscriptionAsync(new CreateSubscriptionRequest { RequestId = Refused.NewId(), Url = receiver.Address.ToString() }, TestIssuer.As(Office));
            notice = await backing.NoticeOfAsync(await backing.TellAsync(Office));
            await dying.SeeDeadAsync("webhook.after_call_before_mark");
        }

        await using var next = await NotificationsProcess.StartAsync(backing, Local);
        await Eventually.SeeAsync(() => Task.FromResult(receiver.Messages.Count), count => count == 2);

        Assert.Equal([notice, notice], receiver.Messages.Select(m => m.Headers["webhook-id"]));
    }

    private static async Task<SubscriptionState> StateAsync(NotificationsProcess replica, Metadata officer) =>
        (await replica.Webhooks.ListSubscriptionsAsync(new ListSubscriptionsRequest(), officer)).Subscriptions.Last().State;

    private static async Task<string> VerifiedAsync(Posted message, IEnumerable<string> keys)
    {
        Assert.InRange(long.Parse(message.Headers["webhook-timestamp"], CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds(), DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeSeconds());
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(AppContext.BaseDirectory, "Support", "verify_webhook.py")]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await python.StandardInput.WriteAsync(JsonSerializer.Serialize(new
        {
            id = message.Headers["webhook-id"],
            timestamp = message.Headers["webhook-timestamp"],
            signature = message.Headers["webhook-signature"],
            body = Convert.ToBase64String(message.Body),
            keys,
        }));
        python.StandardInput.Close();
        var said = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        return said.Trim();
    }
}
