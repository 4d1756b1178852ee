using Google.Rpc;
using Grpc.Core;

namespace Netralitas.Suite.Tests;

/// <summary>A refusal as a client reads it: from the status and its details trailer.</summary>
internal sealed record Refusal(StatusCode Code, string Reason, string Domain, string Message, IReadOnlyList<string> Fields)
{
    /// <summary>Makes a call that must be refused.</summary>
    internal static async Task<Refusal> OfAsync<T>(AsyncUnaryCall<T> call) => Of(await Assert.ThrowsAsync<RpcException>(async () => await call));

    /// <summary>What a refused call says.</summary>
    internal static Refusal Of(RpcException refused)
    {
        var trailer = refused.Trailers.GetValueBytes("grpc-status-details-bin");
        Assert.True(trailer is not null, $"{refused.StatusCode} without details: {refused.Status.Detail}");
        var status = Google.Rpc.Status.Parser.ParseFrom(trailer);
        var info = status.Details.Single(d => d.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>();
        var fields = status.Details.Where(d => d.Is(BadRequest.Descriptor)).SelectMany(d => d.Unpack<BadRequest>().FieldViolations).Select(v => v.Field);
        Assert.Equal((int)refused.StatusCode, status.Code);
        Assert.Equal(refused.Status.Detail, status.Message);
        // Field 1 of ErrorInfo is its reason; this release of the package calls it Type.
        return new Refusal(refused.StatusCode, info.Type, info.Domain, status.Message, [.. fields]);
    }
}
