using Netralitas.Elections.Clocks;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Clocks;

public class ClockLifeTests
{
    private const string Life = """
        Running | Start -> refused
        Running | Pause -> Paused
        Running | Resume -> refused
        Running | Extend -> Running
        Running | Transfer -> Running
        Running | ReviseCalendar -> Running
        Running | Stop -> Stopped
        Paused | Start -> refused
        Paused | Pause -> refused
        Paused | Resume -> Running
        Paused | Extend -> refused
        Paused | Transfer -> Paused
        Paused | ReviseCalendar -> Paused
        Paused | Stop -> Stopped
        Stopped | Start -> refused
        Stopped | Pause -> refused
        Stopped | Resume -> refused
        Stopped | Extend -> refused
        Stopped | Transfer -> refused
        Stopped | ReviseCalendar -> Stopped
        Stopped | Stop -> refused

        """;

    [Fact]
    public void Every_status_and_step() => Assert.Equal(Life, Table.Joined(
        from status in Enum.GetValues<ClockStatus>()
        from step in Enum.GetValues<ClockStep>()
        select $"{status} | {step} -> {ClockLife.After(status, step)?.ToString() ?? "refused"}"));

    [Theory]
    [InlineData("pilkada-handling", "start 2024-12-02 09:00; resume 2024-12-03 09:00")]
    [InlineData("pilkada-handling", "start 2024-12-02 09:00; start 2024-12-03 09:00")]
    [InlineData("pilkada-handling", "start 2024-12-02 09:00; stop 2024-12-03 09:00; stop 2024-12-03 09:00")]
    [InlineData("pilkada-handling", "start 2024-12-02 09:00; pause 2024-12-03 09:00; extend 2024-12-03 09:00")]
    [InlineData("pilkada-handling", "start 2024-12-02 09:00; extend 2024-12-03 09:00; extend 2024-12-04 09:00")]
    [InlineData("pilkada-finding", "start 2024-12-02 09:00; extend 2024-12-03 09:00")]
    public void A_step_that_the_law_does_not_give_is_refused(string rule, string words) =>
        Assert.Throws<InvalidOperationException>(() => History.Clock(rule, "75.71", words));

    [Fact]
    public void What_is_no_history_of_one_clock_is_refused()
    {
        var history = History.Of("pilkada-handling", "75.71", "start 2024-12-02 09:00; pause 2024-12-03 09:00; resume 2024-12-04 09:00");

        AssertRefused([]);
        AssertRefused(history[1..]);
        AssertRefused([history[0], history[2], history[1]]);
        AssertRefused([history[0], history[1] with { At = Table.Local("2024-12-02 08:59", "75.71") }]);
        AssertRefused([history[0], history[1] with { Rule = new RuleReference("pilkada-handling", 2) }]);
        AssertRefused([history[0] with { Rule = new RuleReference("pilkada-handling", 2) }]);
        AssertRefused([history[0] with { Rule = new RuleReference("pilkada-preliminary-information", 1) }]);
        AssertRefused([((ClockStarted)history[0]) with { Office = RegionCode.Parse("20.01") }]);

        static void AssertRefused(ClockEvent[] events) => Assert.ThrowsAny<Exception>(() => Clock.Fold(events, ElectionLaw.Published));
    }

    [Fact]
    public void An_event_by_an_event_adds_up_to_the_same()
    {
        var history = History.Of("pilkada-handling", "75.71", "start 2024-12-02 09:00; pause 2024-12-03 09:00; resume 2024-12-04 09:00; extend 2024-12-05 09:00; stop 2024-12-06 09:00");
        var clock = Clock.Fold(history[..1], ElectionLaw.Published);
        foreach (var happened in history[1..])
        {
            clock = clock.After(happened, ElectionLaw.Published);
        }

        var whole = Clock.Fold(history, ElectionLaw.Published);
        Assert.Equal((whole.Status, whole.Deadline.EndsAt, whole.StoppedAt), (clock.Status, clock.Deadline.EndsAt, clock.StoppedAt));
        Assert.Equal(whole.Changes.Select(change => (change.Step, change.To.LastDay)), clock.Changes.Select(change => (change.Step, change.To.LastDay)));
    }
}
