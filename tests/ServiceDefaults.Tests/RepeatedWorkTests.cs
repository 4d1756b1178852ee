namespace Netralitas.ServiceDefaults.Tests;

public class RepeatedWorkTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task What_fails_is_told_and_done_again_until_the_service_stops()
    {
        using var stop = new CancellationTokenSource();
        var (calls, told) = (0, new List<Exception>());

        await TimeProvider.System.RepeatAsync(
            Tick,
            () =>
            {
                calls++;
                if (calls == 3)
                {
                    stop.Cancel();
                }

                return calls == 2 ? throw new InvalidOperationException("kedua") : Task.CompletedTask;
            },
            told.Add, stop.Token);

        Assert.Equal((3, "kedua"), (calls, Assert.Single(told).Message));
    }

    [Fact]
    public async Task What_stopping_breaks_off_is_no_failure()
    {
        using var stop = new CancellationTokenSource();
        var told = new List<Exception>();

        await TimeProvider.System.RepeatAsync(
            Tick,
            () =>
            {
                stop.Cancel();
                throw new OperationCanceledException(stop.Token);
            },
            told.Add, stop.Token);

        Assert.Empty(told);
    }
}
