using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Offices;

namespace Netralitas.Services.Notifications.Inbox;

internal sealed partial class InboxEndpoint
{
    private const int DefaultCounts = 200;
    private const int LargestCounts = 1000;
    private const int MostDays = 31;

    /// <summary>How many notices each office was told of on each local day, with a digest of their ids.</summary>
    /// <remarks>A day is that of the office's own zone. A notice that was committed late can still be added to a day that is over, by the seconds that its transaction took.</remarks>
    /// <exception cref="RefusalException">DATES_INVALID, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.InboxReaders)]
    public override async Task<ListDailyCountsResponse> ListDailyCounts(ListDailyCountsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var (from, to) = Dates(request);
        var size = Paging.Size(request.PageSize, DefaultCounts, LargestCounts);
        var token = request.PageToken.Split(' ');
        if (request.PageToken.Length > 0 && (token.Length != 2 || !Office.TryParse(token[0], out _) || OfficeEntries.Date(token[1]) is null))
        {
            throw NotificationRefusals.PageTokenInvalid();
        }

        var (afterOffice, afterDate) = request.PageToken.Length == 0 ? ("", DateOnly.MinValue) : (token[0], OfficeEntries.Date(token[1])!.Value);
        var rows = await CountAsync(caller, from, to, afterOffice, afterDate, size + 1, context.CancellationToken);
        var response = new ListDailyCountsResponse
        {
            Counts = { rows.Take(size).Select(row => new DailyCount { Office = row.Office, Date = OfficeEntries.Written(row.Date), Notices = row.Notices, Digest = row.Digest }) },
        };
        if (rows.Count > size)
        {
            response.NextPageToken = $"{rows[size - 1].Office} {OfficeEntries.Written(rows[size - 1].Date)}";
        }

        return response;
    }

    private static (DateOnly From, DateOnly To) Dates(ListDailyCountsRequest request)
    {
        var (from, to) = (OfficeEntries.Date(request.From), OfficeEntries.Date(request.To));
        var faults = new List<FieldFault>();
        if (from is null)
        {
            faults.Add(new FieldFault("from", "Isi dengan tanggal berbentuk TTTT-BB-HH."));
        }

        if (to is null || to < from || to > from?.AddDays(MostDays))
        {
            faults.Add(new FieldFault("to", $"Isi dengan tanggal berbentuk TTTT-BB-HH, paling lama {MostDays} hari sesudah from."));
        }

        return faults.Count == 0 ? (from!.Value, to!.Value) : throw NotificationRefusals.DatesInvalid(faults);
    }

    private Task<List<CountedDay>> CountAsync(Caller caller, DateOnly from, DateOnly to, string afterOffice, DateOnly afterDate, int atMost, CancellationToken cancel)
    {
        var seesAll = caller.Role is Roles.Central or Roles.Auditor || caller.Office.Code == "00";
        var kind = seesAll && caller.Role is Roles.Central or Roles.Auditor ? "" : caller.Office.Kind + ":";
        var (own, below) = (caller.Office.ToString(), caller.Office + ".");
        // The earliest and the latest instant of these dates in any zone of the country; ids of notices begin with their instant.
        var (earliest, latest) = (ReportIds.Border(Start(IndonesianTimeZone.Wit, from)), ReportIds.Border(Start(IndonesianTimeZone.Wib, to.AddDays(1))));
        var zones = RegionDirectory.Children(RegionCode.National).ToLookup(province => province.TimeZone, province => province.Code.ToString());
        var (wita, wit) = (zones[IndonesianTimeZone.Wita].ToArray(), zones[IndonesianTimeZone.Wit].ToArray());
        return db.Database.SqlQuery<CountedDay>(
            $"""
            select c.office as "Office", c.day as "Date", count(*)::int as "Notices", encode(sha256(convert_to(string_agg(c.id::text || chr(10), '' order by c.id), 'UTF8')), 'hex') as "Digest" from (
                select n.office, n.id, (n.created_at at time zone 'UTC' + make_interval(hours =>
                    case when substr(split_part(n.office, ':', 2), 1, 2) = any({wit}) then 9 when substr(split_part(n.office, ':', 2), 1, 2) = any({wita}) then 8 else 7 end))::date as day
                from notifications.notices n
                where n.id >= {earliest} and n.id < {latest} and n.kind <> {nameof(NoticeKind.Digest)}
                    and (({seesAll} and starts_with(n.office, {kind})) or n.office = {own} or starts_with(n.office, {below}))) c
            where c.day between {from} and {to} and (c.office collate "C", c.day) > ({afterOffice} collate "C", {afterDate})
            group by c.office, c.day order by c.office collate "C", c.day limit {atMost}
            """).ToListAsync(cancel);
    }

    private static DateTimeOffset Start(IndonesianTimeZone zone, DateOnly date) => zone.LocalDateTime(date, TimeOnly.MinValue).ToUniversalTime();

    private sealed record CountedDay(string Office, DateOnly Date, int Notices, string Digest);
}
