using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.OwnSigning;

/// <summary>Signing on one's own device, for signatories. One file for each RPC.</summary>
internal sealed partial class OwnSignatureEndpoint(PledgesDb db, SharedSigning signing, PersonalData personal, InclusionPromises promises, CallsUnderWay calls, TimeProvider clock)
    : OwnSignatureService.OwnSignatureServiceBase
{
    private bool IsShown(string declarationId, string code, DateTimeOffset now, out Guid id) =>
        Guid.TryParse(declarationId, out id) && SessionCodes.Accepts(personal, id, code, now);
}

/// <summary>Adds what signing on devices needs.</summary>
internal static class OwnSigningRegistration
{
    internal static void AddOwnSigning(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OwnSignatureWriter>();
        builder.Services.AddSingleton<SharedSigning>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SharedSigning>());
    }
}
