using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Retention;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Retention;

/// <summary>Finds cases whose term is over.</summary>
internal sealed class DueCases(ReportsDb db, LawBook law)
{
    private static readonly string[] Statuses = [.. Enum.GetValues<ReportStatus>().Where(status => status != ReportStatus.Unspecified && RetentionTerm.ClassOf(status) is not null).Select(status => status.ToString())];

    /// <summary>Looks at cases of an office and those below it, in the order of their numbers.</summary>
    /// <param name="office">Whose.</param>
    /// <param name="on">Due on which local date of a case's office or before.</param>
    /// <param name="after">Public number after which to go on; empty for the first.</param>
    /// <param name="most">How many to look at.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Those that are due, and the number after which to go on; empty when there are no more.</returns>
    internal async Task<(IReadOnlyList<DueOne> Due, string Next)> ListAsync(Office office, Func<RegionCode, DateOnly> on, string after, int most, CancellationToken cancel)
    {
        var rules = (await law.ReadAsync(db, cancel)).Retention;
        // WIT is the zone whose day begins first.
        if (RetentionTerm.LatestDue(on(RegionCode.National).AddDays(1), rules) is not { } before)
        {
            return ([], "");
        }

        var (isNational, code, below, utc) = (office.Code == Office.CentralBawaslu.Code, office.Code, office.Code + ".%", before.ToUniversalTime());
        var rows = await db.Database.SqlQuery<Row>(
            $"""
            select r.id as "ReportId", r.number as "Number", c.office_code as "OfficeCode", coalesce(l.status, c.status) as "Status", greatest(c.changed_at, l.changed_at) as "MovedAt",
                reports.is_held(r.id) as "IsHeld"
            from reports.cases c join reports.reports r on r.id = c.report_id left join reports.cases l on l.report_id = c.joined_to
            where c.changed_at < {utc} and (c.status = any({Statuses}) or (c.status = 'Joined' and l.status = any({Statuses}) and l.changed_at < {utc}))
                and ({isNational} or c.office_code = {code} or c.office_code like {below})
                and not exists (select from reports.case_erasures e where e.report_id = r.id)
                and not exists (select from reports.transfers t where t.report_id = r.id and t.status = 'Pending')
                and r.number collate "C" > {after}
            order by r.number collate "C" limit {most}
            """).ToListAsync(cancel);
        return ([.. rows.Select(row => Due(row, on, rules)).OfType<DueOne>()], rows.Count == most ? rows[^1].Number : "");
    }

    private static DueOne? Due(Row row, Func<RegionCode, DateOnly> on, RetentionRules rules)
    {
        var (office, status) = (RegionCode.Parse(row.OfficeCode), Enum.Parse<ReportStatus>(row.Status));
        return RetentionTerm.Of(status, row.MovedAt, office, on(office), rules) is { } term && term.KeptUntil < on(office)
            ? new DueOne(row.ReportId, row.Number, row.OfficeCode, status, term, row.IsHeld) : null;
    }

    private sealed record Row(Guid ReportId, string Number, string OfficeCode, string Status, DateTimeOffset MovedAt, bool IsHeld);
}

/// <summary>A case that is due.</summary>
internal sealed record DueOne(Guid ReportId, string Number, string OfficeCode, ReportStatus Status, RetentionTerm Term, bool IsHeld);
