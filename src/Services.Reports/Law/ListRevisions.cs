using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections;

namespace Netralitas.Services.Reports.Law;

internal sealed partial class LawEndpoint
{
    /// <summary>What central recorded, the oldest first; who recorded it stays within. Reads only.</summary>
    [AllowAnonymous]
    public override async Task<ListRevisionsResponse> ListRevisions(ListRevisionsRequest request, ServerCallContext context)
    {
        var revisions = await db.LawRevisions.AsNoTracking().OrderBy(revision => revision.Number).ToListAsync(context.CancellationToken);
        return new ListRevisionsResponse
        {
            Revisions =
            {
                revisions.Select(revision => new ListedRevision
                {
                    Revision = revision.Number,
                    Kind = revision.Kind.ToString(),
                    KnownSince = revision.KnownSince.ToTimestamp(),
                    Citation = new LegalCitation { Basis = revision.Decree.Basis, Source = revision.Decree.Source, Mark = nameof(Mark.Verified) },
                }),
            },
        };
    }
}
