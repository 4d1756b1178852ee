using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    /// <summary>Changes what was planned, or plans again what was cancelled; nobody is told.</summary>
    /// <remarks>When this returns, the change survives a crash. The same request again gets the first answer. Of two changes of one version, the second is refused.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, DECLARATION_INVALID, REGION_UNKNOWN, REGION_OUTSIDE_OFFICE, DECLARATION_UNKNOWN, DECLARATION_STEP_NOT_ALLOWED, DECLARATION_CHANGED, PARENT_DECLARATION_UNKNOWN,
    /// PARENT_REGION_MISMATCH, DECLARATION_SEALED, DECLARATION_CANCELLED, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<ReplanDeclarationResponse> ReplanDeclaration(ReplanDeclarationRequest request, ServerCallContext context)
    {
        var form = ReadOwn(request.Declaration ?? new OpenDeclarationRequest(), context);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var declaration = await LockOwnAsync(request.DeclarationId, request.ExpectedStateVersion, context);
            declaration.Take(DeclarationStep.Replan);
            form.Replan(declaration);
            await RequireParentAsync(form, context.CancellationToken);
            return new ReplanDeclarationResponse { State = StateOf(declaration) };
        });
    }
}
