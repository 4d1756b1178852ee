using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Rolls;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    /// <summary>Seals a closed declaration: its roll never changes again, and its root has an entry in the public log.</summary>
    /// <remarks>
    /// When this returns, step, roll and the log's promise of a place for its root survive a crash: they are one transaction. The same request again gets the first answer. Of two steps from one version, the second is refused.
    /// </remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, DECLARATION_UNKNOWN, DECLARATION_STEP_NOT_ALLOWED, DECLARATION_CHANGED, REGION_OUTSIDE_OFFICE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<SealDeclarationResponse> SealDeclaration(SealDeclarationRequest request, ServerCallContext context)
    {
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var declaration = await LockOwnAsync(request.DeclarationId, request.ExpectedStateVersion, context);
            declaration.Take(DeclarationStep.Seal);
            var roll = await db.SealRollAsync(personal, promises, declaration, clock.Now(), context.CancellationToken);
            Failpoint.Reach("seal.before_commit");
            return new SealDeclarationResponse { State = StateOf(declaration), RollSize = roll.Size, RollRoot = UnsafeByteOperations.UnsafeWrap(roll.Root.ToArray()) };
        });
        Failpoint.Reach("seal.after_commit_before_reply");
        return answer;
    }
}
