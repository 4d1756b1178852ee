using Netralitas.Gateway.Traffic;

namespace Netralitas.Gateway.Tests;

public class FairQueueTests
{
    private static readonly SourceKey Flood = new(1, 1);
    private static readonly SourceKey Office = new(2, 2);
    private static readonly SourceKey Village = new(3, 3);

    [Fact]
    public void A_source_has_half_of_the_places_at_most_and_another_one_never_waits_for_it()
    {
        var queue = new FairQueue(4, 1000);
        var flood = Enumerable.Range(0, 10).Select(_ => Enter(queue, Flood)).ToList();

        Assert.Equal(2, flood.Count(call => call.IsCompleted));
        Assert.True(Enter(queue, Office).IsCompletedSuccessfully);
        Assert.Equal(8, queue.Waiting);
    }

    [Fact]
    public async Task Sources_that_wait_take_turns_however_many_calls_each_has()
    {
        var queue = new FairQueue(2, 1000);
        List<string> order = [];
        _ = Enter(queue, new SourceKey(8, 8));
        _ = Enter(queue, new SourceKey(9, 9));
        var waiting = Enumerable.Range(0, 4).Select(n => (Name: $"flood {n}", Source: Flood)).Concat([(Name: "office 0", Source: Office), (Name: "office 1", Source: Office), (Name: "village 0", Source: Village)])
            .Select(call => (call.Name, call.Source, Call: Enter(queue, call.Source))).ToList();

        queue.Leave(new SourceKey(8, 8));
        while (waiting.Count > 0)
        {
            var next = await Task.WhenAny(waiting.Select(call => call.Call)).WaitAsync(TimeSpan.FromSeconds(30));
            var served = waiting.Find(call => call.Call == next);
            order.Add(served.Name);
            waiting.Remove(served);
            queue.Leave(served.Source);
        }

        Assert.Equal(["flood 0", "office 0", "village 0", "flood 1", "office 1", "flood 2", "flood 3"], order);
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_any_longer_leaves_the_place_to_the_next()
    {
        var queue = new FairQueue(2, 1000);
        using var impatient = new CancellationTokenSource();
        _ = Enter(queue, Flood);
        var first = queue.EnterAsync(Flood, 1, false, impatient.Token).AsTask();
        var second = Enter(queue, Flood);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(1, queue.Waiting);
        queue.Leave(Flood);

        Assert.Equal(Turn.Granted, await second);
    }

    [Fact]
    public async Task When_the_memory_is_full_the_source_that_has_most_of_it_loses_its_latest_call()
    {
        var queue = new FairQueue(2, 100);
        _ = Enter(queue, Flood);
        _ = Enter(queue, Office);
        var flood = Enumerable.Range(0, 9).Select(_ => Enter(queue, Flood, bytes: 10)).ToList();
        var office = Enter(queue, Office, bytes: 20);

        Assert.Equal(Turn.TurnedAway, await flood[^1]);
        Assert.All(flood.SkipLast(1), call => Assert.False(call.IsCompleted));
        Assert.False(office.IsCompleted);
        Assert.Equal(Turn.TurnedAway, await Enter(queue, Flood, bytes: 10));
    }

    [Fact]
    public async Task Of_one_source_three_that_paid_go_before_one_that_did_not()
    {
        var queue = new FairQueue(2, 1000);
        _ = Enter(queue, Flood);
        var calls = Enumerable.Range(0, 3).Select(n => (Name: $"unpaid {n}", Call: Enter(queue, Flood))).ToList();
        calls.AddRange(Enumerable.Range(0, 5).Select(n => (Name: $"paid {n}", Call: Enter(queue, Flood, hasPaid: true))));
        List<string> order = [];
        queue.Leave(Flood);
        while (calls.Count > 0)
        {
            var next = await Task.WhenAny(calls.Select(call => call.Call)).WaitAsync(TimeSpan.FromSeconds(30));
            var served = calls.Find(call => call.Call == next);
            order.Add(served.Name);
            calls.Remove(served);
            queue.Leave(Flood);
        }

        Assert.Equal(["paid 0", "paid 1", "paid 2", "unpaid 0", "paid 3", "paid 4", "unpaid 1", "unpaid 2"], order);
    }

    [Fact]
    public async Task Many_threads_get_every_place_back_and_never_more_than_there_are()
    {
        var queue = new FairQueue(6, long.MaxValue);
        var (inside, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(async () =>
        {
            var source = new SourceKey((ulong)n % 5, 0);
            for (var call = 0; call < 500; call++)
            {
                Assert.Equal(Turn.Granted, await queue.EnterAsync(source, 1, n % 2 == 0, CancellationToken.None));
                var now = Interlocked.Increment(ref inside);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                queue.Leave(source);
            }
        })));

        Assert.Equal((0, 0), (inside, queue.Waiting));
        Assert.InRange(most, 1, 6);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        var seen = Volatile.Read(ref most);
        while (now > seen && Interlocked.CompareExchange(ref most, now, seen) != seen)
        {
            seen = Volatile.Read(ref most);
        }
    }

    private static Task<Turn> Enter(FairQueue queue, SourceKey source, long bytes = 1, bool hasPaid = false) => queue.EnterAsync(source, bytes, hasPaid, CancellationToken.None).AsTask();
}
