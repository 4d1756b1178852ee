using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Texts;

namespace Netralitas.Services.Pledges.OwnSigning;

internal sealed partial class OwnSignatureEndpoint
{
    /// <summary>What is signed in an open session. Nothing is signed by reading it.</summary>
    /// <exception cref="RefusalException">SESSION_CODE_WRONG.</exception>
    [Authorize(Roles = Roles.Signatory)]
    public override async Task<GetSessionResponse> GetSession(GetSessionRequest request, ServerCallContext context)
    {
        var declaration = IsShown(request.DeclarationId, request.SessionCode, clock.Now(), out var id)
            ? await db.Declarations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, context.CancellationToken)
            : null;
        if (declaration?.PledgeTextId is not { } textId || !DeclarationLife.Allows(declaration.Status, RollChange.SignOnDevice))
        {
            throw PledgeRefusals.SessionCodeWrong();
        }

        var text = await db.ReadInLanguageAsync(textId, request.Language, context.CancellationToken);
        return new GetSessionResponse { Title = declaration.Title, PledgeText = PledgeTextEndpoint.ToWire(text), Contests = { declaration.Contests } };
    }
}
