using System.Globalization;
using System.Text;
using System.Text.Json;
using Netralitas.Faults.Wires;
using RabbitMQ.Client;

namespace Netralitas.Faults.Cases;

/// <summary>Messages that cannot be read, that always fail, and a consumer that dies of what it takes: set aside, and the others flow.</summary>
internal sealed class F14Poison : FaultCase
{
    private const string Queue = "notifications-report-received";
    private const string Type = "urn:message:Netralitas.Contracts.Reports.V1:ReportReceived";

    private int planted;

    internal override string Id => "F14";

    internal override string Title => "poison: unreadable, always failing, deadly";

    internal override bool IsShort => true;

    internal override bool IsTraced => true;

    internal override async Task RunAsync(Trial trial)
    {
        await trial.WarmUpAsync();
        await using (var mail = await Mail.OpenAsync(trial.Suite.Broker, trial.Cancel))
        {
            planted = trial.Random.Next(4, 9);
            for (var n = 0; n < planted; n++)
            {
                var body = n % 2 == 0 ? """{"messageId": "not an envelope""" : AlwaysFailing();
                var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", DeliveryMode = DeliveryModes.Persistent, MessageId = Guid.CreateVersion7().ToString() };
                await mail.PutAsync(new Letter(Queue, properties, Encoding.UTF8.GetBytes(body)), trial.Cancel);
                await trial.PassAsync(trial.Draw(0, 1));
            }
        }

        trial.Say($"{planted} poisoned messages were put among the others");
        for (var time = 0; time < (trial.IsShort ? 1 : 4); time++)
        {
            await trial.DieAtAsync(trial.Suite.Notifications, "consume.before_commit", trial.Random.Next(1, 10));
        }

        trial.Facts = trial.Facts with { Poison = new Dictionary<string, int> { [$"{Queue}_error"] = planted } };
        await trial.PassAsync(5);
    }

    internal override async Task AfterAsync(Trial trial)
    {
        await using var mail = await Mail.OpenAsync(trial.Suite.Broker, trial.Cancel);
        var setAside = await mail.CountAsync($"{Queue}_error", trial.Cancel);
        trial.Prove(setAside > 0, "no message was set aside");
    }

    // No database stores this number.
    private static string AlwaysFailing() => JsonSerializer.Serialize(new
    {
        messageId = Guid.CreateVersion7(),
        messageType = new[] { Type },
        message = new { reportId = Guid.CreateVersion7(), version = 1, number = "A\0B", receivedAt = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture) },
    });
}
