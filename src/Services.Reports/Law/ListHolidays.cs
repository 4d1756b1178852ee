using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Law;

internal sealed partial class LawEndpoint
{
    /// <summary>Days of a year that are free of work, as known now. Reads only.</summary>
    /// <exception cref="RefusalException">YEAR_INVALID.</exception>
    [AllowAnonymous]
    public override async Task<ListHolidaysResponse> ListHolidays(ListHolidaysRequest request, ServerCallContext context)
    {
        if (request.Year is < 2000 or > 2100)
        {
            throw LawRefusals.YearInvalid();
        }

        var calendar = (await book.ReadAsync(db, context.CancellationToken)).Calendar.AsKnownAt(clock.GetUtcNow());
        return new ListHolidaysResponse
        {
            IsComplete = calendar.Knows(request.Year),
            Holidays =
            {
                calendar.HolidaysIn(request.Year).Select(holiday => new ListedHoliday
                {
                    Date = Date(holiday.Date),
                    Kind = holiday.Kind.ToString(),
                    RegionCode = holiday.Region.ToString(),
                    Name = holiday.Name,
                    KnownSince = holiday.KnownSince.ToTimestamp(),
                    Citation = Cited(holiday.Citation),
                }),
            },
        };
    }
}
