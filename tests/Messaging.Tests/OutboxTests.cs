using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using static Netralitas.Messaging.Tests.Eventually;

namespace Netralitas.Messaging.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class OutboxTests(BackingServices backing)
{
    [Fact]
    public async Task What_was_committed_before_a_crash_is_published_by_the_next_process()
    {
        var aggregate = Guid.NewGuid();
        await CommitAsync(aggregate, versions: 1);
        Assert.Equal(0L, await EffectsOfAsync(aggregate));

        await using var next = await Service.StartAsync(backing);

        await SeeAsync(() => EffectsOfAsync(aggregate), 1L);
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from messaging.outbox_sent where aggregate = $1", aggregate), 1L);
        Assert.Equal(0L, await WaitingOfAsync(aggregate));
    }

    [Fact]
    public async Task What_was_rolled_back_never_was()
    {
        var (lost, kept) = (Guid.NewGuid(), Guid.NewGuid());
        await CommitAsync(lost, versions: 1, commit: false);
        await CommitAsync(kept, versions: 1);

        await using var service = await Service.StartAsync(backing);

        await SeeAsync(() => EffectsOfAsync(kept), 1L);
        Assert.Equal(0L, await EffectsOfAsync(lost));
    }

    [Fact]
    public async Task A_crash_between_the_brokers_confirm_and_the_commit_causes_a_repeat_that_has_no_effect()
    {
        var aggregate = Guid.NewGuid();
        Guid messageId;
        await using (var service = await Service.StartAsync(backing))
        {
            await CommitAsync(aggregate, versions: 1);
            await SeeAsync(() => EffectsOfAsync(aggregate), 1L);
            messageId = await backing.ScalarAsync<Guid>("select id from messaging.outbox_sent where aggregate = $1", aggregate);
        }

        // As if the dispatcher's transaction had never committed: the row is back.
        await backing.ScalarAsync<long>(
            """
            with back as (delete from messaging.outbox_sent where id = $1 returning *), again as (
                insert into messaging.outbox (id, lane, aggregate, version, type, body, headers) select id, lane, aggregate, version, type, body, headers from back returning 1)
            select count(*) from again
            """, messageId);
        await using var next = await Service.StartAsync(backing);

        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from messaging.outbox_sent where id = $1", messageId), 1L);
        var marker = Guid.NewGuid();
        await CommitAsync(marker, versions: 1);
        await SeeAsync(() => EffectsOfAsync(marker), 1L);
        Assert.Equal(1L, await EffectsOfAsync(aggregate));
    }

    [Fact]
    public async Task Two_dispatchers_publish_everything_once_and_each_aggregate_in_order()
    {
        var aggregates = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToArray();
        await using var one = await Service.StartAsync(backing);
        await using var two = await Service.StartAsync(backing);
        var arrived = new ConcurrentQueue<Happened>();
        var probe = one.Bus.ConnectReceiveEndpoint("tests-order", endpoint =>
        {
            endpoint.PrefetchCount = 1;
            endpoint.ConcurrentMessageLimit = 1;
            endpoint.Handler<Happened>(context =>
            {
                arrived.Enqueue(context.Message);
                return Task.CompletedTask;
            });
        });
        await probe.Ready;

        await Task.WhenAll(aggregates.Select(aggregate => CommitAsync(aggregate, versions: 10)));

        foreach (var aggregate in aggregates)
        {
            await SeeAsync(() => EffectsOfAsync(aggregate), 10L);
            await SeeAsync(() => Task.FromResult(arrived.Count(h => h.Aggregate == aggregate)), 10);
            Assert.Equal(Enumerable.Range(1, 10), arrived.Where(h => h.Aggregate == aggregate).Select(h => h.Version));
        }

        await probe.StopAsync();
    }

    [Fact]
    public async Task A_broker_that_is_away_counts_against_no_message()
    {
        var aggregate = Guid.NewGuid();
        await CommitAsync(aggregate, versions: 1);
        var away = new UriBuilder(backing.BusAddress) { Port = 1 }.Uri.ToString();
        await using (var cutOff = await Service.StartAsync(backing, away, publishTimeoutSeconds: 0.5))
        {
            // The second time that it gives up, it has settled the first.
            await SeeAsync(() => Task.FromResult(cutOff.Logged.CountOf("LogBrokerAway")), 2, than: (seen, wanted) => seen >= wanted);
        }

        Assert.Equal(0, await backing.ScalarAsync<int>("select attempts from messaging.outbox where aggregate = $1", aggregate));
        await using var back = await Service.StartAsync(backing);
        await SeeAsync(() => EffectsOfAsync(aggregate), 1L);
    }

    [Fact]
    public async Task A_message_that_no_queue_takes_is_kept_and_blocks_nobody_else()
    {
        var (unheard, heard) = (Guid.NewGuid(), Guid.NewGuid());
        await using var service = await Service.StartAsync(backing);
        await using (var db = NewDb())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.EnqueueAsync(new HappenedUnheard { Aggregate = unheard }, unheard, 1, CancellationToken.None);
            await transaction.CommitAsync();
        }

        await CommitAsync(heard, versions: 1);

        await SeeAsync(() => EffectsOfAsync(heard), 1L);
        await SeeAsync(() => backing.ScalarAsync<int>("select attempts from messaging.outbox where aggregate = $1", unheard), 0, than: (n, _) => n > 0);
        Assert.Equal(1L, await WaitingOfAsync(unheard));
    }

    [Fact]
    public async Task A_message_of_an_unknown_type_is_parked_after_ten_attempts_with_its_reason()
    {
        var (unknown, known) = (NewInLane(0), NewInLane(0));
        await backing.ScalarAsync<long>(
            """
            with put as (insert into messaging.outbox (id, lane, aggregate, version, type, body, attempts)
                values (gen_random_uuid(), 0, $1, 9, 'Netralitas.Unknown', '{}', 9) returning 1) select count(*) from put
            """, unknown);
        await using var service = await Service.StartAsync(backing);

        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from messaging.outbox_dead where aggregate = $1 and reason like '%Netralitas.Unknown%'", unknown), 1L);
        Assert.Equal(0L, await WaitingOfAsync(unknown));
        // What came after it waits for a person's decision; what comes later in the same lane does not.
        await CommitAsync(unknown, versions: 1);
        await CommitAsync(known, versions: 1);
        await SeeAsync(() => EffectsOfAsync(known), 1L);
        Assert.Equal(1L, await WaitingOfAsync(unknown));
        Assert.Equal(0L, await EffectsOfAsync(unknown));
    }

    [Fact]
    public async Task An_aggregate_that_waits_with_more_than_a_batch_behind_it_does_not_stop_its_lane()
    {
        var (stuck, other) = (NewInLane(0), NewInLane(0));
        await backing.ScalarAsync<long>(
            """
            with put as (insert into messaging.outbox (id, lane, aggregate, version, type, body, next_at)
                select gen_random_uuid(), 0, $1, n, 'Netralitas.Messaging.Tests.Happened', '{}', case when n = 1 then now() + interval '1 hour' else '-infinity' end
                from generate_series(1, 250) n returning 1) select count(*) from put
            """, stuck);
        await CommitAsync(other, versions: 1);
        await using var service = await Service.StartAsync(backing);

        await SeeAsync(() => EffectsOfAsync(other), 1L);

        Assert.Equal(250L, await WaitingOfAsync(stuck));
        await backing.ScalarAsync<long>("with gone as (delete from messaging.outbox where aggregate = $1 returning 1) select count(*) from gone", stuck);
    }

    [Fact]
    public async Task A_message_delivered_many_times_at_once_has_one_effect()
    {
        var aggregate = Guid.NewGuid();
        var id = Guid.NewGuid();
        await using var service = await Service.StartAsync(backing);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            service.Bus.Publish(new Happened { Aggregate = aggregate, Version = 1 }, publish => publish.MessageId = id)));
        for (var n = 0; n < 20; n++)
        {
            // Each of these stands in the queue behind all of those.
            var marker = Guid.NewGuid();
            await CommitAsync(marker, versions: 1);
            await SeeAsync(() => EffectsOfAsync(marker), 1L);
        }

        Assert.Equal(1L, await EffectsOfAsync(aggregate));
    }

    [Fact]
    public async Task A_consumer_waits_out_an_outage_however_long_and_loses_nothing()
    {
        var aggregate = Guid.NewGuid();
        Trouble.Begin(aggregate, () => new InvalidOperationException("saving failed", new TimeoutException()));
        await using var service = await Service.StartAsync(backing);
        await CommitAsync(aggregate, versions: 1);

        // Three more tries than a failing message gets.
        await SeeAsync(() => Task.FromResult(Trouble.TimesOf(aggregate)), 7, than: (seen, wanted) => seen >= wanted);
        Trouble.End(aggregate);

        await SeeAsync(() => EffectsOfAsync(aggregate), 1L);
    }

    [Fact]
    public async Task A_message_that_fails_by_itself_is_set_aside_and_others_go_on()
    {
        var (failing, fine) = (Guid.NewGuid(), Guid.NewGuid());
        Trouble.Begin(failing, () => new InvalidOperationException("a bug"));
        await using var service = await Service.StartAsync(backing);
        await CommitAsync(failing, versions: 1);
        await CommitAsync(fine, versions: 1);

        await SeeAsync(() => EffectsOfAsync(fine), 1L);
        await SeeAsync(() => Task.FromResult(Trouble.TimesOf(failing)), 4);
        var after = Guid.NewGuid();
        await CommitAsync(after, versions: 1);
        await SeeAsync(() => EffectsOfAsync(after), 1L);
        Assert.Equal(4, Trouble.TimesOf(failing));
    }

    [Theory]
    [InlineData("Netralitas.Messaging.Tests.Unpublishable", "{}")]
    [InlineData("Netralitas.Messaging.Tests.Happened", "null")]
    [InlineData("Netralitas.Messaging.Tests.Happened", "{}")]
    [InlineData("Netralitas.Messaging.Tests.Happened", "kein JSON")]
    public async Task A_row_that_is_no_event_counts_its_attempts_and_stops_nobody_in_its_lane(string type, string body)
    {
        var (bad, good) = (NewInLane(3), NewInLane(3));
        await backing.ScalarAsync<long>(
            """
            with put as (insert into messaging.outbox (id, lane, aggregate, version, type, body)
                values (gen_random_uuid(), 3, $1, 1, $2, convert_to($3, 'UTF8')) returning 1) select count(*) from put
            """, bad, type, body);
        await CommitAsync(good, versions: 1);
        await using var service = await Service.StartAsync(backing);

        await SeeAsync(() => EffectsOfAsync(good), 1L);
        await SeeAsync(() => backing.ScalarAsync<int>("select attempts from messaging.outbox where aggregate = $1", bad), 0, than: (n, _) => n > 0);
    }

    [Fact]
    public async Task An_event_outside_a_transaction_is_a_bug()
    {
        await using var db = NewDb();

        await Assert.ThrowsAsync<InvalidOperationException>(() => db.EnqueueAsync(new Happened { Aggregate = Guid.NewGuid(), Version = 1 }, Guid.NewGuid(), 1, CancellationToken.None));
    }

    // The last byte decides on the lane.
    private static Guid NewInLane(byte lane)
    {
        var bytes = Guid.NewGuid().ToByteArray();
        bytes[15] = lane;
        return new Guid(bytes);
    }

    private EffectsDb NewDb() => new(new DbContextOptionsBuilder<EffectsDb>().UseNpgsql(backing.Database).Options);

    private async Task CommitAsync(Guid aggregate, int versions, bool commit = true)
    {
        for (var version = 1; version <= versions; version++)
        {
            await using var db = NewDb();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.EnqueueAsync(new Happened { Aggregate = aggregate, Version = version }, aggregate, version, CancellationToken.None);
            if (commit)
            {
                await transaction.CommitAsync();
            }
        }
    }

    private Task<long> EffectsOfAsync(Guid aggregate) => backing.ScalarAsync<long>("select count(*) from effects where aggregate = $1", aggregate);

    private Task<long> WaitingOfAsync(Guid aggregate) => backing.ScalarAsync<long>("select count(*) from messaging.outbox where aggregate = $1", aggregate);
}
