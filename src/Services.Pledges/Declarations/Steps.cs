using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    /// <summary>The declaration of a step, its row locked until the transaction ends, as the caller saw it.</summary>
    /// <exception cref="RefusalException">DECLARATION_UNKNOWN, REGION_OUTSIDE_OFFICE, DECLARATION_CHANGED.</exception>
    private async Task<Declaration> LockOwnAsync(string declarationId, int expectedStateVersion, ServerCallContext context)
    {
        var found = Guid.TryParse(declarationId, out var id)
            ? await db.Declarations.FromSql($"select * from pledges.declarations where id = {id} for update").ToListAsync(context.CancellationToken)
            : [];
        var declaration = found.SingleOrDefault() ?? throw PledgeRefusals.DeclarationUnknown();
        OwnRegion.Require(declaration.RegionCode, context);
        return declaration.StateVersion == expectedStateVersion ? declaration : throw PledgeRefusals.DeclarationChanged();
    }
}
