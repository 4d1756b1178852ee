using System.Text.Json;
using Netralitas.Faults.Wires;

namespace Netralitas.Faults.Cases;

/// <summary>Messages of one aggregate come in the wrong order, some of them long after those that follow them.</summary>
internal sealed class F11OutOfOrder : FaultCase
{
    private static readonly string[] Queues = ["notifications-pledge-signed", "notifications-declaration-held"];

    internal override string Id => "F11";

    internal override string Title => "out of order inside an aggregate, gaps that fill late";

    internal override bool IsShort => true;

    internal override LoadShape Shape => new() { Seconds = 45, SignatureRate = 20, Rate = 100 };

    internal override async Task RunAsync(Trial trial)
    {
        var (notifications, broker) = (trial.Suite.Notifications, trial.Suite.Broker);
        var inversions = 0;
        var late = 0;
        await trial.WarmUpAsync();
        for (var round = 0; round < (trial.IsShort ? 1 : 3); round++)
        {
            await notifications.KillAsync();
            await trial.PassAsync(trial.Draw(4, 7));
            await using var mail = await Mail.OpenAsync(broker, trial.Cancel);
            var letters = new List<Letter>();
            foreach (var queue in Queues)
            {
                letters.AddRange(await mail.TakeAllAsync(queue, trial.Cancel));
            }

            var shuffled = letters.ToArray();
            trial.Random.Shuffle(shuffled);
            inversions += Inversions(shuffled);
            var heldBack = shuffled.Where(_ => trial.Random.Next(5) == 0).ToList();
            late += heldBack.Count;
            foreach (var letter in shuffled.Except(heldBack))
            {
                await mail.PutAsync(letter, trial.Cancel);
            }

            await notifications.StartAsync(trial.Cancel);
            trial.Say($"{shuffled.Length} messages come in any order, {heldBack.Count} of them late");
            await trial.PassAsync(trial.Draw(2, 5));
            foreach (var letter in heldBack)
            {
                await mail.PutAsync(letter, trial.Cancel);
            }
        }

        trial.Note($"{inversions} inversions, {late} late");
        trial.Prove(inversions > 0 && late > 0, $"{inversions} messages came before one that they follow, {late} came late");
    }

    // How often a message comes right before one of the same declaration that it should follow.
    private static int Inversions(Letter[] letters) => letters.Select(Read).GroupBy(m => m.Aggregate).Sum(g => g.Zip(g.Skip(1)).Count(pair => pair.First.Version > pair.Second.Version));

    private static (string Aggregate, int Version) Read(Letter letter)
    {
        using var envelope = JsonDocument.Parse(letter.Body);
        var message = envelope.RootElement.GetProperty("message");
        return (message.GetProperty("declarationId").GetString()!, message.GetProperty("version").GetInt32());
    }
}
