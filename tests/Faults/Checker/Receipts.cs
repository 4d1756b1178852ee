using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Faults.History;

namespace Netralitas.Faults.Checker;

/// <summary>I2: the receipt is one and the same, and opens the report: asked through the gateway, as a reporter asks.</summary>
internal sealed class Receipts(ClientKnowledge client, CallInvoker gateway)
{
    private const int AtOnce = 16;
    private const int WrongKeys = 50;

    private readonly IntakeService.IntakeServiceClient intake = new(gateway);

    internal async Task<Finding> CheckAsync(IReadOnlyList<LostReport> lostByRestore)
    {
        var finding = new Finding("I2", "every acknowledged report has one receipt, and its code opens it");
        var lost = lostByRestore.Select(l => (l.Request, l.ContentHash)).ToHashSet();
        // What an operator's restore lost is not there to be opened; that it is known to be lost is judged elsewhere.
        var acknowledged = client.Reports.Values.Where(r => r.IsAcknowledged && !lost.Contains((r.Request, r.ContentHash))).ToList();
        foreach (var sent in acknowledged)
        {
            finding.Check(sent.Receipts.DistinctBy(r => (r.Number, r.AccessCode)).Count() == 1, () => $"{sent} has {sent.Receipts.Count} receipts that differ");
        }

        foreach (var shared in acknowledged.GroupBy(r => r.Receipts[0].Number).Concat(acknowledged.GroupBy(r => r.Receipts[0].AccessCode)).Where(g => g.Count() > 1))
        {
            finding.Check(false, () => $"{shared.Count()} reports have the same number or code");
        }

        await Parallel.ForEachAsync(acknowledged, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (sent, _) =>
        {
            var receipt = sent.Receipts[0];
            var answer = await TrackAsync(receipt.Number!, receipt.AccessCode!);
            finding.Check(answer.Found is { } found && found.Number == receipt.Number && (sent.HasUnknown || sent.Receipts.Any(r => r.ReceivedAt == found.ReceivedAt.ToString())),
                () => $"{sent}: number {receipt.Number} with its code gives {answer.Found?.Number ?? answer.Refusal}");
        });

        // A code that opened everything would open each of these too.
        for (var n = 0; n + 1 < acknowledged.Count && n < WrongKeys; n++)
        {
            var answer = await TrackAsync(acknowledged[n].Receipts[0].Number!, acknowledged[n + 1].Receipts[0].AccessCode!);
            finding.Check(answer.Refusal == nameof(StatusCode.NotFound), () => $"{acknowledged[n]}: another report's code gives {answer.Found?.Number ?? answer.Refusal}");
        }

        return finding;
    }

    private async Task<(TrackReportResponse? Found, string? Refusal)> TrackAsync(string number, string code)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return (await intake.TrackReportAsync(new TrackReportRequest { Number = number, AccessCode = code }, deadline: DateTime.UtcNow.AddSeconds(10)), null);
            }
            catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded && attempt < 3)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
            catch (RpcException exception)
            {
                return (null, exception.StatusCode.ToString());
            }
        }
    }
}
