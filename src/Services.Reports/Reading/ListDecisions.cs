using System.Globalization;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Reading;

internal sealed partial class StatisticsEndpoint
{
    private const string MonthForm = "yyyy-MM";

    /// <summary>A page of what plenaries decided. Reads only.</summary>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [AllowAnonymous]
    public override async Task<ListDecisionsResponse> ListDecisions(ListDecisionsRequest request, ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize);
        var decisions = db.AnonymousDecisions.AsNoTracking();
        if (request.PageToken.Length > 0)
        {
            var (month, id) = PlaceOf(request.PageToken);
            decisions = decisions.Where(d => d.Month < month || (d.Month == month && d.Id < id));
        }

        var page = await decisions.OrderByDescending(d => d.Month).ThenByDescending(d => d.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        return new ListDecisionsResponse
        {
            Decisions = { page.Take(size).Select(Told) },
            NextPageToken = page.Count > size ? $"{MonthOf(page[size - 1])}-{Paging.Token(page[size - 1].Id)}" : "",
        };
    }

    private static (DateOnly Month, Guid Id) PlaceOf(string token) =>
        token.Length == MonthForm.Length + 33 && token[MonthForm.Length] == '-' && Guid.TryParseExact(token[(MonthForm.Length + 1)..], "N", out var id)
        && DateOnly.TryParseExact(token[..MonthForm.Length], MonthForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? (month, id) : throw Paging.TokenInvalid();

    private static string MonthOf(AnonymousDecision decision) => decision.Month.ToString(MonthForm, CultureInfo.InvariantCulture);

    private static PublicDecision Told(AnonymousDecision decision) => new()
    {
        Month = MonthOf(decision),
        ContestId = decision.ContestId ?? "",
        RegionLevel = decision.RegionLevel,
        Code = decision.Code,
        Act = decision.Act,
        Law = decision.Law,
        Outcome = decision.Outcome.ToString(),
        OutcomeText = decision.Outcome switch
        {
            PlenaryOutcome.Violation => "Pelanggaran",
            PlenaryOutcome.NoViolation => "Bukan pelanggaran",
            PlenaryOutcome.Discontinued => "Dihentikan",
            PlenaryOutcome.Unspecified => throw new InvalidOperationException("A decision has an outcome."),
        },
    };
}
