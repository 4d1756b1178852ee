using MassTransit;
using static Netralitas.Messaging.Tests.Eventually;

namespace Netralitas.Messaging.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class InOrderTests(BackingServices backing)
{
    [Theory]
    [InlineData(1, 2, 3, 4)]
    [InlineData(4, 3, 2, 1)]
    [InlineData(2, 4, 1, 3)]
    [InlineData(3, 3, 1, 2, 2, 4, 1)]
    public async Task Versions_take_effect_one_after_the_other_whatever_their_order_of_arrival(params int[] arriving)
    {
        var thing = Guid.NewGuid();
        var ids = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        await using var service = await Service.StartAsync(backing);

        for (var n = 0; n < arriving.Length; n++)
        {
            await TellAsync(service, thing, arriving[n], ids[arriving[n]]);
            var told = arriving[..(n + 1)];
            await SeeAsync(() => TakenInAsync(thing), told.Distinct().Count());
        }

        Assert.Equal([1, 2, 3, 4], await AppliedAsync(thing));
        Assert.Equal([1, 2, 3, 4], await backing.ColumnAsync<int>("select version from messaging.inbox where aggregate = $1 and consumer = 'things' order by seq", thing));
        Assert.Equal(ids[1..], await backing.ColumnAsync<Guid>("select message_id from messaging.inbox where aggregate = $1 order by seq", thing));
        Assert.Equal(0L, await EarlyAsync(thing));
    }

    [Fact]
    public async Task Versions_that_arrive_all_at_once_in_two_processes_take_effect_one_after_the_other()
    {
        var things = Enumerable.Range(0, 20).Select(_ => Guid.NewGuid()).ToArray();
        await using var one = await Service.StartAsync(backing);
        await using var two = await Service.StartAsync(backing);

        await Task.WhenAll(things.SelectMany(thing => Enumerable.Range(1, 8).Reverse().SelectMany(version =>
        {
            var id = Guid.CreateVersion7();
            return new[] { TellAsync(one, thing, version, id), TellAsync(two, thing, version, id) };
        })));

        foreach (var thing in things)
        {
            await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from applied where thing = $1", thing), 8L);
            Assert.Equal(Enumerable.Range(1, 8), await AppliedAsync(thing));
            Assert.Equal(0L, await EarlyAsync(thing));
        }
    }

    [Fact]
    public async Task What_came_early_waits_through_a_restart()
    {
        var thing = Guid.NewGuid();
        await using (var service = await Service.StartAsync(backing))
        {
            await TellAsync(service, thing, 3, Guid.CreateVersion7());
            await TellAsync(service, thing, 2, Guid.CreateVersion7());
            await SeeAsync(() => EarlyAsync(thing), 2L);
        }

        Assert.Empty(await AppliedAsync(thing));
        await using var next = await Service.StartAsync(backing);
        await TellAsync(next, thing, 1, Guid.CreateVersion7());

        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from applied where thing = $1", thing), 3L);
        Assert.Equal([1, 2, 3], await AppliedAsync(thing));
    }

    [Fact]
    public async Task An_event_that_fails_leaves_nothing_behind_and_is_applied_when_it_comes_again()
    {
        var thing = Guid.NewGuid();
        var first = Guid.CreateVersion7();
        await using var service = await Service.StartAsync(backing);
        await TellAsync(service, thing, 2, Guid.CreateVersion7());
        await SeeAsync(() => EarlyAsync(thing), 1L);
        Trouble.Begin(thing, () => new InvalidOperationException("a bug"));
        await TellAsync(service, thing, 1, first);
        await SeeAsync(() => Task.FromResult(Trouble.TimesOf(thing)), 4);
        Trouble.End(thing);
        Assert.Empty(await AppliedAsync(thing));
        Assert.Equal(1L, await EarlyAsync(thing));

        await TellAsync(service, thing, 1, first);

        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from applied where thing = $1", thing), 2L);
        Assert.Equal([1, 2], await AppliedAsync(thing));
    }

    [Fact]
    public async Task A_version_that_another_message_told_of_changes_nothing_and_is_told_of()
    {
        var (thing, marker) = (Guid.NewGuid(), Guid.NewGuid());
        await using var service = await Service.StartAsync(backing);
        await TellAsync(service, thing, 1, Guid.CreateVersion7());
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from applied where thing = $1", thing), 1L);

        await TellAsync(service, thing, 1, Guid.CreateVersion7());
        await TellAsync(service, marker, 1, Guid.CreateVersion7());

        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from applied where thing = $1", marker), 1L);
        await SeeAsync(() => Task.FromResult(service.Logged.CountOf("InboxVersionTaken")), 1);
        Assert.Equal([1], await AppliedAsync(thing));
    }

    [Fact]
    public async Task Of_a_thing_from_before_its_events_were_in_order_each_takes_effect_once_when_it_comes()
    {
        var thing = Guid.NewGuid();
        await BackingServices.ExecuteAsync(backing.Database, $"insert into messaging.inbox_stream (stream, aggregate, version) values ('things', '{thing}', null)");
        var id = Guid.CreateVersion7();
        await using var service = await Service.StartAsync(backing);

        await TellAsync(service, thing, 7, id);
        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from applied where thing = $1", thing), 1L);
        await TellAsync(service, thing, 7, id);
        await TellAsync(service, thing, 6, Guid.CreateVersion7());

        await SeeAsync(() => backing.ScalarAsync<long>("select count(*) from applied where thing = $1", thing), 2L);
        await SeeAsync(() => Task.FromResult(service.Logged.CountOf("InboxDuplicate")), 1);
        Assert.Equal([7, 6], await AppliedAsync(thing));
    }

    private static async Task TellAsync(Service service, Guid thing, int version, Guid id)
    {
        object happened = version == 1 ? new Opened { Thing = thing, Version = version } : new Changed { Thing = thing, Version = version };
        await service.Bus.Publish(happened, publish => publish.MessageId = id).WaitAsync(Eventually.Within);
    }

    private Task<IReadOnlyList<int>> AppliedAsync(Guid thing) => backing.ColumnAsync<int>("select version from applied where thing = $1 order by seq", thing);

    private Task<long> EarlyAsync(Guid thing) => backing.ScalarAsync<long>("select count(*) from messaging.inbox_early where aggregate = $1", thing);

    private async Task<int> TakenInAsync(Guid thing) => (await AppliedAsync(thing)).Count + (int)await EarlyAsync(thing);
}
