using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Invitations;
using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Pledges.Texts;

namespace Netralitas.Services.Pledges.InvitedSigning;

internal sealed partial class InvitedSignatureEndpoint
{
    /// <summary>What an invitation is for, and where it stands. Nothing is signed, used or stored by reading it; it names nobody.</summary>
    /// <exception cref="RefusalException">INVITATION_UNKNOWN.</exception>
    [AllowAnonymous]
    public override async Task<GetInvitationResponse> GetInvitation(GetInvitationRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var invitation = await db.FindInvitationAsync(HashOf(request.InvitationCode), cancel) ?? throw PledgeRefusals.InvitationUnknown();
        var declaration = await db.Declarations.AsNoTracking().SingleAsync(d => d.Id == invitation.DeclarationId, cancel);
        var text = await db.ReadInLanguageAsync(declaration.PledgeTextId!.Value, request.Language, cancel);
        var state = StateOf(invitation, clock.Now());
        return new GetInvitationResponse
        {
            Title = declaration.Title,
            PledgeText = PledgeTextEndpoint.ToWire(text),
            Contests = { declaration.Contests },
            State = state,
            StateText = InvitationStates.Words(state),
            ExpiresAt = invitation.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
    }
}
