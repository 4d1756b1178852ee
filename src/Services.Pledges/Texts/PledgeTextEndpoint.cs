using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Texts;

/// <summary>Texts that can be pledged, for organisers. One file for each RPC.</summary>
internal sealed partial class PledgeTextEndpoint(PledgesDb db, RequestLedger ledger, TimeProvider clock) : PledgeTextService.PledgeTextServiceBase;
