using System.Diagnostics.Metrics;

namespace Netralitas.Messaging;

/// <summary>What is counted where it happens; what is looked up now and then is in <see cref="BacklogSampler"/>.</summary>
internal static class Meters
{
    /// <summary>Name of the meter of everything in this assembly.</summary>
    internal const string Name = "Netralitas.Messaging";

    private static readonly Meter Meter = new(Name);

    internal static readonly Histogram<double> PublishConfirm = Meter.CreateHistogram<double>("publish_confirm_seconds", "s", "From publish to the broker's confirm.");

    internal static readonly Counter<long> PublishReturned = Meter.CreateCounter<long>("publish_returned_total", "{message}", "Messages that no queue took.");

    internal static readonly Counter<long> InboxDuplicate = Meter.CreateCounter<long>("inbox_duplicate_total", "{message}", "Deliveries that changed nothing, as the message had taken effect before.");
}
