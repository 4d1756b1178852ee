using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Prevention;

internal sealed partial class PreventionEndpoint
{
    /// <summary>Every rule that was recorded, the newest first.</summary>
    [Authorize(Roles = Roles.CoverageReaders)]
    public override async Task<ListPreventionRulesResponse> ListPreventionRules(ListPreventionRulesRequest request, ServerCallContext context) =>
        new() { Rules = { (await db.RulesAsync(context.CancellationToken)).Select(ToWire) } };
}
