using System.Diagnostics;
using Netralitas.Gateway.Tests.Support;
using Netralitas.Testing;

namespace Netralitas.Gateway.Tests;

/// <summary>How often services are asked because somebody asks the gateway how it is.</summary>
public sealed class SilentServicesTests
{
    [Fact]
    public async Task Who_asks_meanwhile_waits_for_the_same_search_and_who_gives_up_ends_it_for_nobody()
    {
        var (searches, found) = (0, new TaskCompletionSource<IReadOnlyList<string>>());
        var services = new SilentServices(() => Search(), TimeProvider.System);
        using var hurry = new CancellationTokenSource();

        var first = services.ReadAsync(hurry.Token);
        var others = Enumerable.Range(0, 50).Select(_ => services.ReadAsync(CancellationToken.None)).ToList();
        await hurry.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.All(others, waiting => Assert.False(waiting.IsCompleted));
        found.SetResult(["review"]);

        Assert.All(await Task.WhenAll(others), silent => Assert.Equal(["review"], silent));
        Assert.Equal(1, searches);

        Task<IReadOnlyList<string>> Search()
        {
            searches++;
            return found.Task;
        }
    }

    [Fact]
    public async Task What_was_found_holds_for_a_second_from_the_beginning_of_the_search_and_a_search_that_failed_no_longer()
    {
        var (searches, clock) = (0, new SteppedClock());
        var services = new SilentServices(Search, clock);

        await Assert.ThrowsAsync<InvalidOperationException>(() => services.ReadAsync(CancellationToken.None));
        clock.Milliseconds = 999;
        await Assert.ThrowsAsync<InvalidOperationException>(() => services.ReadAsync(CancellationToken.None));
        clock.Milliseconds = 1000;
        Assert.Equal(["2"], await services.ReadAsync(CancellationToken.None));
        clock.Milliseconds = 1999;
        Assert.Equal(["2"], await services.ReadAsync(CancellationToken.None));
        clock.Milliseconds = 2000;
        Assert.Equal(["3"], await services.ReadAsync(CancellationToken.None));

        Task<IReadOnlyList<string>> Search() => ++searches == 1 ? Task.FromException<IReadOnlyList<string>>(new InvalidOperationException("CONTOH")) : Task.FromResult<IReadOnlyList<string>>([$"{searches}"]);
    }

    [Fact]
    public async Task Two_hundred_who_ask_the_gateway_at_once_are_told_and_ask_a_service_once_a_second()
    {
        await using var reports = await StandInReports.StartAsync();
        await using var gateway = await GatewayProcess.StartAsync(reports.Setting());
        using var http = Calls.Json(gateway.Http);
        var (before, from) = (reports.Probes, Stopwatch.GetTimestamp());

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => http.GetStringAsync(new Uri("/health", UriKind.Relative))));

        Assert.All(answers, answer => Assert.Equal("Degraded", answer));
        // It stands for both parts of the reports.
        Assert.InRange(reports.Probes - before, 2, 2 * (2 + (int)Stopwatch.GetElapsedTime(from).TotalSeconds));
    }

    private sealed class SteppedClock : TimeProvider
    {
        internal long Milliseconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Milliseconds;
    }
}
