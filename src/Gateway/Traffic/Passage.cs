using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
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
        return HoldAsync(context, traffic, body => Repeats.RunAsync(context, traffic, body, next));
    }

    /// <summary>Holds a call to its time and limits, or has it wait for its turn.</summary>
    /// <param name="context">The call.</param>
    /// <param name="traffic">How it is held; of what the gateway answers itself, as the RPC behind it.</param>
    /// <param name="pass">What is done with it then. Its body is held, or null for that of a stream.</param>
    internal Task HoldAsync(HttpContext context, RpcTraffic traffic, Func<HeldBody?, Task> pass) => deadlines.RunAsync(context, traffic, () => traffic.Lane switch
    {
        Lane.Intake => WaitAsync(intake, context, traffic, pass),
        Lane.Uploads => WaitAsync(uploads, context, traffic, pass),
        Lane.Ordinary => LimitAsync(context, traffic, pass),
    });

    /// <summary>Shows what waits.</summary>
    internal void Watch() => GatewayMeter.Watch(intake, uploads);

    private static FairQueue Queue(WaitingOptions options) => new(options.AtOnce, options.MostWaitingMebibytes * 1024L * 1024);

    private async Task LimitAsync(HttpContext context, RpcTraffic traffic, Func<HeldBody?, Task> pass)
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
            await pass(body);
        }
    }

    private async Task WaitAsync(FairQueue queue, HttpContext context, RpcTraffic traffic, Func<HeldBody?, Task> pass)
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
            await pass(body);
        }
        finally
        {
            queue.Leave(source);
        }
    }

    /// <summary>Waits for a place as long as there is time to use it.</summary>
    private static async Task<Turn> EnterAsync(FairQueue queue, HttpContext context, SourceKey source, long bytes, bool hasPaid)
    {
        if (queue.TryEnter(source))
        {
            return Turn.Granted;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        if (context.Features.Get<CallDeadline>()?.Left is { } left)
        {
            patience.CancelAfter(left - Reserve(left));
        }

        var from = Stopwatch.GetTimestamp();
        try
        {
            return await queue.EnterAsync(source, bytes, hasPaid, patience.Token);
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

    // The service that takes a stream counts its bytes and time itself: a telephone in a village stands still for some seconds, and an agency's system sends the next batch when it has one.
    private static void TakeWhole(HttpContext context)
    {
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } slowest)
        {
            slowest.MinDataRate = null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } largest)
        {
            largest.MaxRequestBodySize = null;
        }
    }

    /// <summary>Reads the body of what is no stream; answers when that cannot be done.</summary>
    private async Task<(bool IsRead, HeldBody? Body)> ReadAsync(HttpContext context, RpcTraffic traffic)
    {
        if (traffic.ClientStreams)
        {
            TakeWhole(context);
        }

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
