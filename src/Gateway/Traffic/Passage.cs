using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Netralitas.ServiceDefaults;

namespace Netralitas.Gateway.Traffic;

/// <summary>The way of a call through the gateway: held to its time and limits, or waiting for its turn, then passed on, and again where that is safe.</summary>
internal sealed class Passage(TrafficOptions options, CallSources sources, CallLimits limits, Deadlines deadlines, ProofOfWork work)
{
    // What a call costs that waits, beside its body: its stream, its context, its timer.
    private const int CallBytes = 8 * 1024;

    // A place is for those who can still be answered. Given to a caller whose time is about to end, it is used up for nobody, and when all wait that long, nobody is answered any more.
    private static readonly TimeSpan LongestReserve = TimeSpan.FromSeconds(2);
    private const int ReservedPart = 4;

    private readonly FairQueue intake = Queue(options.Intake);
    private readonly FairQueue uploads = Queue(options.Uploads);

    /// <summary>Passes a call on.</summary>
    internal Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var traffic = RpcTraffic.Of(context);
        return deadlines.RunAsync(context, traffic, () => traffic.Lane switch
        {
            Lane.Intake => WaitAsync(intake, context, traffic, next),
            Lane.Uploads => WaitAsync(uploads, context, traffic, next),
            Lane.Ordinary => LimitAsync(context, traffic, next),
        });
    }

    /// <summary>Shows what waits.</summary>
    internal void Watch() => GatewayMeter.Watch(intake, uploads);

    private static FairQueue Queue(WaitingOptions options) => new(options.AtOnce, options.MostWaitingMebibytes * 1024L * 1024);

    private async Task LimitAsync(HttpContext context, RpcTraffic traffic, RequestDelegate next)
    {
        if (limits.Take(traffic, sources.Of(context)) is { } pause)
        {
            GatewayMeter.Limited.Add(1);
            await RefusalAnswer.WriteAsync(context, GatewayRefusals.TooManyCalls(pause));
            return;
        }

        var (isRead, body) = await ReadAsync(context, traffic);
        if (isRead)
        {
            await Repeats.RunAsync(context, traffic, body, next);
        }
    }

    private async Task WaitAsync(FairQueue queue, HttpContext context, RpcTraffic traffic, RequestDelegate next)
    {
        Announce(context.Response);
        var (isRead, body) = await ReadAsync(context, traffic);
        if (!isRead)
        {
            return;
        }

        var source = sources.Of(context);
        var hasPaid = work.IsAsked && body is { IsWhole: true } && work.IsDone(context.Request.Headers, RequestIds.Of(context.Request, traffic.RequestIdField, body.Content));
        if (await EnterAsync(queue, context, source, CallBytes + (body?.Content.Length ?? 0), hasPaid) == Turn.TurnedAway)
        {
            GatewayMeter.TurnedAway.Add(1);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        try
        {
            await Repeats.RunAsync(context, traffic, body, next);
        }
        finally
        {
            queue.Leave(source);
        }
    }

    /// <summary>Waits for a place as long as there is time to use it.</summary>
    private static async Task<Turn> EnterAsync(FairQueue queue, HttpContext context, SourceKey source, long bytes, bool hasPaid)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        if (context.Features.Get<CallDeadline>()?.Left is { } left)
        {
            patience.CancelAfter(left - Reserve(left));
        }

        var from = Stopwatch.GetTimestamp();
        var entering = queue.EnterAsync(source, bytes, hasPaid, patience.Token);
        if (entering.IsCompletedSuccessfully)
        {
            return await entering;
        }

        try
        {
            return await entering;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return Turn.TurnedAway;
        }
        finally
        {
            GatewayMeter.Waited.Record(Stopwatch.GetElapsedTime(from).TotalSeconds);
        }
    }

    private static TimeSpan Reserve(TimeSpan left) => left / ReservedPart < LongestReserve ? left / ReservedPart : LongestReserve;

    private void Announce(HttpResponse response)
    {
        if (work.IsAsked)
        {
            var challenge = work.Challenge;
            response.OnStarting(() =>
            {
                response.Headers[ProofOfWork.ChallengeHeader] = challenge;
                return Task.CompletedTask;
            });
        }
    }

    /// <summary>Reads the body of what is no stream; answers when that cannot be done.</summary>
    private async Task<(bool IsRead, HeldBody? Body)> ReadAsync(HttpContext context, RpcTraffic traffic)
    {
        if (traffic.IsStream)
        {
            return (true, null);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.LargestMessageKibibytes * 1024L;
        }

        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return (true, new HeldBody(default, true));
        }

        try
        {
            return (true, await HeldBody.ReadAsync(context.Request, context.RequestAborted));
        }
        catch (BadHttpRequestException unreadable)
        {
            context.Response.StatusCode = unreadable.StatusCode;
            return (false, null);
        }
        catch (IOException)
        {
            // Whoever sent it went away.
            context.Abort();
            return (false, null);
        }
    }
}
