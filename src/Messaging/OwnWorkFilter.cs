using MassTransit;
using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>A message is the service's own work: an event names what happened, not who may see it.</summary>
internal sealed class OwnWorkFilter<T>(RowAccess rows) : IFilter<ConsumeContext<T>>
    where T : class
{
    public Task Send(ConsumeContext<T> context, IPipe<ConsumeContext<T>> next)
    {
        rows.ActForService();
        return next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("own-work");
}
