using MassTransit;
using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>Raised when an outage has lasted too long for messages to wait in this process; lowered when the database answers.</summary>
internal sealed class OutageSign
{
    private readonly Lock gate = new();
    private TaskCompletionSource raised = New();

    internal bool IsRaised
    {
        get
        {
            lock (gate)
            {
                return raised.Task.IsCompleted;
            }
        }
    }

    internal void Raise()
    {
        lock (gate)
        {
            raised.TrySetResult();
        }
    }

    internal void Lower()
    {
        lock (gate)
        {
            if (raised.Task.IsCompleted)
            {
                raised = New();
            }
        }
    }

    internal Task RaisedAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            return raised.Task.WaitAsync(cancel);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Gives a message that failed by an outage back to its queue, instead of setting it aside, and raises the sign.</summary>
internal sealed class OutageFilter(OutageSign sign) : IFilter<ExceptionReceiveContext>
{
    // The endpoint stops taking messages in this time, so that what is given back is not delivered again at once.
    private static readonly TimeSpan EndpointStopsWithin = TimeSpan.FromSeconds(2);

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        if (!Outage.Is(context.Exception))
        {
            await next.Send(context);
            return;
        }

        sign.Raise();
        await Task.Delay(EndpointStopsWithin);
        throw new OutageLastsException(context.Exception);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("outage");
}

/// <summary>A message goes back to its queue, as what it needs is away.</summary>
/// <param name="cause">What was thrown last.</param>
internal sealed class OutageLastsException(Exception cause) : Exception("The message is given back to its queue until the database answers.", cause);
