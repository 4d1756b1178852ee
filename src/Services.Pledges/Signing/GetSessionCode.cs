using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Documents;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Signing;

internal sealed partial class SignatureEndpoint
{
    /// <summary>The code that the organiser shows in the hall now, and a QR code that holds it.</summary>
    /// <exception cref="RefusalException">DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT, DECLARATION_NOT_OPEN, DECLARATION_SEALED, REGION_OUTSIDE_OFFICE.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<GetSessionCodeResponse> GetSessionCode(GetSessionCodeRequest request, ServerCallContext context)
    {
        var declaration = Guid.TryParse(request.DeclarationId, out var id)
            ? await db.Declarations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, context.CancellationToken)
            : null;
        if (declaration is null)
        {
            throw PledgeRefusals.DeclarationUnknown();
        }

        OwnRegion.Require(declaration.RegionCode, context);

        PledgeRefusals.Require(declaration.Status, RollChange.SignOnDevice);
        if (declaration.PledgeTextId is null)
        {
            throw PledgeRefusals.DeclarationWithoutText();
        }

        var now = clock.Now();
        var code = SessionCodes.Of(personal, id, now);
        var content = addresses.OfSession(id, code);
        return new GetSessionCodeResponse { Code = code, SecondsLeft = (int)Math.Ceiling(SessionCodes.Left(now).TotalSeconds), QrContent = content, QrSvg = QrCode.Of(content).ToSvg() };
    }
}
