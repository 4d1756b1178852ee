using System.Globalization;
using Netralitas.Faults.History;
using Netralitas.Faults.Parts;

namespace Netralitas.Faults.Cases;

/// <summary>The clock of each service in turn is two hours fast, a day slow, and jumps while it runs.</summary>
internal sealed class F12Clocks : FaultCase
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    internal override string Id => "F12";

    internal override string Title => "clocks two hours fast, a day slow, jumping";

    internal override Task PrepareAsync(Trial trial)
    {
        if (!File.Exists(Library))
        {
            throw new InvalidOperationException("it needs Debian's package faketime, which eng/prerequisites.sh installs for `make faults`");
        }

        foreach (var service in trial.Suite.Services.Append(trial.Suite.Gateway))
        {
            Set(trial, service, "+0");
            service.Environment["LD_PRELOAD"] = Library;
            service.Environment["FAKETIME_TIMESTAMP_FILE"] = FileOf(trial, service);
            // Only the time of day: what a process measures by its own ticking stays right, as it does on a machine whose clock is set.
            service.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
            // Its mending of an old bug of glibc, which is long gone, makes waits of the ticking clock return at once: every waiting thread would spin.
            service.Environment["FAKETIME_FORCE_MONOTONIC_FIX"] = "0";
            // The file is read again each second; at each look at the clock it would take all there is of a processor.
            service.Environment["FAKETIME_CACHE_DURATION"] = "1";
        }

        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Trial trial)
    {
        trial.Facts = trial.Facts with { ClocksMoved = true };
        await trial.WarmUpAsync();
        await trial.PassAsync(3);
        foreach (var service in trial.Suite.Services.Append(trial.Suite.Gateway).ToList())
        {
            var from = DateTimeOffset.UtcNow;
            string[] skews = ["+2h", "-1d", "+0"];
            foreach (var skew in skews)
            {
                Set(trial, service, skew);
                trial.Say($"the clock of {service.Name} is at {skew}");
                await trial.PassAsync(skew == "+0" ? 3 : trial.Draw(4, 6));
            }

            var share = trial.Load!.View().OkShare(from, DateTimeOffset.UtcNow);
            trial.Require(share > 0.95, $"submits do not depend on the clock of {service.Name}: {share:P1} acknowledged");
        }
    }

    internal override Task AfterAsync(Trial trial)
    {
        var entries = Entry.ReadAll(trial.Load!.HistoryFile).ToList();
        var skewed = entries.Count(e => e is { Subject: Subject.Report, Phase: Phase.Ok } && Math.Abs((InstantOf(e) - e.At).TotalMinutes) > 60);
        var refused = entries.Count(e => e is { Subject: Subject.Signatures, Code: "Unauthenticated" });
        trial.Note($"{skewed} receipts with a wrong time, {refused} tokens refused");
        trial.Prove(skewed > 0, "no receipt shows a wrong clock");
        // A token that is not valid yet, or no longer, by the clock of who looks at it: that is said, and nothing is recorded.
        trial.Prove(refused > 0, "no token was refused for its time");
        return Task.CompletedTask;
    }

    private static string FileOf(Trial trial, Service service) => Path.Combine(trial.Suite.Settings.Folder, $"clock-{service.Name}");

    // In one step: a reader never sees half of it.
    private static void Set(Trial trial, Service service, string skew)
    {
        var draft = FileOf(trial, service) + ".new";
        File.WriteAllText(draft, $"{skew}\n");
        File.Move(draft, FileOf(trial, service), overwrite: true);
    }

    private static DateTimeOffset InstantOf(Entry receipt) => DateTimeOffset.Parse(receipt.ReceivedAt!.Trim('"'), CultureInfo.InvariantCulture);
}
