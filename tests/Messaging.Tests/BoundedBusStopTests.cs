using MassTransit;
using Microsoft.Extensions.Logging;

namespace Netralitas.Messaging.Tests;

/// <summary>A bus that never stops does not keep its process from ending.</summary>
public sealed class BoundedBusStopTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bus_that_does_not_stop_is_left_behind(bool listens)
    {
        using var logged = new LoggedEvents();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(logged));
        var stop = new BoundedBusStop(new NeverStops(listens), TimeSpan.FromMilliseconds(50), logs.CreateLogger<BoundedBusStop>());

        await stop.Stop(CancellationToken.None).WaitAsync(Eventually.Within);

        Assert.Equal(1, logged.CountOf("BusLeftBehind"));
    }

    [Fact]
    public async Task A_failure_to_stop_is_told()
    {
        using var logs = LoggerFactory.Create(_ => { });
        var stop = new BoundedBusStop(new FailsToStop(), BoundedBusStop.Within, logs.CreateLogger<BoundedBusStop>());

        await Assert.ThrowsAsync<InvalidOperationException>(() => stop.Stop(CancellationToken.None));
    }

    private sealed class NeverStops(bool listens) : IBusDepot
    {
        public Task Start(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task Stop(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, listens ? cancellationToken : CancellationToken.None);
    }

    private sealed class FailsToStop : IBusDepot
    {
        public Task Start(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task Stop(CancellationToken cancellationToken) => throw new InvalidOperationException("failed");
    }
}
