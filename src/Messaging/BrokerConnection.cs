using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Netralitas.Messaging;

/// <summary>The bus's connection to the broker, as far as the bus itself does not notice what is wrong with it.</summary>
/// <remarks>
/// RabbitMQ.Client 7 can be left with a connection on which publishes hang for good, for example after a broker restarts. A broker that is out of disk or memory looks the
/// same, and there a new connection helps nobody and costs every unacknowledged message a delivery. A connection of its own tells one from the other.
/// </remarks>
internal sealed partial class BrokerConnection(Uri address, ILogger<BrokerConnection> log)
{
    private const int PatientFor = 3;

    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);

    private readonly ConcurrentBag<ITcpClient> sockets = [];
    private ITcpClient[] suspects = [];
    private int timesUnconfirmed;

    /// <summary>Keeps hold of the sockets that the bus opens.</summary>
    internal Task WatchAsync(ConnectionFactory factory)
    {
        // Called before each new connection: what there was is closed or about to be.
        sockets.Clear();
        factory.SocketFactory = family =>
        {
            var socket = ConnectionFactoryBase.DefaultSocketFactory(family);
            sockets.Add(socket);
            return socket;
        };
        return Task.CompletedTask;
    }

    /// <summary>The broker confirmed a message on the bus's connection.</summary>
    internal void Confirmed() => Interlocked.Exchange(ref timesUnconfirmed, 0);

    /// <summary>
    /// Takes note that the broker did not confirm; after a few times in a row, drops the bus's connection if a connection of its own gets a confirm and the bus's, tried once more, does not.
    /// The bus then makes a new one.
    /// </summary>
    /// <remarks>
    /// A broker that comes back just now confirms on both. And what the bus has connected since is left alone: a connection that is cut while queues are declared on it leaves
    /// waiters in RabbitMQ.Client that never end, and with them consumers that never begin.
    /// </remarks>
    internal async Task RebuildIfWedgedAsync(CancellationToken cancel)
    {
        var times = Interlocked.Increment(ref timesUnconfirmed);
        if (times < PatientFor)
        {
            // Whatever was suspected before the last confirm is not.
            Interlocked.Exchange(ref suspects, []);
            return;
        }

        var hung = Interlocked.Exchange(ref suspects, []);
        if (hung.Length == 0)
        {
            var open = sockets.ToArray();
            Interlocked.Exchange(ref suspects, await TakesPublishesAsync(cancel) ? open : []);
            return;
        }

        Interlocked.Exchange(ref timesUnconfirmed, 0);
        LogWedged(times);
        foreach (var socket in hung)
        {
            socket.Close();
        }
    }

    /// <summary>How many messages lie in queues of the broker; one that is missing is made, as it would be by the first message.</summary>
    internal async Task<long> CountAsync(IEnumerable<SetAsideQueue> queues, CancellationToken cancel)
    {
        await using var connection = await ConnectAsync(cancel);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel);
        var count = 0L;
        foreach (var queue in queues)
        {
            var arguments = queue.Arguments.ToDictionary();
            count += (await channel.QueueDeclareAsync(queue.Name, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancel)).MessageCount;
        }

        return count;
    }

    private async Task<bool> TakesPublishesAsync(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(AnswersWithin);
        try
        {
            await using var connection = await ConnectAsync(limit.Token);
            await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), limit.Token);
            // To a queue that nobody has: confirmed at once, and gone.
            await channel.BasicPublishAsync("", "netralitas-probe", ReadOnlyMemory<byte>.Empty, limit.Token);
            return true;
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            // Away, or out of disk or memory: whatever it is, it is not our connection alone.
            return false;
        }
    }

    private Task<IConnection> ConnectAsync(CancellationToken cancel) =>
        new ConnectionFactory { Uri = address, AutomaticRecoveryEnabled = false, RequestedConnectionTimeout = AnswersWithin }.CreateConnectionAsync(cancel);

    [LoggerMessage(EventName = "ConnectionWedged", Level = LogLevel.Warning,
        Message = "ConnectionWedged: {Times} times in a row nothing was confirmed, yet the broker confirms on another connection; the connection is dropped and made anew")]
    private partial void LogWedged(int times);
}
