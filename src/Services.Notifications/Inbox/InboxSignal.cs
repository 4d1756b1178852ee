using System.Collections.Concurrent;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Inbox;

/// <summary>Wakes the watchers of an inbox right after a commit of this process; what other replicas tell they find by looking.</summary>
/// <remarks>Only the watchers of the offices that were told wake: notices to one office cost the watchers of all others nothing.</remarks>
internal sealed class InboxSignal
{
    private const string All = "";

    private readonly ConcurrentDictionary<string, TaskCompletionSource> watched = new();

    /// <summary>Completes when an office is told something; to be asked for before a look, so that nothing between the look and the wait is missed.</summary>
    /// <param name="office">The office; null for all.</param>
    internal Task NextAsync(string? office) => watched.GetOrAdd(office ?? All, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Says that something was committed for some offices.</summary>
    internal void Raise(IEnumerable<Office> told)
    {
        Wake(All);
        foreach (var office in told)
        {
            Wake(office.ToString());
        }
    }

    private void Wake(string office)
    {
        if (watched.TryRemove(office, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
