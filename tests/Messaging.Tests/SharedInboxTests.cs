using MassTransit;
using Microsoft.EntityFrameworkCore;
using RabbitMQ.Client;
using static Netralitas.Messaging.Tests.Eventually;

namespace Netralitas.Messaging.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class SharedInboxTests(BackingServices backing)
{
    private const int Copies = 2;

    [Fact]
    public async Task Many_take_effect_together_and_each_once_however_often_and_by_whomever_it_is_taken()
    {
        var aggregates = Enumerable.Range(0, 400).Select(_ => (Id: Guid.CreateVersion7(), Aggregate: Guid.NewGuid())).ToArray();
        await using var one = await Service.StartAsync(backing);
        await using var two = await Service.StartAsync(backing);

        for (var copy = 0; copy < Copies; copy++)
        {
            await PublishAsync(one, aggregates);
        }

        await SeeAsync(() => EffectsAsync(aggregates), (400L, 400L));
        await SeeAsync(() => Task.FromResult(one.Logged.CountOf("InboxDuplicate") + two.Logged.CountOf("InboxDuplicate")), 400);
        Assert.Equal((400L, 400L), await EffectsAsync(aggregates));
        Assert.InRange(await backing.ScalarAsync<int>("select max(together) from shared_effects where aggregate = any($1)", Of(aggregates)), 2, 64);
    }

    [Fact]
    public async Task One_that_always_fails_is_set_aside_alone_and_its_neighbours_take_effect()
    {
        var aggregates = Enumerable.Range(0, 50).Select(_ => (Id: Guid.CreateVersion7(), Aggregate: Guid.NewGuid())).ToArray();
        var atFault = aggregates[20];
        Trouble.Begin(atFault.Aggregate, () => new InvalidOperationException("of its own"));
        await using var service = await Service.StartAsync(backing);

        await PublishAsync(service, aggregates);

        await SeeAsync(() => SetAsideAsync(), 1u);
        await SeeAsync(() => EffectsAsync(aggregates), (49L, 49L));
        Assert.InRange(Trouble.TimesOf(atFault.Aggregate), 4, 8);
        Assert.Equal(0L, (await EffectsAsync([atFault])).Rows);
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from messaging.inbox where message_id = $1", atFault.Id));
        Trouble.End(atFault.Aggregate);
    }

    [Fact]
    public async Task An_outage_sets_nothing_aside()
    {
        var aggregates = Enumerable.Range(0, 20).Select(_ => (Id: Guid.CreateVersion7(), Aggregate: Guid.NewGuid())).ToArray();
        var first = aggregates[0].Aggregate;
        Trouble.Begin(first, () => new TimeoutException());
        await using var service = await Service.StartAsync(backing);
        var before = await SetAsideAsync();

        await PublishAsync(service, aggregates);
        await SeeAsync(() => Task.FromResult(Trouble.TimesOf(first) >= 3), true);
        Trouble.End(first);

        await SeeAsync(() => EffectsAsync(aggregates), (20L, 20L));
        Assert.Equal(before, await SetAsideAsync());
    }

    [Theory]
    [InlineData("consume.before_commit")]
    [InlineData("consume.before_commit:2")]
    [InlineData("consume.after_commit_before_ack")]
    [InlineData("consume.after_commit_before_ack:20")]
    public async Task Whatever_the_place_at_which_a_process_dies_each_takes_effect_once(string place)
    {
        var aggregates = Enumerable.Range(0, 60).Select(_ => (Id: Guid.CreateVersion7(), Aggregate: Guid.NewGuid())).ToArray();
        await CommitAsync(aggregates);

        await using (var dying = ServiceProcess.Start(backing, crashAt: place))
        {
            var (_, _, errors) = await dying.EndAsync();
            Assert.Contains($"NETRALITAS_CRASH_AT {place.Split(':')[0]}", errors, StringComparison.Ordinal);
        }

        await using var next = ServiceProcess.Start(backing);
        await SeeAsync(() => EffectsAsync(aggregates), (60L, 60L));
        // Behind all repeats: what changes after this never will.
        var marker = (Id: Guid.CreateVersion7(), Aggregate: Guid.NewGuid());
        await CommitAsync([marker]);
        await SeeAsync(() => EffectsAsync([marker]), (1L, 1L));
        Assert.Equal((60L, 60L), await EffectsAsync(aggregates));
    }

    private async Task CommitAsync((Guid Id, Guid Aggregate)[] messages)
    {
        await using var db = new EffectsDb(new DbContextOptionsBuilder<EffectsDb>().UseNpgsql(backing.Database).Options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var (_, aggregate) in messages)
        {
            await db.EnqueueAsync(new HappenedToMany { Aggregate = aggregate, Version = 1 }, aggregate, 1, CancellationToken.None);
        }

        await transaction.CommitAsync();
    }

    private static Guid[] Of((Guid Id, Guid Aggregate)[] messages) => [.. messages.Select(m => m.Aggregate)];

    private static Task PublishAsync(Service service, (Guid Id, Guid Aggregate)[] messages) => Task.WhenAll(messages.Select(m =>
        service.Bus.Publish(new HappenedToMany { Aggregate = m.Aggregate, Version = 1 }, publish => publish.MessageId = m.Id))).WaitAsync(Within);

    private async Task<(long Rows, long Aggregates)> EffectsAsync((Guid Id, Guid Aggregate)[] messages) => (
        await backing.ScalarAsync<long>("select count(*) from shared_effects where aggregate = any($1)", Of(messages)),
        await backing.ScalarAsync<long>("select count(distinct aggregate) from shared_effects where aggregate = any($1)", Of(messages)));

    private async Task<uint> SetAsideAsync()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(backing.BusAddress) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync("tests-happened-to-many_error")).MessageCount;
    }
}
