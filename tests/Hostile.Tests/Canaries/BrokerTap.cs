using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Netralitas.Hostile.Tests.Standing;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>Every message that anybody sends to the broker or gets from it, with all its headers: RabbitMQ's own tracing.</summary>
internal sealed class BrokerTap : IAsyncDisposable
{
    private const string TraceExchange = "amq.rabbitmq.trace";

    private readonly ConcurrentQueue<byte[]> messages = new();
    private readonly SuiteProcess broker = ProcessTree.Now().First(p => p.Command.Contains("beam", StringComparison.Ordinal) && p.Variable("RABBITMQ_MNESIA_BASE") is not null);
    private IConnection? connection;

    /// <summary>The messages so far.</summary>
    internal IReadOnlyCollection<byte[]> Messages => messages;

    /// <summary>Folder in which the broker keeps everything.</summary>
    internal string Folder => Path.GetDirectoryName(broker.Variable("RABBITMQ_MNESIA_BASE"))!;

    internal async Task OpenAsync(Uri address)
    {
        await ControlAsync("trace_on");
        connection = await new ConnectionFactory { Uri = address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true)).QueueName;
        await channel.QueueBindAsync(queue, TraceExchange, "#");
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            messages.Enqueue([.. Encoding.UTF8.GetBytes($"{message.RoutingKey} {Told(message.BasicProperties.Headers)} "), .. message.Body.Span]);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer);
    }

    /// <summary>Leaves a message in a queue for good, on the broker's disk.</summary>
    internal static async Task LeaveAsync(Uri address, byte[] body)
    {
        await using var own = await new ConnectionFactory { Uri = address }.CreateConnectionAsync();
        await using var channel = await own.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync("hostile-tests", durable: true, exclusive: false, autoDelete: false);
        await channel.BasicPublishAsync("", "hostile-tests", mandatory: true, new BasicProperties { Persistent = true }, body);
    }

    /// <summary>Runs <c>rabbitmqctl</c>.</summary>
    internal async Task ControlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmqctl", ["--quiet", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        foreach (var name in new[] { "PATH", "LANG", "HOME", "RABBITMQ_NODENAME", "RABBITMQ_MNESIA_BASE", "RABBITMQ_CONFIG_FILE", "RABBITMQ_ADVANCED_CONFIG_FILE", "RABBITMQ_ENABLED_PLUGINS_FILE", "RABBITMQ_CONF_ENV_FILE", "ERL_EPMD_PORT", "ERL_EPMD_ADDRESS" })
        {
            if (broker.Variable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        using var control = Process.Start(start)!;
        var said = await control.StandardError.ReadToEndAsync() + await control.StandardOutput.ReadToEndAsync();
        await control.WaitForExitAsync();
        Assert.True(control.ExitCode == 0, $"rabbitmqctl {string.Join(' ', arguments)}: {said}");
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
        }
    }

    private static string Told(object? value) => value switch
    {
        null => "",
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        IDictionary table => string.Join(' ', table.Keys.Cast<object>().Select(key => $"{key}={Told(table[key])}")),
        IEnumerable<KeyValuePair<string, object?>> table => string.Join(' ', table.Select(pair => $"{pair.Key}={Told(pair.Value)}")),
        string text => text,
        IEnumerable items => string.Join(' ', items.Cast<object>().Select(Told)),
        _ => $"{value}",
    };
}
