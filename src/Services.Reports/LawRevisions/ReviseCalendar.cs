using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Calendars;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;

namespace Netralitas.Services.Reports.LawRevisions;

internal sealed partial class LawRevisionEndpoint
{
    private const int MostHolidays = 100;

    /// <summary>The days are in the calendar that is known from now on; a job moves the clocks that run, case by case, and tells each of the difference.</summary>
    /// <remarks>Law: a decree may come late, as for 18 August 2025 [LAW-CAL-06].</remarks>
    /// <exception cref="RefusalException">What every revision refuses.</exception>
    [Authorize(Roles = Roles.Lawkeepers)]
    public override Task<ReviseCalendarResponse> ReviseCalendar(ReviseCalendarRequest request, ServerCallContext context) => RecordAsync(
        LawRevisionKind.Calendar, request, request.RequestId, request.ExpectedRevision, context, _ => FaultsOf(request),
        () => new ReviseCalendarRequest { Decree = request.Decree, Holidays = { request.Holidays }, CompleteYear = request.CompleteYear },
        (revision, _) => new ReviseCalendarResponse { Revision = revision.Number, KnownSince = revision.KnownSince.ToTimestamp() });

    private static IEnumerable<FieldFault> FaultsOf(ReviseCalendarRequest request)
    {
        var faults = RevisionFaults.In(request.Decree);
        if (request.Holidays.Count == 0 && request.CompleteYear == 0)
        {
            faults = faults.Append(new FieldFault("holidays", "Sebut sedikitnya satu hari."));
        }

        if (request.Holidays.Count > MostHolidays)
        {
            faults = faults.Append(new FieldFault("holidays", $"Paling banyak {MostHolidays} hari sekaligus."));
        }

        if (request.CompleteYear is not 0 and (< 2000 or > 2100))
        {
            faults = faults.Append(new FieldFault("complete_year", "Isi dengan tahun, misalnya 2027, atau kosongkan."));
        }

        return faults.Concat(request.Holidays.SelectMany((holiday, n) => FaultsOf(holiday, $"holidays[{n}]")));
    }

    private static IEnumerable<FieldFault> FaultsOf(HolidayChange holiday, string place) =>
    [
        .. RevisionFaults.InDate(holiday.Date, $"{place}.date"),
        .. RevisionFaults.InName<HolidayKind>(holiday.Kind, $"{place}.kind"),
        .. RevisionFaults.InRegion(holiday.RegionCode, $"{place}.region_code"),
        .. RevisionFaults.InText(holiday.Name, 200, $"{place}.name"),
    ];
}
