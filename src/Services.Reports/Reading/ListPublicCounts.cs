using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

internal sealed partial class StatisticsEndpoint
{
    /// <summary>Counts of the whole country, without those below 5. Reads only.</summary>
    /// <remarks>One table for each dimension and no filter: answers of different filters could be taken from each other, and what was withheld would be what is left.</remarks>
    /// <exception cref="RefusalException">STATISTICS_INVALID.</exception>
    [AllowAnonymous]
    public override async Task<ListPublicCountsResponse> ListPublicCounts(ListPublicCountsRequest request, ServerCallContext context)
    {
        if (CountNames.DimensionFault(request.Dimension) is { } fault)
        {
            throw ReadingRefusals.StatisticsInvalid([fault]);
        }

        var cancel = context.CancellationToken;
        var asked = new CountReportsRequest { Dimension = request.Dimension };
        var counts = await tallies.CountAsync(asked, Everywhere, cancel);
        var total = request.Dimension == CountDimension.Category ? await tallies.TotalAsync(asked, Everywhere, cancel) : counts.Sum(each => each.Count);
        var told = Suppression.Of(counts, total);
        return new ListPublicCountsResponse
        {
            Counts = { await CountNames.NamedAsync(db, book, request.Dimension, told.Told, cancel) },
            Others = told.Others,
            Total = told.Total ?? 0,
            IsTotalWithheld = told.Total is null,
            Note = told switch
            {
                { Total: null } => "Jumlahnya kurang dari 5 dan tidak ditampilkan, agar tidak ada orang yang dapat dikenali.",
                { Others: > 0 } => "Jumlah kurang dari 5 digabungkan sebagai lainnya, agar tidak ada orang yang dapat dikenali.",
                _ => "",
            },
        };
    }
}
