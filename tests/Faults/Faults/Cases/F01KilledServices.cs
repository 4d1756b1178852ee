using Netralitas.Faults.History;
using Netralitas.Faults.Parts;

namespace Netralitas.Faults.Cases;

/// <summary>Each service in turn dies without a word: at any moment, and at each place where a crash hurts most.</summary>
internal sealed class F01KilledServices : FaultCase
{
    private static readonly string[] OfReports =
        ["submit.before_commit", "submit.after_commit_before_reply", "outbox.after_claim", "outbox.after_publish_before_confirm", "outbox.after_confirm_before_commit"];

    private static readonly string[] OfNotifications = ["consume.before_commit", "consume.after_commit_before_ack"];

    internal override string Id => "F1";

    internal override string Title => "kill -9 of each service in turn, and at failpoints";

    internal override bool IsShort => true;

    internal override async Task RunAsync(Trial trial)
    {
        var suite = trial.Suite;
        await trial.WarmUpAsync();
        Service[] services = trial.IsShort ? [suite.Reports] : [suite.Reports, suite.Pledges, suite.Notifications, suite.Gateway];
        trial.Random.Shuffle(services);
        foreach (var service in services)
        {
            await KillAsync(trial, service);
        }

        (Service Service, string Failpoint)[] failpoints = [.. OfReports.Select(f => (suite.Reports, f)), .. OfNotifications.Select(f => (suite.Notifications, f))];
        trial.Random.Shuffle(failpoints);
        foreach (var (service, failpoint) in trial.IsShort ? failpoints[..2] : failpoints)
        {
            await trial.DieAtAsync(service, failpoint, trial.Random.Next(1, 60));
            await trial.PassAsync(trial.Draw(0, 2));
        }

        await trial.PassAsync(3);
    }

    internal override Task AfterAsync(Trial trial)
    {
        trial.Prove(trial.Load!.View().Of(Phase.Info) > 0, "no client was left without an answer");
        return Task.CompletedTask;
    }

    private static async Task KillAsync(Trial trial, Service service)
    {
        var (killed, back) = await trial.KillAsync(service, trial.Draw(0, 5));
        await trial.PassAsync(8);
        var view = trial.Load!.View();
        if (service == trial.Suite.Reports || service == trial.Suite.Gateway)
        {
            var seconds = view.SecondsToRecover(back);
            trial.Note($"{service.Name} back after {seconds:0.0} s");
            trial.Require(seconds < 10, $"submits recover within 10 s of the start of {service.Name}, not in {seconds:0.0} s");
        }
        else
        {
            trial.Require(view.OkShare(killed, back) > 0.95, $"submits go on while {service.Name} is dead: {view.OkShare(killed, back):P1}");
        }
    }
}
