using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Texts;

internal sealed partial class PledgeTextEndpoint
{
    /// <summary>One text with its points.</summary>
    /// <exception cref="RefusalException">PLEDGE_TEXT_UNKNOWN.</exception>
    [Authorize(Roles = Roles.DeclarationReaders)]
    public override async Task<GetPledgeTextResponse> GetPledgeText(GetPledgeTextRequest request, ServerCallContext context)
    {
        var text = Guid.TryParse(request.PledgeTextId, out var id)
            ? await db.PledgeTexts.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, context.CancellationToken)
            : null;
        return new GetPledgeTextResponse { PledgeText = ToWire(text ?? throw PledgeRefusals.PledgeTextUnknown()) };
    }

    /// <summary>A text as it is told.</summary>
    internal static Wire.PledgeText ToWire(PledgeText text) => new()
    {
        PledgeTextId = text.Id.ToString(),
        Kind = text.Kind,
        Title = text.Title,
        Language = text.Language,
        Source = text.Source,
        Wording = text.Wording,
        Version = text.Version,
        PreviousTextId = text.PreviousTextId?.ToString() ?? "",
        LegalBasis = text.LegalBasis,
        Contest = text.Contest,
        Points = { text.Points.OrderBy(p => p.Number).Select(p => new Wire.PledgePoint { Number = p.Number, Wording = p.Wording, Subjects = { p.Subjects }, Nature = p.Nature }) },
    };
}
