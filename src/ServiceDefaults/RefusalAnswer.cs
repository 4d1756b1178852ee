using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults;

/// <summary>Answers a call with a refusal where no RPC runs, as at the gateway: as gRPC or as problem details, by how it was made.</summary>
public static class RefusalAnswer
{
    /// <summary>Answers, and ends the call.</summary>
    /// <param name="context">The call; its answer has not begun.</param>
    /// <param name="refusal">Why not.</param>
    public static Task WriteAsync(HttpContext context, RefusalException refusal)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(refusal);
        if (JsonCalls.IsGrpc(context.Request))
        {
            RefusalMiddleware.Word(context, refusal);
            return Task.CompletedTask;
        }

        return ProblemMiddleware.AnswerAsync(context, new Problem(refusal.Code, refusal.Reason, refusal.Message, refusal.Fields, refusal.RetryAfter));
    }
}
