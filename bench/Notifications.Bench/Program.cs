// The notifications service under load, everything on this machine: `make bench`, or by itself with --seconds 30 --rate 500 --backlog 20000 --recipients 100000 --webhooks 10 --warm 25
// (the defaults are smaller), and --only inbox, drain, broadcast or webhooks. The client, the outbox that events come from, broker, database, provider and receivers share the processors.

using System.Globalization;
using Microsoft.Extensions.Configuration;
using Netralitas.Notifications.Bench;

var options = new ConfigurationBuilder().AddCommandLine(args).Build();
var (seconds, rate) = (options.GetValue("seconds", 10), options.GetValue("rate", 500));
var (backlog, recipients, webhooks) = (options.GetValue("backlog", 5000), options.GetValue("recipients", 20_000), options.GetValue("webhooks", 10));
bool Runs(string part) => options["only"] is not { } only || only.Split(',').Contains(part);
static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

await using var backing = await BackingServices.StartAsync();
await using var receiver = await Receiver.StartAsync();
await using var publisher = await Publisher.StartAsync(backing);
await backing.EnterOfficesAsync(Publisher.OfficesOfEvents);
Task<NotificationsService> StartAsync() => NotificationsService.StartAsync(backing, new Uri(receiver.Address, "sms"));
Say($"{Environment.ProcessorCount} processors");
var notifications = await StartAsync();
try
{
    // Connections, plans and code are made ready.
    await InboxLatency.RunAsync(notifications, publisher, rate / 2, TimeSpan.FromSeconds(options.GetValue("warm", 25)));
    if (Runs("inbox"))
    {
        Say($"inbox      {rate} events/s for {seconds} s, from commit to a reader of all inboxes");
        Say($"             each notice also a text message: {await InboxTurn.RunAsync(notifications, publisher, rate, seconds)}");
        await backing.ForgetOfficesAsync();
        Say($"             inboxes only:                    {await InboxTurn.RunAsync(notifications, publisher, rate, seconds)}");
        await backing.EnterOfficesAsync(Publisher.OfficesOfEvents);
    }

    if (Runs("drain"))
    {
        await notifications.DisposeAsync();
        (var drain, notifications) = await Drain.RunAsync(backing, publisher, StartAsync, backlog);
        Say($"drain      {drain.Notices:N0} notices of {backlog:N0} events that waited: into inboxes {drain.Notices / drain.Told.TotalSeconds:N0}/s, and out as text messages {drain.Notices / drain.Sent.TotalSeconds:N0}/s");
    }

    if (Runs("webhooks"))
    {
        var (answering, hanging, hung) = await WebhookFanOut.RunAsync(notifications, publisher, receiver, webhooks, TimeSpan.FromSeconds(seconds));
        Say($"webhooks   {webhooks} events/s to {WebhookFanOut.Subscribers} subscribers, the {WebhookFanOut.Subscribers - WebhookFanOut.Hanging} that never hang, {answering.Count:N0} messages");
        Say($"             five others answer: {answering}");
        Say($"             five others hang:   {hanging}   ({hung:N0} messages hung)");
    }

    if (Runs("broadcast"))
    {
        var (accepted, told, sent) = await Broadcasting.RunAsync(backing, notifications, recipients);
        Say($"broadcast  to {recipients:N0} offices: accepted in {accepted.TotalMilliseconds:N0} ms, in inboxes after {told.TotalSeconds:N1} s ({recipients / told.TotalSeconds:N0}/s), as text messages after {sent.TotalSeconds:N1} s ({recipients / sent.TotalSeconds:N0}/s)");
    }
}
finally
{
    await notifications.DisposeAsync();
}
