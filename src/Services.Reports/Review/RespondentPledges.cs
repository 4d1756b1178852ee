using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

/// <summary>Whose pledges are asked for: by number, or where none is known by position and unit.</summary>
/// <param name="Number">18 digits; empty where none is known.</param>
/// <param name="Position">Position.</param>
/// <param name="Agency">Unit.</param>
/// <param name="OfficeCode">Kemendagri code of the region of the office that handles the case.</param>
internal sealed record AskedRespondent(string Number, string Position, string Agency, string OfficeCode)
{
    private const int MaxWords = 200;

    /// <summary>What is asked of a respondent; null when nothing is known to ask by. A name alone finds nobody: many have it. Pure.</summary>
    /// <param name="respondent">As the report tells.</param>
    /// <param name="given">The number that an officer knows; empty for the report's.</param>
    /// <param name="officeCode">Kemendagri code of the region of the office that handles the case.</param>
    internal static AskedRespondent? Of(Respondent respondent, string given, string officeCode)
    {
        if (given.Length > 0)
        {
            return new(given, "", "", officeCode);
        }

        var number = RespondentNumber.Of(respondent);
        var (position, agency) = (respondent.Position.Trim(), respondent.Agency.Trim());
        return number.Length > 0 ? new(number, "", "", officeCode)
            : position.Length is > 0 and <= MaxWords && agency.Length is > 0 and <= MaxWords ? new("", position, agency, officeCode)
            : null;
    }
}

/// <summary>What came of asking.</summary>
internal sealed record RespondentAnswer(IReadOnlyList<PersonPledge> Pledges, bool IsUnavailable = false, bool IsNumberInvalid = false)
{
    internal static RespondentAnswer None { get; } = new([]);
}

/// <summary>Asks the pledges service what a respondent pledged, with the officer's token and a proof that this service asks. Safe to call from several threads.</summary>
/// <remarks>Number, position and unit leave in the body of that one call, and in nothing else. When no answer comes in time the caller is told so, and nothing fails.</remarks>
internal sealed class RespondentPledges(GrpcChannel? channel, ServiceProof proof, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly string Method = $"/{PersonPledgeService.Descriptor.FullName}/{nameof(PersonPledgeService.PersonPledgeServiceClient.FindPersonPledges)}";

    internal async Task<RespondentAnswer> FindAsync(AskedRespondent asked, ServerCallContext call)
    {
        var authorization = call.RequestHeaders.GetValue("authorization");
        if (channel is null || !proof.IsConfigured || authorization is null)
        {
            return new RespondentAnswer([], IsUnavailable: true);
        }

        var now = clock.GetUtcNow();
        var request = new FindPersonPledgesRequest { HandlingRegionCode = asked.OfficeCode, SignerNumber = asked.Number, Position = asked.Position, Agency = asked.Agency };
        var headers = new Metadata { { "authorization", authorization }, { ServiceProof.Header, proof.Make(Method, authorization, request, now) } };
        try
        {
            var found = await new PersonPledgeService.PersonPledgeServiceClient(channel).FindPersonPledgesAsync(request, headers, now.UtcDateTime + Patience, call.CancellationToken);
            return new RespondentAnswer(found.Pledges);
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.InvalidArgument)
        {
            return new RespondentAnswer([], IsNumberInvalid: true);
        }
        catch (RpcException) when (!call.CancellationToken.IsCancellationRequested)
        {
            return new RespondentAnswer([], IsUnavailable: true);
        }
    }
}

/// <summary>Where the pledges service is found.</summary>
internal static class RespondentPledgesRegistration
{
    // As an app host hands a reference to another service over.
    private const string Address = "services:pledges:grpc:0";

    /// <summary>Adds the way to the pledges service; without an address every answer says that it cannot be reached.</summary>
    internal static void AddRespondentPledges(this IHostApplicationBuilder builder)
    {
        builder.AddServiceProof();
        var tls = ServiceTls.Of(builder.Configuration.GetSection("Reports:Services"));
        builder.Services.AddSingleton(services => new RespondentPledges(
            builder.Configuration[Address] is { Length: > 0 } address ? ChannelTo(tls.Secured(address), tls) : null,
            services.GetRequiredService<ServiceProof>(), services.GetRequiredService<TimeProvider>()));
    }

    private static GrpcChannel ChannelTo(string address, ServiceTls tls)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true, UseProxy = false, UseCookies = false };
        tls.Apply(handler);
        return GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }
}
