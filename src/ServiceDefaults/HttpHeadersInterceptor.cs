using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace Netralitas.ServiceDefaults;

/// <summary>Lets HTTP's own headers stand for fields of the contracts, in calls by JSON.</summary>
/// <remarks>
/// <c>Idempotency-Key</c> is the <c>request_id</c> of a request that has none, <c>If-Match</c> the version that it expects where that is 0. An answer's version is its <c>ETag</c>;
/// <see cref="VersionFields"/> says which fields these are. What anyone may read by GET may be kept for five minutes; all else nowhere.
/// </remarks>
public sealed class HttpHeadersInterceptor : Interceptor
{
    private const string ForAnyone = "public, max-age=300";

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var http = context.GetHttpContext();
        if (!JsonCalls.Is(http.Request))
        {
            return await continuation(request, context);
        }

        TakeOver(http.Request.Headers, (IMessage)request);
        var response = await continuation(request, context);
        if (VersionFields.Of((IMessage)response) is { } version)
        {
            http.Response.Headers.ETag = FormattableString.Invariant($"\"{version}\"");
        }

        if (HttpMethods.IsGet(http.Request.Method) && http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            http.Response.Headers.CacheControl = ForAnyone;
        }

        return response;
    }

    /// <summary>Fills what a request leaves out from its headers.</summary>
    /// <param name="headers">As they came.</param>
    /// <param name="request">Changed in place.</param>
    internal static void TakeOver(IHeaderDictionary headers, IMessage request)
    {
        if (request.Descriptor.FindFieldByName("request_id") is { FieldType: FieldType.String } id && (string)id.Accessor.GetValue(request) is "" && headers["Idempotency-Key"] is [{ Length: > 0 } key])
        {
            id.Accessor.SetValue(request, Unquoted(key));
        }

        if (VersionFields.ExpectedBy(request.Descriptor) is { } version && (int)version.Accessor.GetValue(request) is 0 && headers.IfMatch is [{ } match]
            && int.TryParse(Unquoted(match), NumberStyles.None, CultureInfo.InvariantCulture, out var expected))
        {
            version.Accessor.SetValue(request, expected);
        }
    }

    private static string Unquoted(string value) => value.Trim() is ['"', .. var inside, '"'] ? inside : value.Trim();
}
