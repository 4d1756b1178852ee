using System.Text;
using System.Text.Json;
using Netralitas.Contracts;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Netralitas.Operations;

/// <summary>Messages that a consumer could not handle: in <c>{queue}_error</c> after its own tries, in <c>{service}.dlx</c> when they were delivered too often.</summary>
internal static class QueueMessages
{
    private const int MostListed = 100;

    /// <summary>All queues of the suite.</summary>
    internal static IReadOnlyList<string> All { get; } =
        [.. typeof(Queues).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal)];

    /// <summary>The queue's own error queue, and the dead-letter queue of its service.</summary>
    internal static (string Error, string DeadLetter) SetAsideOf(string queue) => ($"{queue}_error", $"{ServiceOf(queue)}.dlx");

    /// <summary>Prints what was set aside. Each look counts as a delivery, of which an error queue allows 20: past that, the broker moves a message on to the dead-letter queue.</summary>
    internal static async Task ListAsync(CommandLine command, CancellationToken cancel)
    {
        var queue = Known(command.Required("queue"));
        await using var broker = await Connections.BrokerAsync(cancel);
        await using var database = Connections.Database(ServiceOf(queue));
        var listed = 0;
        await foreach (var message in TakeAsync(broker, queue, null, cancel))
        {
            var effect = await HadEffectAsync(database, message.Id, cancel) ? "had its effect" : "without effect";
            Console.WriteLine($"{message.Id}  in {message.Source}  {message.Why}  {effect}");
            if (++listed == MostListed)
            {
                break;
            }
        }

        Console.WriteLine(listed == 0 ? "Nothing is set aside." : $"{listed} listed.");
    }

    /// <summary>Puts messages back into their queue under their own message id. One that had its effect after all is only taken out.</summary>
    /// <remarks>It is written down first, then published, then taken out when the broker confirmed: a crash in between repeats a message, and loses none.</remarks>
    internal static async Task RedriveAsync(CommandLine command, CancellationToken cancel)
    {
        var (queue, only, by, reason) = (Known(command.Required("queue")), command.FindId("message"), command.By, command.Reason);
        await using var broker = await Connections.BrokerAsync(cancel);
        await using var publisher = await broker.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancel);
        await using var database = Connections.Database(ServiceOf(queue));
        var (redriven, dropped) = (0, 0);
        await foreach (var message in TakeAsync(broker, queue, only, cancel))
        {
            if (await HadEffectAsync(database, message.Id, cancel))
            {
                await NoteAsync(database, message, "dropped: it had its effect", by, reason, cancel);
                Console.WriteLine($"{message.Id}  dropped: it had its effect");
                dropped++;
            }
            else
            {
                await NoteAsync(database, message, $"to {queue}", by, reason, cancel);
                await publisher.BasicPublishAsync("", queue, mandatory: true, message.Properties, message.Body, cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(10), cancel);
                Console.WriteLine($"{message.Id}  to {queue}");
                redriven++;
            }

            await message.Channel.BasicAckAsync(message.Tag, multiple: false, cancel);
        }

        if (only is not null && redriven + dropped == 0)
        {
            throw new UsageException($"Message {only} is not set aside from {queue}.");
        }

        Console.WriteLine($"{redriven} redriven, {dropped} dropped.");
    }

    /// <summary>How many messages a queue holds; null when there is no such queue.</summary>
    internal static async Task<long?> DepthAsync(IConnection broker, string queue, CancellationToken cancel)
    {
        // A queue that is not there closes the channel.
        await using var channel = await broker.CreateChannelAsync(cancellationToken: cancel);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancel)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == 404)
        {
            return null;
        }
    }

    private static string Known(string queue) => All.Contains(queue) ? queue : throw new UsageException($"There is no queue {queue}; there are {string.Join(", ", All)}.");

    private static string ServiceOf(string queue) => queue[..queue.IndexOf('-', StringComparison.Ordinal)];

    // What is not taken out goes back when its channel closes.
    private static async IAsyncEnumerable<SetAside> TakeAsync(
        IConnection broker, string queue, Guid? only, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var (error, deadLetter) = SetAsideOf(queue);
        foreach (var source in new[] { error, deadLetter })
        {
            var depth = await DepthAsync(broker, source, cancel) ?? 0;
            await using var channel = await broker.CreateChannelAsync(cancellationToken: cancel);
            while (depth-- > 0 && await channel.BasicGetAsync(source, autoAck: false, cancel) is { } got)
            {
                var message = SetAside.Read(channel, source, got);
                if ((source == error || message.DiedIn == queue || message.DiedIn == error) && (only is null || message.Id == only))
                {
                    yield return message;
                }
            }
        }
    }

    private static async Task<bool> HadEffectAsync(NpgsqlDataSource database, Guid id, CancellationToken cancel) =>
        (await database.QueryAsync("select 1 from messaging.inbox where message_id = $1 limit 1", row => row.GetInt32(0), [id], cancel)).Count > 0;

    private static async Task NoteAsync(NpgsqlDataSource database, SetAside message, string outcome, string by, string reason, CancellationToken cancel) =>
        await database.QueryAsync("select messaging.note_redrive($1, $2, $3, $4, $5)", _ => 0, [message.Id, message.Source, outcome, by, reason], cancel);

    private sealed record SetAside(IChannel Channel, ulong Tag, string Source, Guid Id, string? DiedIn, string Why, BasicProperties Properties, ReadOnlyMemory<byte> Body)
    {
        internal static SetAside Read(IChannel channel, string source, BasicGetResult got)
        {
            var headers = got.BasicProperties.Headers ?? new Dictionary<string, object?>();
            var why = Text(headers, "MT-Fault-ExceptionType") ?? Text(headers, "x-first-death-reason") ?? "";
            var properties = new BasicProperties(got.BasicProperties)
            {
                DeliveryMode = DeliveryModes.Persistent,
                Headers = headers.Where(header => !IsOfTheFault(header.Key)).ToDictionary(header => header.Key, header => header.Value),
            };
            return new SetAside(channel, got.DeliveryTag, source, IdOf(got), Text(headers, "x-first-death-queue"), why, properties, got.Body.ToArray());
        }

        private static bool IsOfTheFault(string header) =>
            header.StartsWith("MT-Fault-", StringComparison.Ordinal) || header.StartsWith("MT-Host-", StringComparison.Ordinal) || header == "MT-Reason"
            || header is "x-death" or "x-delivery-count" || header.StartsWith("x-first-death-", StringComparison.Ordinal) || header.StartsWith("x-last-death-", StringComparison.Ordinal);

        private static Guid IdOf(BasicGetResult got)
        {
            if (Guid.TryParse(got.BasicProperties.MessageId, out var id))
            {
                return id;
            }

            using var envelope = JsonDocument.Parse(got.Body);
            return envelope.RootElement.GetProperty("messageId").GetGuid();
        }

        private static string? Text(IDictionary<string, object?> headers, string name) =>
            headers.TryGetValue(name, out var value) ? value as string ?? (value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : null) : null;
    }
}
