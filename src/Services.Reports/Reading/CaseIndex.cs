using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Violations;
using Netralitas.Geography;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Reading;

/// <summary>Keeps what lists, searches and counts read in line with reports and cases, in the transaction that changes these.</summary>
/// <param name="db">The database.</param>
/// <param name="names">Marks of names; none where no officer takes steps.</param>
internal sealed class CaseIndex(ReportsDb db, NameMarks? names = null)
{
    /// <summary>Brings the row of the work list into line, in the open transaction, in which steps of the case are lined up.</summary>
    /// <remarks>The channel stays as it was when the report came: what is added later may come another way.</remarks>
    internal async Task FollowAsync(CaseFile file, CancellationToken cancel)
    {
        var (report, state, office) = (file.Report, file.Case, file.Office);
        var next = file.Clocks.All.Where(clock => clock.Clock.Status == ClockStatus.Running && clock.Clock.Deadline.EndsAt is not null).MinBy(clock => clock.Clock.Deadline.EndsAt)?.Clock.Deadline;
        var (dueAt, lastDay) = (next?.EndsAt?.ToUniversalTime(), next?.LastDay);
        var (kind, status, region) = (report.Kind.ToString(), state.Status.ToString(), report.Whole.Region?.Code.ToString());
        var channel = ReportChannels.Stored(ReportChannels.Of(report.Whole.Report));
        var codes = file.Acts.Select(act => act.Row.Code).Distinct().Order(StringComparer.Ordinal).ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into reports.work_list as w (report_id, number, received_at, received_year, kind, status, office_code, regency_code, province_code, region_code, channel, contest_id,
                claimed_by, claimed_by_office, unread_messages, due_at, last_day, codes)
            values ({report.Id}, {report.Number}, {report.ReceivedAt}, {YearOf(office, report.ReceivedAt)}, {kind}, {status}, {state.OfficeCode}, {RegencyOf(office)}, {ProvinceOf(office)}, {region}, {channel},
                {state.ContestId}, {state.ClaimedBy}, {state.ClaimedByOffice}, {state.UnreadMessages}, coalesce({dueAt}::timestamptz, 'infinity'), {lastDay}::date, {codes})
            on conflict (report_id) do update set received_year = excluded.received_year, kind = excluded.kind, status = excluded.status, office_code = excluded.office_code,
                regency_code = excluded.regency_code, province_code = excluded.province_code, region_code = excluded.region_code, contest_id = excluded.contest_id,
                claimed_by = excluded.claimed_by, claimed_by_office = excluded.claimed_by_office, unread_messages = excluded.unread_messages, due_at = excluded.due_at,
                last_day = excluded.last_day, codes = excluded.codes
            where (w.received_year, w.kind, w.status, w.office_code, w.region_code, w.contest_id, w.claimed_by, w.claimed_by_office, w.unread_messages, w.due_at, w.last_day, w.codes)
                is distinct from (excluded.received_year, excluded.kind, excluded.status, excluded.office_code, excluded.region_code, excluded.contest_id, excluded.claimed_by,
                    excluded.claimed_by_office, excluded.unread_messages, excluded.due_at, excluded.last_day, excluded.codes)
            """, cancel);
    }

    /// <summary>Keeps what officers can search by, and what a plenary decided, in the open transaction. Steps that no officer took add nothing to either.</summary>
    internal async Task StoreAsync(CaseFile file, CancellationToken cancel)
    {
        if (file.Added.All(happened => happened.Office is null))
        {
            return;
        }

        var id = file.Report.Id;
        var marks = (names ?? throw new InvalidOperationException("Officers take no steps in this process.")).Of(file.Respondents.SelectMany(respondent => new[] { respondent.Details.Name, respondent.Reported?.Name ?? "" })).ToArray();
        await db.Database.ExecuteSqlAsync($"delete from reports.respondent_marks where report_id = {id} and mark <> all({marks})", cancel);
        await db.Database.ExecuteSqlAsync($"insert into reports.respondent_marks (mark, report_id) select m, {id} from unnest({marks}) as m on conflict do nothing", cancel);
        string[] offices = [$"kantor:{ProvinceOf(file.Office)}", $"kantor:{RegencyOf(file.Office)}"];
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into reports.search_documents (report_id, words) values ({id}, to_tsvector('indonesian', {OfficeWords.Of(file.Events)}) || array_to_tsvector({offices.Distinct().ToArray()}))
            on conflict (report_id) do update set words = excluded.words
            """, cancel);
        if (file.Added.Any(happened => happened.Step is CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue))
        {
            db.AnonymousDecisions.AddRange(DecisionsOf(file));
            await db.SaveChangesAsync(cancel);
        }
    }

    /// <summary>Year of an instant, by the calendar of an office.</summary>
    internal static int YearOf(RegionCode office, DateTimeOffset at) => RegionDirectory.TimeZoneOf(office).LocalDate(at).Year;

    /// <summary>The regency of an office; of one above, its own code.</summary>
    internal static string RegencyOf(RegionCode office) => (office.Regency ?? office).ToString();

    /// <summary>The province of an office; of central, its own code.</summary>
    internal static string ProvinceOf(RegionCode office) => (office.Province ?? office).ToString();

    private static IEnumerable<AnonymousDecision> DecisionsOf(CaseFile file)
    {
        var decided = file.Added.Last(happened => happened.Step is CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue);
        var month = FilingTime.DayOf(DecideInPlenaryRequest.Parser.ParseFrom(decided.Facts).DecidedOn)!.Value;
        foreach (var outcome in file.Outcomes)
        {
            IEnumerable<Violation?> acts = outcome.Outcome == PlenaryOutcome.Violation ? file.Acts.Where(act => act.Respondent == outcome.Respondent).Select(act => (Violation?)act.Row) : [null];
            foreach (var row in acts.DistinctBy(row => row?.Code))
            {
                yield return new AnonymousDecision
                {
                    Id = Guid.NewGuid(),
                    Month = new DateOnly(month.Year, month.Month, 1),
                    ContestId = file.Case.ContestId,
                    RegionLevel = file.Office.Level.ToString(),
                    Code = row?.Code ?? "",
                    Act = row?.Name ?? "",
                    Law = row?.Citation.Basis ?? "",
                    Outcome = outcome.Outcome,
                };
            }
        }
    }
}
