using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    private const int MaxCancelReason = 500;

    /// <summary>Cancels what was planned; nobody was told of it, and nobody is told.</summary>
    /// <remarks>When this returns, the step survives a crash. The same request again gets the first answer. Its row is locked, so that it gets no session meanwhile.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, DECLARATION_INVALID, DECLARATION_UNKNOWN, DECLARATION_STEP_NOT_ALLOWED, DECLARATION_HAS_SESSIONS, DECLARATION_CHANGED, REGION_OUTSIDE_OFFICE, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<CancelDeclarationResponse> CancelDeclaration(CancelDeclarationRequest request, ServerCallContext context)
    {
        var reason = request.Reason.Trim();
        if (reason.Length is 0 or > MaxCancelReason)
        {
            throw PledgeRefusals.DeclarationInvalid([new FieldFault("reason", $"Sebutkan alasan pembatalan, paling banyak {MaxCancelReason} karakter.")]);
        }

        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var declaration = await LockOwnAsync(request.DeclarationId, request.ExpectedStateVersion, context);
            declaration.Take(DeclarationStep.Cancel);
            declaration.CancelReason = reason;
            return await db.Declarations.AnyAsync(d => d.ParentDeclarationId == declaration.Id && d.Status != DeclarationStatus.Cancelled, context.CancellationToken)
                ? throw PledgeRefusals.DeclarationHasSessions()
                : new CancelDeclarationResponse { State = StateOf(declaration) };
        });
    }
}
