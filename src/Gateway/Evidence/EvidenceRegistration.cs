using Google.Api;
using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Gateway.Api;
using Netralitas.Gateway.Traffic;
using Netralitas.ServiceDefaults;

namespace Netralitas.Gateway.Evidence;

/// <summary>Files of evidence as plain HTTP: the only addresses at which the gateway translates. Each is one or two calls of the RPCs that do the same, so that rules, entries and refusals are theirs.</summary>
internal static class EvidenceRegistration
{
    /// <summary>Adds the way to the service that keeps files.</summary>
    internal static void AddEvidenceFiles(this IServiceCollection services, ServiceTls tls)
    {
        services.AddSingleton<FileUploads>();
        services.AddSingleton<FileDownloads>();
        services.AddGrpcClient<EvidenceService.EvidenceServiceClient>("intake", client => client.Address = tls.AddressOf("intake")).OverSilence(tls);
        services.AddGrpcClient<EvidenceService.EvidenceServiceClient>("review", client => client.Address = tls.AddressOf("review")).OverSilence(tls);
        services.AddGrpcClient<CaseEvidenceService.CaseEvidenceServiceClient>(client => client.Address = tls.AddressOf("review")).OverSilence(tls);
    }

    /// <summary>Maps the addresses: whoever has number and code hands in, and only who has a token reads. They are held to time and limits, or wait, as the RPCs are that do the same.</summary>
    internal static void MapEvidenceFiles(this IEndpointRouteBuilder endpoints)
    {
        var (uploads, downloads) = (endpoints.ServiceProvider.GetRequiredService<FileUploads>(), endpoints.ServiceProvider.GetRequiredService<FileDownloads>());
        var passage = endpoints.ServiceProvider.GetRequiredService<Passage>();
        Map(FileAddresses.Upload, HttpMethods.Head, Rpc(FileAddresses.UploadService, "GetUpload"), uploads.TellAsync).AllowAnonymous();
        Map(FileAddresses.Upload, HttpMethods.Patch, Rpc(FileAddresses.UploadService, "UploadChunks"), uploads.GoOnAsync).AllowAnonymous();
        Map(FileAddresses.Upload, HttpMethods.Put, Rpc(FileAddresses.UploadService, "UploadChunks"), uploads.TakeAsync).AllowAnonymous();
        Map(FileAddresses.Content, HttpMethods.Head, Rpc(FileAddresses.DownloadService, "DownloadEvidence"), downloads.InspectAsync).RequireAuthorization();
        Map(FileAddresses.Content, HttpMethods.Get, Rpc(FileAddresses.DownloadService, "DownloadEvidence"), downloads.ReadAsync).RequireAuthorization();

        // What a refusal says of a field in English is read off the RPC.
        IEndpointConventionBuilder Map(string path, string method, MethodDescriptor rpc, Func<HttpContext, Task> answer)
        {
            var traffic = RpcTraffic.Of(rpc);
            return endpoints.MapMethods(path, [method], context => passage.HoldAsync(context, traffic, _ => RefusedCalls.AnsweredAsync(context, () => answer(context)))).WithMetadata(new GrpcJsonTranscodingMetadata(rpc, new HttpRule()));
        }
    }

    private static MethodDescriptor Rpc(string protoService, string name) => ContractSet.Services[protoService].FindMethodByName(name);
}
