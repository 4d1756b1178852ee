using System.Diagnostics;
using Netralitas.Faults.History;
using Netralitas.Faults.Parts;
using Netralitas.Faults.Processes;

namespace Netralitas.Faults;

/// <summary>One case, run once: the suite, the client, the chance that decides, and what was found.</summary>
internal sealed class Trial(Suite suite, int seed, Random random, LoadShape shape, CancellationToken cancel)
{
    private readonly List<string> failures = [];
    private readonly List<string> void_ = [];
    private readonly List<string> notes = [];
    private readonly long started = Stopwatch.GetTimestamp();

    internal Suite Suite { get; } = suite;

    /// <summary>Every moment and choice of the case is drawn from it.</summary>
    internal Random Random { get; } = random;

    internal CancellationToken Cancel { get; } = cancel;

    internal LoadShape Shape { get; } = shape;

    internal LoadRun? Load { get; private set; }

    /// <summary>What the checker is told; a case adds what it knows.</summary>
    internal Facts Facts { get; set; } = new();

    /// <summary>Invariants that cannot be judged in this case, for example because a part never comes back.</summary>
    internal List<string> NotJudged { get; } = [];

    internal IReadOnlyList<string> Failures => failures;

    internal IReadOnlyList<string> Unproven => void_;

    internal IReadOnlyList<string> Notes => notes;

    /// <summary>Starts the client.</summary>
    internal async Task StartLoadAsync() => Load = await LoadRun.StartAsync(Suite, Shape, seed);

    /// <summary>Whether there is time for the short form only.</summary>
    internal bool IsShort => Shape.Seconds <= 30;

    /// <summary>Lets the client reach its rate before anything breaks.</summary>
    internal Task WarmUpAsync() => PassAsync(6);

    /// <summary>Kills a part without a word, leaves it dead for a while, and starts it again.</summary>
    /// <returns>When it was killed, and when it could serve again.</returns>
    internal async Task<(DateTimeOffset Killed, DateTimeOffset Back)> KillAsync(Part part, double downSeconds)
    {
        var killed = DateTimeOffset.UtcNow;
        await part.KillAsync();
        Say($"{part.Name} was killed; it stays dead for {downSeconds:0.0} s");
        await PassAsync(downSeconds);
        await part.StartAsync(Cancel);
        return (killed, DateTimeOffset.UtcNow);
    }

    /// <summary>Starts a service so that it dies at a failpoint, sees it die, and starts it again.</summary>
    internal async Task DieAtAsync(Service service, string failpoint, int nth)
    {
        await service.KillAsync();
        await service.StartArmedAsync(failpoint, nth, Cancel);
        var died = await Waiting.IsSoAsync(() => Task.FromResult(!service.IsRunning), TimeSpan.FromSeconds(20), Cancel);
        Say($"{service.Name} {(died ? "died" : "did not die")} at {failpoint}, time {nth}");
        Prove(died && service.Logged($"NETRALITAS_CRASH_AT {failpoint}"), $"{service.Name} never reached {failpoint}");
        if (!died)
        {
            await service.KillAsync();
        }

        await service.StartAsync(Cancel);
    }

    /// <summary>Lets time pass: the faults are a matter of when.</summary>
    internal Task PassAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Cancel);

    /// <summary>A number of seconds, or anything else, between two bounds.</summary>
    internal double Draw(double from, double to) => from + (Random.NextDouble() * (to - from));

    /// <summary>What must hold while the fault lasts, and after it.</summary>
    internal void Require(bool holds, string what)
    {
        if (!holds)
        {
            failures.Add(what);
        }
    }

    /// <summary>What shows that the fault bit. Without it the run proves nothing.</summary>
    internal void Prove(bool happened, string what)
    {
        if (!happened)
        {
            void_.Add(what);
        }
    }

    /// <summary>A figure for the table.</summary>
    internal void Note(string text) => notes.Add(text);

    internal void Say(string text) => Console.WriteLine($"    {Stopwatch.GetElapsedTime(started).TotalSeconds,6:0.0} s  {text}");
}
