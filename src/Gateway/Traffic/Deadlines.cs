using System.Diagnostics;
using System.Globalization;

namespace Netralitas.Gateway.Traffic;

/// <summary>Until when a call may take; null is for ever.</summary>
/// <param name="Ends">By <see cref="Stopwatch"/>.</param>
internal sealed record CallDeadline(long? Ends)
{
    /// <summary>What is left, never below nothing.</summary>
    internal TimeSpan? Left => Ends is { } ends ? TimeSpan.FromSeconds(Math.Max(0, (ends - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency)) : null;
}

/// <summary>Every call ends in time: by the deadline that its caller gives (<c>grpc-timeout</c>), or by ours. Streams end when their caller wants.</summary>
internal sealed class Deadlines(DeadlineOptions options)
{
    /// <summary>The header by which gRPC says how long a call may take.</summary>
    internal const string Header = "grpc-timeout";

    private const int MostDigits = 8;

    /// <summary>Passes a call on for as long as it may take, and answers 504 when it is over and nothing was answered.</summary>
    internal async Task RunAsync(HttpContext context, RpcTraffic traffic, Func<Task> next)
    {
        if (MayTake(context.Request, traffic) is not { } time)
        {
            context.Features.Set(new CallDeadline(null));
            await next();
            return;
        }

        context.Features.Set(new CallDeadline(Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency)));
        var caller = context.RequestAborted;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(caller);
        limited.CancelAfter(time);
        context.RequestAborted = limited.Token;
        try
        {
            await next();
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested)
        {
            // Answered below, or nobody is there.
        }
        finally
        {
            context.RequestAborted = caller;
        }

        if (limited.IsCancellationRequested && !caller.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status504GatewayTimeout;
        }
    }

    /// <summary>How long a call may take.</summary>
    internal TimeSpan? MayTake(HttpRequest request, RpcTraffic traffic)
    {
        var asked = Parse(request.Headers[Header].ToString());
        if (traffic.IsStream)
        {
            return asked;
        }

        var most = TimeSpan.FromSeconds(options.MostSeconds);
        var usual = TimeSpan.FromSeconds(traffic.Lane == Lane.Ordinary ? options.CallSeconds : options.IntakeSeconds);
        return asked is { } given ? (given < most ? given : most) : usual;
    }

    /// <summary>Reads <c>grpc-timeout</c>: up to eight digits and a unit; null when it is neither, as though it were not there.</summary>
    internal static TimeSpan? Parse(string text)
    {
        if (text.Length is < 2 or > MostDigits + 1 || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return null;
        }

        // Whoever gives years means no limit; a timer takes 49 days.
        var most = TimeSpan.FromDays(30);
        TimeSpan? time = text[^1] switch
        {
            'H' => count > 1000 ? most : TimeSpan.FromHours(count),
            'M' => count > 100_000 ? most : TimeSpan.FromMinutes(count),
            'S' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMilliseconds(count),
            'u' => TimeSpan.FromMicroseconds(count),
            'n' => TimeSpan.FromTicks(count / 100),
            _ => null,
        };
        return time > most ? most : time;
    }

    /// <summary>What is left, as gRPC says it to the next one.</summary>
    internal static string Write(TimeSpan left) => left.TotalMilliseconds < 1e8
        ? ((long)left.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "m"
        : ((long)left.TotalSeconds).ToString(CultureInfo.InvariantCulture) + "S";
}
