using System.Text;
using System.Text.Json.Nodes;
using Netralitas.Faults.History;
using Netralitas.Faults.Wires;
using RabbitMQ.Client;

namespace Netralitas.Faults.Cases;

/// <summary>Messages of one aggregate come in the wrong order, some of them long after those that follow them; batches of signatures, which have no order, among them.</summary>
/// <remarks>Events of several versions are those of the release before: a declaration, and list after list. They are made here, of declarations that only this case knows.</remarks>
internal sealed class F11OutOfOrder : FaultCase
{
    private const int EarlierDeclarations = 6;
    private const int EarlierLists = 12;

    private static readonly string[] Queues = ["notifications-pledges-recorded", "notifications-declaration-held"];

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

            letters.AddRange(EarlierLetters(letters.First()));
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

    // Batches of signatures have version 1 alone, and are aggregates of their own.
    private static (string Aggregate, int Version) Read(Letter letter)
    {
        var message = JsonNode.Parse(letter.Body)!["message"]!;
        return ((string)(message["batchId"] is not null && (int)message["version"]! == 1 ? message["batchId"]! : message["declarationId"]!)!, (int)message["version"]!);
    }

    private static IEnumerable<Letter> EarlierLetters(Letter pattern) =>
        from n in Enumerable.Range(0, EarlierDeclarations)
        let declaration = MadeUp.New().ToString()
        from version in Enumerable.Range(1, EarlierLists + 1)
        select version == 1 ? Enclose(pattern, "notifications-declaration-held", "DeclarationHeld", Held(declaration)) : Enclose(pattern, "notifications-pledge-signed", "PledgeSigned", Signed(declaration, version));

    private static JsonObject Held(string declaration) => new()
    {
        ["declarationId"] = declaration,
        ["version"] = 1,
        ["regionCode"] = "75.71",
        ["title"] = "Deklarasi contoh",
        ["heldOn"] = "2026-11-20",
        ["timeZone"] = "WITA",
        ["recordedAt"] = "2026-11-20T00:00:00Z",
    };

    private static JsonObject Signed(string declaration, int version) => new()
    {
        ["batchId"] = Guid.NewGuid().ToString(),
        ["declarationId"] = declaration,
        ["version"] = version,
        ["signatures"] = 1,
        ["personalPledges"] = 1,
        ["onBehalf"] = 0,
        ["recordedAt"] = "2026-11-20T00:00:00Z",
    };

    // In the envelope of another message, under an id of its own.
    private static Letter Enclose(Letter pattern, string queue, string type, JsonObject message)
    {
        var envelope = JsonNode.Parse(pattern.Body)!;
        var id = Guid.CreateVersion7().ToString();
        (envelope["messageId"], envelope["messageType"], envelope["message"]) = (id, new JsonArray($"urn:message:Netralitas.Contracts.Pledges.V1:{type}"), message);
        return new Letter(queue, new BasicProperties(pattern.Properties) { MessageId = id }, Encoding.UTF8.GetBytes(envelope.ToJsonString()));
    }
}
