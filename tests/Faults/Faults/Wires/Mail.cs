using Netralitas.Faults.Parts;
using RabbitMQ.Client;

namespace Netralitas.Faults.Wires;

/// <summary>A message as it lay in a queue.</summary>
internal sealed record Letter(string Queue, BasicProperties Properties, byte[] Body);

/// <summary>A hand in the broker's queues: takes messages out, and puts them in again in another order or more than once.</summary>
internal sealed class Mail : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;

    private Mail(IConnection connection, IChannel channel)
    {
        this.connection = connection;
        this.channel = channel;
    }

    internal static async Task<Mail> OpenAsync(Broker broker, CancellationToken cancel)
    {
        var connection = await broker.ConnectAsync(cancel);
        var options = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        return new Mail(connection, await connection.CreateChannelAsync(options, cancel));
    }

    /// <summary>Takes out all that a queue holds.</summary>
    internal async Task<List<Letter>> TakeAllAsync(string queue, CancellationToken cancel)
    {
        var letters = new List<Letter>();
        while (await channel.BasicGetAsync(queue, autoAck: false, cancel) is { } got)
        {
            letters.Add(new Letter(queue, new BasicProperties(got.BasicProperties), got.Body.ToArray()));
            await channel.BasicAckAsync(got.DeliveryTag, multiple: false, cancel);
        }

        return letters;
    }

    /// <summary>Puts a message into its queue, and waits until the broker has it.</summary>
    internal async Task PutAsync(Letter letter, CancellationToken cancel) =>
        await channel.BasicPublishAsync("", letter.Queue, mandatory: true, letter.Properties, letter.Body, cancel);

    /// <summary>Makes a queue of this program's own that gets a copy of all that is published to an exchange.</summary>
    internal async Task<string> CopyOfAsync(string exchange, CancellationToken cancel)
    {
        var queue = $"faults-copy-{exchange}";
        await channel.QueueDeclareAsync(queue, durable: false, exclusive: true, autoDelete: true, cancellationToken: cancel);
        await channel.QueueBindAsync(queue, exchange, "", cancellationToken: cancel);
        return queue;
    }

    internal async Task<uint> CountAsync(string queue, CancellationToken cancel) => (await channel.QueueDeclarePassiveAsync(queue, cancel)).MessageCount;

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
