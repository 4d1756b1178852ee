using System.Globalization;

namespace Netralitas.Notifications.Bench;

/// <summary>One turn of events at a steady rate.</summary>
internal static class InboxTurn
{
    /// <summary>Runs it.</summary>
    /// <returns>How long notices took, how many there were, and what they cost, in words.</returns>
    internal static async Task<string> RunAsync(NotificationsService notifications, Publisher publisher, int rate, int seconds)
    {
        var length = TimeSpan.FromSeconds(seconds);
        var before = notifications.ProcessorTime;
        var times = await InboxLatency.RunAsync(notifications, publisher, rate, length);
        return string.Create(CultureInfo.InvariantCulture, $"{times}; {times.Count:N0} notices, service {(notifications.ProcessorTime - before) / length:P0} of a processor");
    }
}
