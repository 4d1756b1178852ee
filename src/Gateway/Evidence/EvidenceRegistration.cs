using Netralitas.Contracts.Reports.V1;
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

    /// <summary>Maps the addresses: whoever has number and code hands in, and only who has a token reads.</summary>
    internal static void MapEvidenceFiles(this IEndpointRouteBuilder endpoints)
    {
        var (uploads, downloads) = (endpoints.ServiceProvider.GetRequiredService<FileUploads>(), endpoints.ServiceProvider.GetRequiredService<FileDownloads>());
        endpoints.MapMethods(FileAddresses.Upload, [HttpMethods.Head], context => RefusedCalls.AnsweredAsync(context, () => uploads.TellAsync(context))).AllowAnonymous();
        endpoints.MapMethods(FileAddresses.Upload, [HttpMethods.Patch], context => RefusedCalls.AnsweredAsync(context, () => uploads.GoOnAsync(context))).AllowAnonymous();
        endpoints.MapMethods(FileAddresses.Upload, [HttpMethods.Put], context => RefusedCalls.AnsweredAsync(context, () => uploads.TakeAsync(context))).AllowAnonymous();
        endpoints.MapMethods(FileAddresses.Content, [HttpMethods.Head], context => RefusedCalls.AnsweredAsync(context, () => downloads.InspectAsync(context))).RequireAuthorization();
        endpoints.MapMethods(FileAddresses.Content, [HttpMethods.Get], context => RefusedCalls.AnsweredAsync(context, () => downloads.ReadAsync(context))).RequireAuthorization();
    }
}
