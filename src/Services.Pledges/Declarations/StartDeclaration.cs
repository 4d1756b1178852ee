using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    /// <summary>Opens a planned declaration and queues <see cref="DeclarationHeld"/> in the same transaction.</summary>
    /// <remarks>When this returns, the step survives a crash, and the event is published at least once. The same request again gets the first answer. Of two steps from one version, the second is refused.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, DECLARATION_UNKNOWN, DECLARATION_STEP_NOT_ALLOWED, DECLARATION_CHANGED, REGION_OUTSIDE_OFFICE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<StartDeclarationResponse> StartDeclaration(StartDeclarationRequest request, ServerCallContext context) =>
        await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var declaration = await LockOwnAsync(request.DeclarationId, request.ExpectedStateVersion, context);
            declaration.Take(DeclarationStep.Start);
            declaration.Version++;
            await db.CountPresentAsync(declaration, declaration.Participants, context.CancellationToken);
            await db.EnqueueAsync(HeldEvent(declaration), declaration.Id, declaration.Version, context.CancellationToken);
            return new StartDeclarationResponse { State = StateOf(declaration) };
        });
}
