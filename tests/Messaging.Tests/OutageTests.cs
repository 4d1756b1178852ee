using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using static Netralitas.Messaging.Tests.Eventually;

namespace Netralitas.Messaging.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class OutageTests(BackingServices backing)
{
    [Fact]
    public async Task A_connection_that_hangs_while_the_broker_is_well_is_made_anew()
    {
        var (before, after) = (Guid.NewGuid(), Guid.NewGuid());
        await using var proxy = new BrokerProxy(backing.BusAddress);
        await using var service = await Service.StartAsync(backing, proxy.Address, publishTimeoutSeconds: 0.5);
        await CommitAsync(before);
        await SeeAsync(() => EffectsOfAsync(before), 1L);

        proxy.LoseWhatIsOpen();
        await CommitAsync(after);

        await SeeAsync(() => EffectsOfAsync(after), 1L);
        Assert.InRange(service.Logged.CountOf("ConnectionWedged"), 1, 2);
        Assert.InRange(service.Logged.CountOf("ConfirmTimeout"), 1, 20);
        Assert.InRange(service.Logged.CountOf("OutboxRepeat"), 1, 20);
    }

    [Fact]
    public async Task A_connection_that_is_cut_while_queues_are_declared_on_it_leaves_no_consumer_waiting_for_good()
    {
        var (before, after) = (Guid.NewGuid(), Guid.NewGuid());
        await using var proxy = new BrokerProxy(backing.BusAddress);
        await using var service = await Service.StartAsync(backing, proxy.Address, stuckSeconds: 8);
        await CommitAsync(before);
        await SeeAsync(() => EffectsOfAsync(before), 1L);

        proxy.CloseAndCutAtDeclares(times: 3);
        await SeeAsync(() => Task.FromResult(proxy.HasCutAll), true);
        await CommitAsync(after);

        await SeeAsync(() => EffectsOfAsync(after), 1L);
    }

    [Fact]
    public async Task A_broker_that_falls_silent_is_asked_one_message_at_a_time_on_the_connection_that_there_is()
    {
        var (before, after) = (Guid.NewGuid(), Enumerable.Range(0, 100).Select(_ => Guid.NewGuid()).ToArray());
        await using var proxy = new BrokerProxy(backing.BusAddress);
        await using var service = await Service.StartAsync(backing, proxy.Address, publishTimeoutSeconds: 0.5);
        await CommitAsync(before);
        await SeeAsync(() => EffectsOfAsync(before), 1L);

        proxy.Freeze();
        await CommitAsync(after);
        await SeeAsync(() => Task.FromResult(service.Logged.CountOf("LogBrokerAway")), 2, than: (seen, wanted) => seen >= wanted);
        var triedAtFirst = service.Logged.CountOf("ConfirmTimeout");
        await SeeAsync(() => Task.FromResult(service.Logged.CountOf("LogBrokerAway")), 4, than: (seen, wanted) => seen >= wanted);

        Assert.InRange(service.Logged.CountOf("ConfirmTimeout") - triedAtFirst, 1, 3);
        Assert.Equal(0, service.Logged.CountOf("ConnectionWedged"));
        Assert.Equal(0, await backing.ScalarAsync<int>("select max(attempts) from messaging.outbox where aggregate = any($1)", after));
        proxy.Thaw();
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from effects where aggregate = any($1)", after), 100L);
        Assert.Equal(0, service.Logged.CountOf("ConnectionWedged"));
    }

    [Fact]
    public async Task In_a_long_outage_messages_go_back_to_their_queue_until_the_database_answers()
    {
        var aggregate = Guid.NewGuid();
        Trouble.Begin(aggregate, () => new InvalidOperationException("saving failed", new TimeoutException()));
        await using var service = await Service.StartAsync(backing, outageSeconds: 1);
        await CommitAsync(aggregate);

        await SeeAsync(() => Task.FromResult(service.Logged.CountOf("ConsumptionPaused")), 1, than: (seen, wanted) => seen >= wanted);
        Trouble.End(aggregate);

        await SeeAsync(() => EffectsOfAsync(aggregate), 1L);
        Assert.InRange(service.Logged.CountOf("ConsumptionResumed"), 1, 9);
    }

    [Fact]
    public async Task What_waits_and_what_was_set_aside_can_be_read_from_the_meters()
    {
        var seen = new ConcurrentDictionary<string, double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, self) => Enable(instrument, self) };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
        var aggregate = Guid.NewGuid();
        await BackingServices.ExecuteAsync(backing.Database,
            $$"""
            insert into messaging.inbox_early (stream, aggregate, version, message_id, type, body, at) values ('meters', '{{aggregate}}', 2, gen_random_uuid(), 'x', '', now() - interval '2 minutes');
            insert into messaging.outbox (id, lane, aggregate, version, type, body, next_at, created_at) values (gen_random_uuid(), 1, '{{aggregate}}', 1, 'x', '', now() + interval '1 hour', now() - interval '1 hour')
            """);
        await using var service = await Service.StartAsync(backing);
        await CommitAsync(aggregate: Guid.NewGuid());

        await SeeAsync(() => Task.FromResult(service.Logged.CountOf("InboxGap")), 1);
        await SeeAsync(() => Task.FromResult(seen.GetValueOrDefault("publish_confirm_seconds")), 0, than: (value, _) => value > 0);
        listener.RecordObservableInstruments();

        Assert.InRange(seen["outbox_depth"], 1, double.MaxValue);
        Assert.InRange(seen["outbox_oldest_seconds"], 3600, double.MaxValue);
        Assert.InRange(seen["inbox_early_depth"], 1, double.MaxValue);
        Assert.InRange(seen["inbox_early_oldest_seconds"], 120, double.MaxValue);
        Assert.Contains("outbox_dead_total", seen.Keys);
        Assert.Contains("dlq_depth", seen.Keys);
        await BackingServices.ExecuteAsync(backing.Database, $"delete from messaging.inbox_early where aggregate = '{aggregate}'; delete from messaging.outbox where aggregate = '{aggregate}'");
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == "Netralitas.Messaging")
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private async Task CommitAsync(params Guid[] aggregate)
    {
        await using var db = new EffectsDb(new DbContextOptionsBuilder<EffectsDb>().UseNpgsql(backing.Database).Options);
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var one in aggregate)
        {
            await db.EnqueueAsync(new Happened { Aggregate = one, Version = 1 }, one, 1, CancellationToken.None);
        }

        await transaction.CommitAsync();
    }

    private Task<long> EffectsOfAsync(Guid aggregate) => backing.ScalarAsync<long>("select count(*) from effects where aggregate = $1", aggregate);
}
