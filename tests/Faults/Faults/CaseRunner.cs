using System.Diagnostics;
using System.Globalization;
using Netralitas.Faults.Cases;
using Netralitas.Faults.History;
using Netralitas.Faults.Parts;
using Netralitas.Faults.Wires;

namespace Netralitas.Faults;

/// <summary>What became of a case.</summary>
internal sealed record Outcome(string Id, string Title, bool Passed, string Line, IReadOnlyList<string> Red);

/// <summary>Runs one case: suite up, load, fault, heal, quiet, check.</summary>
internal sealed class CaseRunner(RunFolder folder, Template template, Ledger ledger, Options options)
{
    private static readonly TimeSpan QuietWithin = TimeSpan.FromSeconds(120);

    // With a planted bug it may never come; past a minute the checker has something to say.
    private static readonly TimeSpan QuietWithBugWithin = TimeSpan.FromSeconds(65);

    internal async Task<Outcome> RunAsync(FaultCase fault, double? seconds, string? bug, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        Console.WriteLine($"{fault.Id}  {fault.Title}");
        if (fault.NeedsRoot is { } why && !Namespaces.IsOwn)
        {
            return Finished(fault, started, null, [$"needs root and `make faults`, which gives it namespaces of its own: {why}"], [], []);
        }

        var shape = fault.Shape with { Rate = fault.Shape.Rate * (options.Rate ?? MachineSpeed.Rate()) / 200, Seconds = seconds ?? options.Seconds ?? fault.Shape.Seconds };
        var settings = folder.SettingsOf(fault.Id, bug);
        var suite = new Suite(settings);
        var trial = new Trial(suite, options.Seed, new Random(options.Seed ^ int.Parse(fault.Id.AsSpan(1), CultureInfo.InvariantCulture) << 20), shape, cancel);
        var failures = new List<string>();
        CheckerRun? checker = null;
        try
        {
            checker = await RunAsync(fault, trial);
            failures.AddRange(trial.Failures);
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            failures.AddRange(trial.Failures);
            failures.Add($"the case itself failed: {exception.Message}");
        }
        finally
        {
            await (trial.Load?.KillAsync() ?? Task.CompletedTask);
            await suite.DisposeAsync();
            await fault.CleanUpAsync(trial);
        }

        ledger.Read(suite, trial.Load?.View().Of(Phase.Info) ?? 0);
        var outcome = Finished(fault, started, trial, failures, trial.Unproven, checker?.Red ?? []);
        RunFolder.Close(settings, keep: !outcome.Passed || options.Keep);
        return outcome;
    }

    private async Task<CheckerRun> RunAsync(FaultCase fault, Trial trial)
    {
        var suite = trial.Suite;
        await fault.PrepareAsync(trial);
        await template.CopyToAsync(suite.Postgres.Data, trial.Cancel);
        await fault.PlaceAsync(trial);
        await using var telemetry = fault.IsTraced ? await Telemetry.StartAsync(suite) : null;
        await suite.StartAsync(trial.Cancel);
        trial.Say("the suite stands");
        await trial.StartLoadAsync();
        await fault.RunAsync(trial);
        var healed = DateTimeOffset.UtcNow;
        await trial.Load!.StopAsync(trial.Cancel);
        // Attempts that were still under way count as load.
        var ended = Entry.ReadAll(trial.Load.HistoryFile).Last().At;
        healed = ended > healed ? ended : healed;
        trial.Say("healed, and the load has ended");
        var quiet = new Quiescence(suite);
        trial.Facts = trial.Facts with { HealedAt = healed, QuietAt = trial.NotJudged.Contains("I12") ? null : await quiet.AwaitAsync(suite.Settings.PlantedBug is null ? QuietWithin : QuietWithBugWithin, trial.Cancel) };
        trial.Say(trial.Facts.QuietAt is { } at ? $"quiet {(at - healed).TotalSeconds:0.0} s after that" : $"not quiet: {await quiet.LeftOverAsync(trial.Cancel)}");
        await fault.AfterAsync(trial);
        telemetry?.Keep(trial);
        var checker = await CheckerRun.RunAsync(trial);
        foreach (var line in checker.Lines)
        {
            trial.Say(line);
        }

        return checker;
    }

    private static Outcome Finished(FaultCase fault, long started, Trial? trial, List<string> failures, IReadOnlyList<string> unproven, IReadOnlyList<string> red)
    {
        var passed = failures.Count == 0 && unproven.Count == 0 && red.Count == 0;
        foreach (var failure in failures)
        {
            Console.WriteLine($"    FAILED: {failure}");
        }

        foreach (var what in unproven)
        {
            Console.WriteLine($"    VOID: the fault did not bite: {what}");
        }

        var view = trial?.Load?.View();
        var quiet = trial?.Facts is { QuietAt: { } at, HealedAt: { } healed } ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, (at - healed).TotalSeconds):0.0} s") : "-";
        var word = passed ? "passed" : failures.Count == 0 && red.Count == 0 ? "VOID" : "FAILED";
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{fault.Id,-4} {word,-7} {Stopwatch.GetElapsedTime(started).TotalSeconds,5:0} s  ok {view?.Of(Phase.Ok) ?? 0,6}  info {view?.Of(Phase.Info) ?? 0,6}  quiet {quiet,7}  {fault.Title}")
            + (red.Count > 0 ? $"; red: {string.Join(' ', red)}" : "") + string.Concat((trial?.Notes ?? []).Select(note => $"; {note}"));
        Console.WriteLine($"    {line}");
        return new Outcome(fault.Id, fault.Title, passed, line, red);
    }
}
