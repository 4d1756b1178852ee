using Netralitas.Faults.History;

namespace Netralitas.Faults.Cases;

/// <summary>Reports are taken in by one process and examined by another: each dies in turn, and while there is no review, nobody who sends a report notices.</summary>
internal sealed class F19PartsApart : FaultCase
{
    internal override string Id => "F19";

    internal override string Title => "intake and review apart, and each of them gone";

    internal override Task PrepareAsync(Trial trial)
    {
        trial.Suite.SplitReports();
        return Task.CompletedTask;
    }

    internal override async Task RunAsync(Trial trial)
    {
        var suite = trial.Suite;
        await trial.WarmUpAsync();
        var from = DateTimeOffset.UtcNow;
        await trial.KillAsync(suite.Reports, trial.Draw(8, 12));
        var until = DateTimeOffset.UtcNow;
        trial.Require(trial.Load!.View().OkShare(from, until) > 0.9, "reports are taken in while there is no review");
        await trial.PassAsync(5);
        var (_, back) = await trial.KillAsync(suite.Intake!, trial.Draw(0, 5));
        await trial.PassAsync(8);
        var seconds = trial.Load!.View().SecondsToRecover(back);
        trial.Note($"{suite.Intake!.Name} back after {seconds:0.0} s");
        trial.Require(seconds < 10, $"submits recover within 10 s of the start of {suite.Intake.Name}, not in {seconds:0.0} s");
        foreach (var failpoint in (string[])["submit.before_commit", "submit.after_commit_before_reply"])
        {
            await trial.DieAtAsync(suite.Intake, failpoint, trial.Random.Next(1, 60));
            await trial.PassAsync(trial.Draw(0, 2));
        }
    }

    internal override Task AfterAsync(Trial trial)
    {
        trial.Prove(trial.Load!.View().Of(Phase.Info) > 0, "no client was left without an answer");
        return Task.CompletedTask;
    }
}
