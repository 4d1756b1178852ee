using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Faults.History;

namespace Netralitas.Faults.Load;

/// <summary>Sends reports as a client does that will not let one get lost: the same request again until it is acknowledged, or until time is up.</summary>
internal sealed class Submitter(CallInvoker gateway, LoadOptions options, Recorder recorder, ConcurrentQueue<string> acknowledged)
{
    // What the request itself is refused for. Everything else leaves open whether it took effect.
    internal static readonly StatusCode[] Refusals =
    [
        StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.AlreadyExists, StatusCode.PermissionDenied,
        StatusCode.FailedPrecondition, StatusCode.Unauthenticated, StatusCode.ResourceExhausted, StatusCode.Unimplemented,
    ];

    private const double Ramp = 5;

    private readonly IntakeService.IntakeServiceClient intake = new(gateway);

    /// <summary>Sends new reports at the rate until <paramref name="stop"/>; the last ones are tried again until <paramref name="finish"/>.</summary>
    internal async Task RunAsync(CancellationToken stop, CancellationToken finish)
    {
        var started = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        for (long n = 0; !stop.IsCancellationRequested; n++)
        {
            var due = Due(n) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested)
                {
                    break;
                }
            }

            var report = ReportMaker.Make(options.Seed, n, options.Abandon);
            // Some people press the button twice.
            var copies = n % 25 == 0 ? Math.Max(2, options.Copies) : options.Copies;
            running.AddRange(Enumerable.Range(0, copies).Select(_ => SubmitAsync(report, finish)));
            if (running.Count > 10_000)
            {
                running.RemoveAll(task => task.IsCompletedSuccessfully);
            }
        }

        await Task.WhenAll(running);
    }

    // Whether it was told when to come again.
    private static string CodeOf(RpcException exception) => exception.StatusCode + (exception.Trailers.Any(t => t.Key == "retry-after") ? " retry-after" : "");

    // The first seconds go up to the rate: a suite that was just started is compiled as it is called.
    private TimeSpan Due(long n) => TimeSpan.FromSeconds(n < options.Rate * Ramp / 2 ? Math.Sqrt(2 * Ramp * n / options.Rate) : (n / options.Rate) + (Ramp / 2));

    private async Task SubmitAsync(MadeReport report, CancellationToken finish)
    {
        await Task.Yield();
        for (var attempt = 0; !finish.IsCancellationRequested; attempt++)
        {
            if (await TryAsync(report) is not Phase.Info || report.Abandoned)
            {
                return;
            }

            await Task.Delay(Patience.After(attempt), finish).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Phase> TryAsync(MadeReport report)
    {
        var entry = new Entry
        {
            Subject = Subject.Report,
            Phase = Phase.Sent,
            Request = report.Id,
            At = DateTimeOffset.UtcNow,
            ContentHash = report.ContentHash,
            Region = report.Region,
            RegionExists = report.RegionExists,
        };
        recorder.Record(entry);
        var started = Stopwatch.GetTimestamp();
        try
        {
            var receipt = await intake.SubmitReportAsync(report.Request, deadline: DateTime.UtcNow.AddSeconds(options.DeadlineSeconds));
            entry = entry with
            {
                Phase = Phase.Ok,
                Number = receipt.Number,
                AccessCode = receipt.AccessCode,
                ReceivedAt = receipt.ReceivedAt.ToString(),
                Promise = receipt.Promise.IsEmpty ? null : receipt.Promise.ToBase64(),
            };
            acknowledged.Enqueue(receipt.Number);
        }
        catch (RpcException exception)
        {
            // What the client library made of a connection that was given up, ENHANCE_YOUR_CALM for one, is nobody's refusal: nothing is known of the report.
            var isAnswer = exception.Status.DebugException is null;
            entry = entry with { Phase = isAnswer && Refusals.Contains(exception.StatusCode) ? Phase.Fail : Phase.Info, Code = CodeOf(exception) };
        }

        recorder.Record(entry with { At = DateTimeOffset.UtcNow, Milliseconds = Stopwatch.GetElapsedTime(started).TotalMilliseconds });
        return entry.Phase;
    }
}

/// <summary>How long a client waits before it tries again: longer each time, and not all at once.</summary>
internal static class Patience
{
    internal static TimeSpan After(int attempt) => TimeSpan.FromSeconds(Math.Min(5, 0.4 * Math.Pow(2, Math.Min(attempt, 8))) * (0.5 + Random.Shared.NextDouble()));
}
