using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Demo.Loading;

/// <summary>The suite as its clients see it: the RPCs behind the gateway, called by an office or by anyone.</summary>
internal sealed class Gateway(Uri address, DevelopmentIssuer issuer) : IDisposable
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    internal PledgeTextService.PledgeTextServiceClient Texts => new(_channel);

    internal DeclarationService.DeclarationServiceClient Declarations => new(_channel);

    internal SignatureService.SignatureServiceClient Signatures => new(_channel);

    internal IntakeService.IntakeServiceClient Intake => new(_channel);

    internal InboxService.InboxServiceClient Inbox => new(_channel);

    /// <summary>One call by an office's staff.</summary>
    /// <exception cref="DemoException">It was refused or not answered.</exception>
    internal Task<T> CallAsync<T>(BawasluOffice office, Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancel) =>
        AnswerAsync(call, new Metadata { { "authorization", $"Bearer {issuer.IssueToken(office.ToString(), office.Role)}" } }, cancel);

    /// <summary>One call by anyone, without an account.</summary>
    /// <exception cref="DemoException">It was refused or not answered.</exception>
    internal Task<T> CallAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancel) => AnswerAsync(call, [], cancel);

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private async Task<T> AnswerAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, Metadata headers, CancellationToken cancel)
    {
        try
        {
            using var running = call(new CallOptions(headers, DateTime.UtcNow + CallTimeout, cancel));
            return await running;
        }
        catch (RpcException exception) when (!cancel.IsCancellationRequested)
        {
            throw new DemoException(Sentence(exception));
        }
    }

    private string Sentence(RpcException exception) => exception.StatusCode switch
    {
        StatusCode.Unavailable when exception.Status.DebugException is not null =>
            $"Gerbang {address} tidak dapat dihubungi. Jalankan `make run` di terminal lain, atau periksa --gateway.",
        StatusCode.Unavailable => $"Layanan di balik gerbang {address} belum siap: {exception.Status.Detail}",
        StatusCode.DeadlineExceeded => $"Gerbang {address} tidak menjawab dalam {CallTimeout.TotalSeconds:0} detik.",
        StatusCode.Unauthenticated => $"Gerbang {address} menolak token pengembangan; kunci penerbitnya bukan kunci suite yang sedang berjalan. {exception.Status.Detail}",
        var code => $"Ditolak ({code}): {exception.Status.Detail}",
    };
}
