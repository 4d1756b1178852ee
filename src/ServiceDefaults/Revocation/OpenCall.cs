using System.Security.Claims;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults.Revocation;

/// <summary>A call under way whose token can be revoked.</summary>
/// <remarks>A stream of a service is told to end, and says why; what does not end within the grace is broken off. A call with one answer is left to finish: its token was good when it came.</remarks>
internal sealed class OpenCall : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly HttpContext http;
    private readonly CancellationToken given;
    private readonly CancellationTokenSource? ending;
    private readonly Action<OpenCall> forget;
    private readonly Lock gate = new();
    private Timer? breakOff;
    private bool isOver;

    internal OpenCall(HttpContext http, bool isAnswered, Action<OpenCall> forget)
    {
        (this.http, this.forget, given, User) = (http, forget, http.RequestAborted, http.User);
        if (isAnswered)
        {
            ending = CancellationTokenSource.CreateLinkedTokenSource(given);
            http.RequestAborted = ending.Token;
            http.Items[typeof(OpenCall)] = this;
        }
    }

    /// <summary>Claims of its token.</summary>
    internal ClaimsPrincipal User { get; }

    /// <summary>Whether its token was revoked while it was under way.</summary>
    internal bool IsEnded { get; private set; }

    /// <summary>Whether the token of a stream was revoked while it was under way.</summary>
    internal static bool IsEndedOf(ServerCallContext context) => context.GetHttpContext().Items[typeof(OpenCall)] is OpenCall { IsEnded: true };

    /// <summary>Ends it.</summary>
    internal void End()
    {
        lock (gate)
        {
            if (isOver || IsEnded)
            {
                return;
            }

            IsEnded = true;
            breakOff = new Timer(_ => BreakOff(), null, Grace, Timeout.InfiniteTimeSpan);
            // Not here: what is told of it may take long.
            _ = ending?.CancelAsync();
        }
    }

    public void Dispose()
    {
        forget(this);
        lock (gate)
        {
            isOver = true;
            breakOff?.Dispose();
        }

        if (ending is not null)
        {
            http.RequestAborted = given;
            ending.Dispose();
        }
    }

    private void BreakOff()
    {
        lock (gate)
        {
            if (!isOver)
            {
                http.Abort();
            }
        }
    }
}

/// <summary>Watches the calls that can outlast their tokens: streams in a service, and at the gateway all that it passes on.</summary>
internal sealed class OpenCallMiddleware(RequestDelegate next, RevokedTokens revoked)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var type = http.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Type;
        if (http.User.Identity is not { IsAuthenticated: true } || type is MethodType.Unary)
        {
            await next(http);
            return;
        }

        using var call = revoked.Watch(http, isAnswered: type is not null);
        await next(http);
    }
}
