using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    /// <summary>Records a declaration that is to come; nobody is told.</summary>
    /// <remarks>When this returns, the declaration survives a crash. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, DECLARATION_INVALID, REGION_UNKNOWN, REGION_OUTSIDE_OFFICE, PLEDGE_TEXT_UNKNOWN, PARENT_DECLARATION_UNKNOWN,
    /// PARENT_REGION_MISMATCH, DECLARATION_SEALED, DECLARATION_CANCELLED, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<PlanDeclarationResponse> PlanDeclaration(PlanDeclarationRequest request, ServerCallContext context)
    {
        var form = ReadOwn(request.Declaration ?? new OpenDeclarationRequest(), context);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            await RequireTextAsync(form.PledgeTextId, context.CancellationToken);
            await RequireParentAsync(form, context.CancellationToken);
            var declaration = form.ToDeclaration(Guid.CreateVersion7(), DeclarationStatus.Planned, clock.Now());
            db.Declarations.Add(declaration);
            return new PlanDeclarationResponse { DeclarationId = declaration.Id.ToString(), State = StateOf(declaration) };
        });
    }
}
