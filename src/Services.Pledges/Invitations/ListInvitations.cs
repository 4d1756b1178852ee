using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Invitations;

internal sealed partial class InvitationEndpoint
{
    private const int MaxPage = 1_000;

    /// <summary>The invitations of a declaration of the caller's region, by name.</summary>
    /// <exception cref="RefusalException">DECLARATION_UNKNOWN, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID, REGION_OUTSIDE_OFFICE.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<ListInvitationsResponse> ListInvitations(ListInvitationsRequest request, ServerCallContext context)
    {
        var (cancel, now) = (context.CancellationToken, clock.Now());
        var page = Page.Read(request.PageSize, request.PageToken, MaxPage);
        var region = Guid.TryParse(request.DeclarationId, out var id) ? await db.Declarations.Where(d => d.Id == id).Select(d => d.RegionCode).SingleOrDefaultAsync(cancel) : null;
        OwnRegion.Require(region ?? throw PledgeRefusals.DeclarationUnknown(), context);
        var found = await db.ListInvitationsAsync(id, page, cancel);
        return new ListInvitationsResponse
        {
            Invitations =
            {
                found.Select(invitation => new Invitation
                {
                    InvitationId = invitation.Id.ToString(),
                    Name = NameOf(invitation),
                    Position = invitation.Position,
                    Agency = invitation.Agency,
                    State = InvitationStates.Of(invitation.ExpiresAt, invitation.UsedAt, invitation.RevokedAt, now),
                    ExpiresAt = Instant(invitation.ExpiresAt),
                }),
            },
            NextPageToken = Page.Next(found.Count == page.Size ? found[^1].Id : null),
        };
    }
}
