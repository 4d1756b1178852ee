using System.Text;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using static Netralitas.Messaging.Tests.Eventually;

namespace Netralitas.Messaging.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class PoisonTests(BackingServices backing)
{
    private const int DeliveryLimit = 20;

    [Fact]
    public async Task A_message_that_kills_its_process_is_set_aside_alone_after_the_delivery_limit()
    {
        var poisoned = Guid.NewGuid();
        var neighbours = Enumerable.Range(0, 30).Select(_ => Guid.NewGuid()).ToArray();
        await MakeQueuesAsync();
        var before = await CountAsync("tests.dlx");
        await PublishAsync([.. neighbours[..10], poisoned, .. neighbours[10..]]);

        var deaths = 0;
        while (await CountAsync("tests.dlx") == before)
        {
            Assert.InRange(deaths, 0, DeliveryLimit + 1);
            await using var service = ServiceProcess.Start(backing, poisoned: poisoned);
            await SeeAsync(async () => service.HasExited || await CountAsync("tests.dlx") > before, true);
            deaths += service.HasExited ? 1 : 0;
        }

        await using var healthy = ServiceProcess.Start(backing);
        foreach (var neighbour in neighbours)
        {
            await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from effects where aggregate = $1", neighbour), 1L);
        }

        Assert.Equal(before + 1, await CountAsync("tests.dlx"));
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from effects where aggregate = $1", poisoned));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_set_aside_and_others_go_on()
    {
        var after = Guid.NewGuid();
        await using var service = await Service.StartAsync(backing);
        await MakeQueuesAsync();
        await using (var connection = await ConnectAsync())
        await using (var channel = await connection.CreateChannelAsync())
        {
            await channel.QueueDeclarePassiveAsync("tests-happened");
            var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", MessageId = Guid.NewGuid().ToString() };
            await channel.BasicPublishAsync("", "tests-happened", true, properties, Encoding.UTF8.GetBytes("{ kein JSON"));
        }

        await PublishAsync([after]);

        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from effects where aggregate = $1", after), 1L);
        await SeeAsync(() => CountAsync("tests-happened_error"), 1u, than: (seen, wanted) => seen >= wanted);
    }

    // Whichever test is the first: a service makes its queues before it takes anything.
    private async Task MakeQueuesAsync()
    {
        var marker = Guid.NewGuid();
        await using var service = await Service.StartAsync(backing);
        await using var db = new EffectsDb(new DbContextOptionsBuilder<EffectsDb>().UseNpgsql(backing.Database).Options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.EnqueueAsync(new Happened { Aggregate = marker, Version = 1 }, marker, 1, CancellationToken.None);
        await transaction.CommitAsync();
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from effects where aggregate = $1", marker), 1L);
    }

    // By a service that only publishes: nobody takes them yet.
    private async Task PublishAsync(Guid[] aggregates)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        foreach (var aggregate in aggregates)
        {
            var id = Guid.CreateVersion7();
            var properties = new BasicProperties { ContentType = "application/vnd.masstransit+json", MessageId = id.ToString(), Persistent = true };
            var envelope = $$"""{ "messageId": "{{id}}", "messageType": ["urn:message:Netralitas.Messaging.Tests:Happened"], "message": { "aggregate": "{{aggregate}}", "version": 1 } }""";
            await channel.BasicPublishAsync("", "tests-happened", true, properties, Encoding.UTF8.GetBytes(envelope));
        }
    }

    private async Task<uint> CountAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = new Uri(backing.BusAddress) }.CreateConnectionAsync();
}
