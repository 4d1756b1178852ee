using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Offline;

/// <summary>Sessions without a network, for organisers. One file for each RPC.</summary>
internal sealed partial class OfflineEndpoint(PledgesDb db, RequestLedger ledger, PersonalData personal, InclusionPromises promises, OfflineKey key, TimeProvider clock)
    : OfflineService.OfflineServiceBase
{
    /// <summary>What a package is sealed for. Never changed.</summary>
    private const string PackagePurpose = "offline-package";
}
