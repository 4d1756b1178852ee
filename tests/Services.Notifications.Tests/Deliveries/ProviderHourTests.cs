using Microsoft.Extensions.Logging.Abstractions;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Proofs;
using Netralitas.Services.Notifications.Tests.Offices;
using Netralitas.Services.Notifications.Tests.Support;
using Netralitas.Services.Notifications.Webhooks;

namespace Netralitas.Services.Notifications.Tests.Deliveries;

/// <summary>A provider that is down for an hour, and a clock that is set wrong, by clocks that the test turns.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class ProviderHourTests(BackingServices backing)
{
    private const int Notices = 25;
    private const string First = "+6281200000064";
    private const string Second = "+6281200000065";

    private readonly ConfirmationCodes codes = new(new WebhookOptions());
    private readonly DeliveryOptions options = new();

    [Fact]
    public async Task A_provider_that_is_down_for_an_hour_loses_nothing_and_doubles_nothing_and_nobody_else_is_written_to()
    {
        await EnterAsync("bawaslu:64");
        var (port, start) = (FreePort.Next(), DateTimeOffset.UtcNow);
        var channel = ChannelTo(port);
        var subjects = await TellAsync("bawaslu:64");

        // Once a minute somebody looks, as the workers do twice a second.
        for (var now = start; now < start.AddHours(1); now = now.AddMinutes(1))
        {
            await WorkAsync(channel, now);
        }

        Assert.Equal("Created provider_unreachable", await StatesAsync(subjects));
        await using var up = await HttpReceiver.StartAsync((posted, _) => Task.FromResult((200, $$"""{"id":"{{posted.Headers["idempotency-key"]}}"}""")), port);
        for (var now = start.AddHours(1); now < start.AddHours(4); now = now.AddMinutes(1))
        {
            await WorkAsync(channel, now);
        }

        Assert.Equal("Sent", await StatesAsync(subjects));
        var mine = up.Messages.Where(message => message.Text.Contains(First[1..], StringComparison.Ordinal)).Select(message => message.Headers["idempotency-key"]).ToList();
        Assert.Equal((Notices, Notices), (mine.Count, mine.Distinct().Count()));
        Assert.DoesNotContain(up.Messages, message => message.Text.Contains(Second[1..], StringComparison.Ordinal));
        Assert.Equal((long)Notices, await backing.ScalarAsync<long>("select count(*) from notifications.deliveries d join notifications.notices n on n.id = d.notice_id where n.subject_id = any($1)", subjects));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_and_put_right_again_sends_each_once()
    {
        await EnterAsync("bawaslu:65");
        await using var provider = await HttpReceiver.StartAsync((posted, _) => Task.FromResult((200, $$"""{"id":"{{posted.Headers["idempotency-key"]}}"}""")));
        var (channel, now) = (ChannelTo(provider.Address.Port), DateTimeOffset.UtcNow);
        var subjects = await TellAsync("bawaslu:65");

        await WorkAsync(channel, now.AddHours(-2));
        Assert.Equal("", await StatesAsync(subjects));
        await WorkAsync(channel, now.AddSeconds(1));
        await WorkAsync(channel, now.AddHours(-2));
        await WorkAsync(channel, now.AddHours(2));
        await WorkAsync(channel, now.AddSeconds(2));

        Assert.Equal("Sent", await StatesAsync(subjects));
        Assert.Equal(Notices, provider.Messages.Count(message => message.Text.Contains(First[1..], StringComparison.Ordinal)));
    }

    private static ProviderChannel ChannelTo(int port) => new(ContactChannel.Sms,
        [new ProviderOptions { Name = "uji", Url = new Uri($"http://127.0.0.1:{port}/"), Fields = new Dictionary<string, string> { ["to"] = "{{nomor}}", ["text"] = "{{isi}}" } }], new HttpClient(), atOnce: 100);

    // What planner and workers of a replica do at one instant.
    private async Task WorkAsync(ProviderChannel channel, DateTimeOffset at)
    {
        var now = new StandingClock(at).Now();
        var plan = new DeliveryPlan([channel], codes, new DigestOptions());
        using var signal = new DeliverySignal();
        using var planner = new DeliveryPlanner(backing.Owner, plan, signal, new StandingClock(now), NullLogger<DeliveryPlanner>.Instance);
        var (store, settlement) = (new DeliveryStore(backing.Owner, codes, options), new DeliverySettlement(backing.Owner, plan, options));
        while (await planner.PlanAsync(CancellationToken.None) > 0)
        {
        }

        while (await store.ClaimAsync(ContactChannel.Sms, channel.AtOnce, now, CancellationToken.None) is { Count: > 0 } claimed)
        {
            var ended = await Task.WhenAll(claimed.Select(async sending => new EndedAttempt(sending, await channel.SendAsync(sending, CancellationToken.None), now)));
            await settlement.EndAttemptsAsync(ended, CancellationToken.None);
        }
    }

    private async Task EnterAsync(string office)
    {
        await using var replica = await NotificationsProcess.StartAsync(backing);
        await OfficeDirectoryTests.RecordAsync(replica, OfficeDirectoryTests.Entry(office, (ContactChannel.Sms, First), (ContactChannel.Sms, Second)));
    }

    private async Task<Guid[]> TellAsync(string office)
    {
        var subjects = new Guid[Notices];
        for (var n = 0; n < Notices; n++)
        {
            subjects[n] = await backing.TellAsync(office);
        }

        return subjects;
    }

    // Every state, with its fault, that deliveries of the notices are in.
    private Task<string> StatesAsync(Guid[] subjects) => backing.ScalarAsync<string>(
        """
        select coalesce(string_agg(distinct trim(d.state || ' ' || coalesce(d.fault, '')), ', '), '')
        from notifications.deliveries d join notifications.notices n on n.id = d.notice_id where n.subject_id = any($1)
        """, subjects);
}
