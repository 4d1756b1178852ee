using System.Diagnostics;
using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Pledges.Bench;

/// <summary>Streams of signatures in batches of 5,000, each stream with a few batches under way.</summary>
internal static class BulkLoad
{
    internal const int Batch = 5_000;
    private const int UnderWay = 2;

    /// <summary>Streams the signatures of people; each must be recorded.</summary>
    /// <returns>Seconds from the first message to the last answer.</returns>
    internal static async Task<double> RunAsync(PledgesService service, string declaration, int firstPerson, int count, int streams)
    {
        var batches = Enumerable.Range(0, count / Batch).Select(n => new StreamSignaturesRequest
        {
            BatchId = PledgesService.NewId(),
            DeclarationId = declaration,
            Signatures = { Enumerable.Range(firstPerson + (n * Batch), Batch).Select(People.Signature) },
        }).ToList();
        GC.Collect();
        var from = Stopwatch.GetTimestamp();
        var recorded = await Task.WhenAll(Enumerable.Range(0, streams).Select(stream => Task.Run(() => SendAsync(service, [.. batches.Where((_, n) => n % streams == stream)]))));
        var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        return recorded.Sum() == batches.Count * Batch ? seconds : throw new InvalidOperationException($"Of {count} signatures {recorded.Sum()} were recorded.");
    }

    private static async Task<int> SendAsync(PledgesService service, List<StreamSignaturesRequest> batches)
    {
        using var call = new SignatureService.SignatureServiceClient(service.Channel).StreamSignatures(PledgesService.Organiser);
        using var room = new SemaphoreSlim(UnderWay);
        var sending = Task.Run(async () =>
        {
            foreach (var batch in batches)
            {
                await room.WaitAsync();
                await call.RequestStream.WriteAsync(batch);
            }

            await call.RequestStream.CompleteAsync();
        });
        var recorded = 0;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            recorded += call.ResponseStream.Current.Recorded;
            room.Release();
        }

        await sending;
        return recorded;
    }
}
