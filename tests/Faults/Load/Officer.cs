using System.Collections.Concurrent;
using System.Security.Cryptography;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Faults.History;

namespace Netralitas.Faults.Load;

/// <summary>Reads cases, and opens identities with two custodians: what has to be in the audit chains. Whatever fails is left.</summary>
internal sealed class Officer(CallInvoker gateway, ECDsa issuerKey, LoadOptions options, ConcurrentQueue<string> acknowledged)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ReviewService.ReviewServiceClient review = new(gateway);
    private readonly CustodyService.CustodyServiceClient custody = new(gateway);
    private readonly Dictionary<string, int> refusals = [];

    /// <summary>One case after the other until <paramref name="stop"/>; while none could be read before that, until <paramref name="finish"/>.</summary>
    internal async Task RunAsync(CancellationToken stop, CancellationToken finish)
    {
        var (number, hasRead) = ("", false);
        while (!finish.IsCancellationRequested && !(stop.IsCancellationRequested && hasRead))
        {
            await Task.Delay(Pause, stop.IsCancellationRequested ? finish : stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var isNew = acknowledged.TryDequeue(out var next);
            number = next ?? number;
            if (number.Length == 0 || (hasRead && !isNew))
            {
                continue;
            }

            acknowledged.Clear();
            try
            {
                await review.GetCaseAsync(new GetCaseRequest { Number = number }, As("faults-officer", "officer"), Deadline(), finish);
                hasRead = true;
                await OpenIdentityAsync(number);
            }
            catch (RpcException refused)
            {
                // Part of the suite is away, the report waits in a spool, or nobody told who reported.
                refusals[refused.Status.ToString()] = refusals.GetValueOrDefault(refused.Status.ToString()) + 1;
            }
        }

        foreach (var (status, times) in refusals)
        {
            await Console.Error.WriteLineAsync($"officer: {times} times {status}");
        }
    }

    private async Task OpenIdentityAsync(string number)
    {
        var (one, two) = (As("faults-custodian-1", "custodian"), As("faults-custodian-2", "custodian"));
        var wish = new RequestIdentityOpeningRequest { RequestId = Guid.NewGuid().ToString(), Number = number, Ground = IdentityOpeningGround.Protection, Reason = "CONTOH uji" };
        var opening = await custody.RequestIdentityOpeningAsync(wish, one, Deadline());
        await custody.ApproveIdentityOpeningAsync(new ApproveIdentityOpeningRequest { RequestId = Guid.NewGuid().ToString(), OpeningId = opening.OpeningId }, two, Deadline());
        await custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = opening.OpeningId }, one, Deadline());
        await custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = opening.OpeningId }, two, Deadline());
    }

    private DateTime Deadline() => DateTime.UtcNow.AddSeconds(options.DeadlineSeconds);

    private Metadata As(string person, string role) => new() { { "authorization", $"Bearer {Token.Create(issuerKey, TimeSpan.FromMinutes(10), person, role)}" } };
}
