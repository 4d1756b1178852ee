using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.PersonPledges;

/// <summary>What a person pledged, for the reports service on behalf of an officer. One file for each RPC.</summary>
internal sealed partial class PersonPledgeEndpoint(PledgesDb db, PersonalData personal, ServiceProof proof, TimeProvider clock) : PersonPledgeService.PersonPledgeServiceBase;
