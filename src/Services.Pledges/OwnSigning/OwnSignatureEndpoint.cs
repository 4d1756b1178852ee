using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.OwnSigning;

/// <summary>Signing on one's own device, for signatories. One file for each RPC.</summary>
internal sealed partial class OwnSignatureEndpoint(PledgesDb db, RequestLedger ledger, PersonalData personal, InclusionPromises promises, TimeProvider clock)
    : OwnSignatureService.OwnSignatureServiceBase
{
    private bool IsShown(string declarationId, string code, DateTimeOffset now, out Guid id) =>
        Guid.TryParse(declarationId, out id) && SessionCodes.Accepts(personal, id, code, now);
}
