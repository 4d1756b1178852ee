using Netralitas.Faults.Wires;

namespace Netralitas.Faults.Cases;

/// <summary>Every message comes twice, and at the end all of them once more.</summary>
internal sealed class F10Duplicates : FaultCase
{
    private static readonly (string Exchange, string Queue)[] Routes =
    [
        ("Netralitas.Contracts.Reports.V1:ReportReceived", "notifications-report-received"),
        ("Netralitas.Contracts.Pledges.V1:PledgesRecorded", "notifications-pledges-recorded"),
        ("Netralitas.Contracts.Pledges.V1:DeclarationHeld", "notifications-declaration-held"),
    ];

    internal override string Id => "F10";

    internal override string Title => "every message twice, then all again";

    internal override bool IsShort => true;

    internal override async Task RunAsync(Trial trial)
    {
        await using var mail = await Mail.OpenAsync(trial.Suite.Broker, trial.Cancel);
        List<(string Copy, string Queue)> copies = [];
        foreach (var (exchange, queue) in Routes)
        {
            copies.Add((await mail.CopyOfAsync(exchange, trial.Cancel), queue));
        }

        var all = new List<Letter>();
        var ends = DateTimeOffset.UtcNow.AddSeconds(Math.Min(trial.Shape.Seconds, 45));
        while (DateTimeOffset.UtcNow < ends)
        {
            foreach (var (copy, queue) in copies)
            {
                foreach (var letter in await mail.TakeAllAsync(copy, trial.Cancel))
                {
                    all.Add(letter with { Queue = queue });
                    await mail.PutAsync(all[^1], trial.Cancel);
                }
            }

            await trial.PassAsync(trial.Draw(0.05, 0.5));
        }

        trial.Say($"{all.Count} messages were delivered twice; now all of them again, in any order");
        var again = all.ToArray();
        trial.Random.Shuffle(again);
        foreach (var letter in again)
        {
            await mail.PutAsync(letter, trial.Cancel);
        }

        trial.Note($"{all.Count} messages three times");
        trial.Prove(all.Count > 100, $"only {all.Count} messages were repeated");
    }

    internal override Task AfterAsync(Trial trial)
    {
        trial.Prove(trial.Suite.Notifications.Logged("InboxDuplicate"), "no repeat reached the inbox");
        return Task.CompletedTask;
    }
}
