using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    /// <summary>Closes an open declaration: lists that were signed there are still recorded, and nobody signs on a device.</summary>
    /// <remarks>When this returns, the step survives a crash. The same request again gets the first answer. Of two steps from one version, the second is refused.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, DECLARATION_UNKNOWN, DECLARATION_STEP_NOT_ALLOWED, DECLARATION_CHANGED, REGION_OUTSIDE_OFFICE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<CloseDeclarationResponse> CloseDeclaration(CloseDeclarationRequest request, ServerCallContext context) =>
        await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var declaration = await LockOwnAsync(request.DeclarationId, request.ExpectedStateVersion, context);
            declaration.Take(DeclarationStep.Close);
            return new CloseDeclarationResponse { State = StateOf(declaration) };
        });
}
