using MassTransit;

namespace Netralitas.Messaging;

/// <summary>Tells when the bus has begun to work, whether the broker answers or not.</summary>
internal sealed class BusStart : IBusObserver
{
    private readonly TaskCompletionSource happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task Happened => happened.Task;

    public void PostCreate(IBus bus)
    {
    }

    public void CreateFaulted(Exception exception)
    {
    }

    public Task PreStart(IBus bus) => Task.CompletedTask;

    public Task PostStart(IBus bus, Task<BusReady> busReady)
    {
        happened.TrySetResult();
        return Task.CompletedTask;
    }

    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    public Task PreStop(IBus bus) => Task.CompletedTask;

    public Task PostStop(IBus bus) => Task.CompletedTask;

    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;
}
