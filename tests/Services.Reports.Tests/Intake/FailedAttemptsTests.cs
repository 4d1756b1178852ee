namespace Netralitas.Services.Reports.Tests.Intake;

#pragma warning disable CA1711 // xunit's word for it.

/// <summary>Tests that look at the memory of the whole process: alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    public const string Name = "memory";
}

#pragma warning restore CA1711

[Collection(MemoryCollection.Name)]
public class FailedAttemptsTests
{
    private readonly HandTurnedClock clock = new();

    [Fact]
    public void Each_failure_for_a_number_waits_twice_as_long_as_the_one_before_up_to_a_minute()
    {
        var failures = new FailedAttempts(clock);

        Assert.Equal([0, 1, 2, 4, 8, 16, 32, 60, 60, 60], Enumerable.Range(0, 10).Select(_ => failures.Count("7K2M9QXD4T0B").TotalSeconds));
        Assert.All(Enumerable.Range(0, 200), _ => Assert.InRange(failures.Count("7K2M9QXD4T0B").TotalSeconds, 60, 60));
    }

    [Fact]
    public void After_ten_minutes_without_a_failure_it_begins_anew()
    {
        var failures = new FailedAttempts(clock);
        failures.Count("7K2M9QXD4T0B");
        failures.Count("7K2M9QXD4T0B");

        clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(TimeSpan.Zero, failures.Count("7K2M9QXD4T0B"));
    }

    [Fact]
    public void A_flood_over_all_numbers_takes_no_more_memory_than_one_failure()
    {
        var failures = new FailedAttempts(clock);
        failures.Count("");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var n = 0; n < 300_000; n++)
        {
            failures.Count($"{n}");
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 500_000);
    }

    [Fact]
    public async Task A_failure_waits_by_the_clock_and_what_cannot_be_a_number_does_not()
    {
        var failures = new FailedAttempts(clock);
        await failures.SlowDownAsync("7K2M9QXD4T0B", CancellationToken.None);
        var second = failures.SlowDownAsync("7K2M9QXD4T0B", CancellationToken.None);
        Assert.False(second.IsCompleted);

        await failures.SlowDownAsync("", CancellationToken.None);
        await failures.SlowDownAsync("", CancellationToken.None);
        clock.Advance(TimeSpan.FromSeconds(1));
        await second;
    }
}
