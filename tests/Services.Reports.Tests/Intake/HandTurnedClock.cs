namespace Netralitas.Services.Reports.Tests.Intake;

/// <summary>A clock that stands still until it is turned.</summary>
internal sealed class HandTurnedClock : TimeProvider
{
    private readonly List<HandTurnedTimer> timers = [];

    private TimeSpan passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => passed.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + passed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTurnedTimer(() => callback(state), passed + dueTime);
        timers.Add(timer);
        return timer;
    }

    internal void Advance(TimeSpan by)
    {
        passed += by;
        foreach (var timer in timers.Where(timer => timer.DueAt <= passed).ToList())
        {
            timers.Remove(timer);
            timer.Ring();
        }
    }

    private sealed class HandTurnedTimer(Action ring, TimeSpan dueAt) : ITimer
    {
        internal TimeSpan DueAt { get; } = dueAt;

        internal void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
