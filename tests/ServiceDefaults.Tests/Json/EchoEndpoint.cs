using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Netralitas.ServiceDefaults.Tests.Json;

/// <summary>Answers what it was asked.</summary>
internal sealed class EchoEndpoint : EchoService.EchoServiceBase
{
    private const int Version = 7;

    [AllowAnonymous]
    public override Task<EchoResponse> GetEcho(EchoRequest request, ServerCallContext context) => Answer(request);

    [AllowAnonymous]
    public override Task<EchoResponse> PostEcho(EchoRequest request, ServerCallContext context) => Answer(request);

    [AllowAnonymous]
    public override Task<EchoResponse> PutInner(EchoRequest request, ServerCallContext context) => Answer(request);

    [AllowAnonymous]
    public override Task<EchoResponse> PatchTags(EchoRequest request, ServerCallContext context) => Answer(request);

    [AllowAnonymous]
    public override Task<EchoResponse> ActOnEcho(EchoRequest request, ServerCallContext context) => Answer(request);

    [AllowAnonymous]
    public override Task<EchoResponse> DropEcho(EchoRequest request, ServerCallContext context) => Answer(request);

    [AllowAnonymous]
    public override Task<EchoResponse> ReadFile(EchoRequest request, ServerCallContext context) => Answer(request);

    [AllowAnonymous]
    public override Task<EchoResponse> GetInner(EchoRequest request, ServerCallContext context) =>
        Task.FromResult(new EchoResponse { Inner = new Inner { Name = request.Id, ItemCount = 2 } });

    [AllowAnonymous]
    public override async Task WatchEcho(EchoRequest request, IServerStreamWriter<EchoResponse> responseStream, ServerCallContext context)
    {
        await context.WriteResponseHeadersAsync([]);
        if (request.Id == "silent")
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        await responseStream.WriteAsync(new EchoResponse { Version = 1 });
        await responseStream.WriteAsync(new EchoResponse { Version = 2 }, context.CancellationToken);

        if (request.Id == "refused")
        {
            throw new RefusalException(StatusCode.InvalidArgument, "PLEDGE_TEXT_INVALID", "Perbaiki isian.", new FieldFault("inner.item_count", "Kosong."), new FieldFault("elsewhere", "Kosong."));
        }

        if (request.Flag)
        {
            throw new RpcException(new Status(StatusCode.NotFound, "gone"));
        }
    }

    [AllowAnonymous]
    public override Task<EchoResponse> RefuseEcho(EchoRequest request, ServerCallContext context) => throw (request.Id switch
    {
        "fields" => new RefusalException(StatusCode.InvalidArgument, "PLEDGE_TEXT_INVALID", "Perbaiki isian.", new FieldFault("points[1].sub_points[0].wording", "Kosong.")),
        "later" => new RefusalException(StatusCode.Unavailable, "INTAKE_UNAVAILABLE", "Coba lagi.") { RetryAfter = TimeSpan.FromSeconds(1.2) },
        "changed" => new RefusalException(StatusCode.Aborted, "CASE_CHANGED", "Sudah berubah."),
        "status" => new RpcException(new Status(StatusCode.NotFound, "framework words")),
        _ => new InvalidOperationException("RAHASIA"),
    });

    [Authorize(Roles = Roles.Central)]
    public override Task<EchoResponse> GuardEcho(EchoRequest request, ServerCallContext context) => Answer(request);

    [AllowAnonymous]
    public override Task<EchoResponse> HideEcho(EchoRequest request, ServerCallContext context) => Answer(request);

    private static Task<EchoResponse> Answer(EchoRequest request) => Task.FromResult(new EchoResponse { Request = request, Version = Version });
}
