using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Texts;

internal sealed partial class PledgeTextEndpoint
{
    private const int MaxPage = 200;

    /// <summary>The texts that can be pledged, page by page.</summary>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.DeclarationReaders)]
    public override async Task<ListPledgeTextsResponse> ListPledgeTexts(ListPledgeTextsRequest request, ServerCallContext context)
    {
        var page = Page.Read(request.PageSize, request.PageToken, MaxPage);
        var texts = await db.PledgeTexts.AsNoTracking()
            .Where(t => t.Id > page.After && (request.Language == "" || t.Language == request.Language))
            .Where(t => !request.OnlyCurrent || !db.PledgeTexts.Any(next => next.PreviousTextId == t.Id && next.Language == t.Language))
            .Where(t => !request.OnlyCurrent || !db.PledgeTexts.Any(original => original.Id == t.PreviousTextId && original.Language != t.Language
                && db.PledgeTexts.Any(next => next.PreviousTextId == original.Id && next.Language == original.Language)))
            .OrderBy(t => t.Id).Take(page.Size).ToListAsync(context.CancellationToken);
        return new ListPledgeTextsResponse { PledgeTexts = { texts.Select(ToWire) }, NextPageToken = Page.Next(texts.Count == page.Size ? texts[^1].Id : null) };
    }
}
