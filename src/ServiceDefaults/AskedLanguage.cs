using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults;

/// <summary>In which language a call by JSON is refused: in Indonesian, unless it prefers English.</summary>
internal static class AskedLanguage
{
    /// <summary>Whether a request prefers English (<c>Accept-Language</c>).</summary>
    internal static bool IsEnglish(HttpRequest request)
    {
        double Weight(string language) => request.GetTypedHeaders().AcceptLanguage
            .Where(given => given.Value.Equals(language, StringComparison.OrdinalIgnoreCase) || given.Value.StartsWith($"{language}-", StringComparison.OrdinalIgnoreCase))
            .Select(given => given.Quality ?? 1).DefaultIfEmpty(0).Max();
        return Weight("en") > Weight("id");
    }

    /// <summary>A refusal as the last line of an answer by JSON that has begun tells it: nothing behind the RPC words it any more, as <see cref="ProblemMiddleware"/> does with all others.</summary>
    /// <param name="refusal">In Indonesian.</param>
    /// <param name="http">The call.</param>
    /// <returns>The same for a call by gRPC, and for an answer that has not begun.</returns>
    internal static RefusalException InStream(RefusalException refusal, HttpContext http) => http.Response.HasStarted && JsonCalls.Is(http.Request) && IsEnglish(http.Request) ? English(refusal, http) : refusal;

    private static RefusalException English(RefusalException refusal, HttpContext http)
    {
        var asked = http.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>()?.MethodDescriptor.InputType;
        var fields = refusal.Fields.Select(fault => fault with { Description = FieldWords.English(asked, fault.Field) ?? fault.Description });
        return new RefusalException(refusal.Code, refusal.Reason, ReasonWords.EnglishAdvice(refusal.Reason) ?? refusal.Message, [.. fields]) { RetryAfter = refusal.RetryAfter };
    }
}
