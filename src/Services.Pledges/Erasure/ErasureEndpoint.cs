using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Erasure;

/// <summary>Erasure of records, for central Bawaslu. One file for each RPC.</summary>
internal sealed partial class ErasureEndpoint(PledgesDb db, RequestLedger ledger, TimeProvider clock) : ErasureService.ErasureServiceBase;
