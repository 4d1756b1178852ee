namespace Netralitas.Gateway;

/// <summary>Which services do not answer, so that who asks the gateway how it is cannot make work for them: however many ask, each service is asked once at a time, and once a second. Safe to use from several threads.</summary>
/// <param name="search">Asks all of them.</param>
/// <param name="clock">Ends what was found.</param>
internal sealed class SilentServices(Func<Task<IReadOnlyList<string>>> search, TimeProvider clock)
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<IReadOnlyList<string>>? last;
    private long begunAt;

    /// <summary>Their names, by a search that is under way or was begun less than a second ago, and by a new one otherwise.</summary>
    /// <param name="cancel">Gives up waiting; the search goes on for the others.</param>
    internal Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancel)
    {
        lock (gate)
        {
            if (last is null || (last.IsCompleted && clock.GetElapsedTime(begunAt) >= Holds))
            {
                (begunAt, last) = (clock.GetTimestamp(), search());
            }

            return last.WaitAsync(cancel);
        }
    }
}
