using System.Diagnostics;
using Netralitas.Faults.History;
using Netralitas.Faults.Parts;

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
