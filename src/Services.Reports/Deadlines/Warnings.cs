using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Deadlines;

/// <summary>Watches what came in, and sends the warnings that are due.</summary>
/// <remarks>Any number of replicas may do both at once: rows are taken one by one, and a replica that dies gives its rows back.</remarks>
internal sealed class Warnings(ReportsDb db, CaseFiles cases, ClockWatch watch, LawBook book, TimeProvider clock)
{
    /// <summary>Most rows in one round.</summary>
    internal const int LargestRound = 100;

    private const int MostClockless = 5000;

    /// <summary>Watches reports that wait for it, each in a transaction of its own.</summary>
    /// <returns>How many waited.</returns>
    internal async Task<int> WatchNextAsync(CancellationToken cancel)
    {
        await ForgetClocklessAsync(cancel);
        var waiting = await db.Unwatched.OrderBy(u => u.ReportId).Select(u => u.ReportId).Take(LargestRound).ToListAsync(cancel);
        foreach (var id in waiting)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await cases.LineUpAsync(id, cancel);
            if (await db.Unwatched.Where(u => u.ReportId == id).ExecuteDeleteAsync(cancel) == 1)
            {
                await watch.FollowAsync(await cases.ReadAsync(id, cancel), clock.Now(), cancel);
            }

            Failpoint.Reach("watch.before_commit");
            await transaction.CommitAsync(cancel);
        }

        return waiting.Count;
    }

    // Without a contest no law is known, and without a law no clock runs: not worth a reading each. One that is added to is watched with the addition.
    private Task<int> ForgetClocklessAsync(CancellationToken cancel) => db.Database.ExecuteSqlAsync(
        $"""
        delete from reports.unwatched u using reports.reports r
        where r.id = u.report_id and r.kind is not null and r.contest is null
            and not exists (select 1 from reports.additions a where a.report_id = r.id) and not exists (select 1 from reports.cases c where c.report_id = r.id)
            and u.report_id in (select report_id from reports.unwatched order by report_id limit {MostClockless} for update skip locked)
        """, cancel);

    /// <summary>Holds running clocks against the calendar that is known now, each report in a transaction of its own: an end that moves is an event of its clock, with the warnings of the new end.</summary>
    /// <returns>How many reports had a clock that was not held against it yet; 0 when all are done.</returns>
    /// <remarks>What is done is told by the rows themselves, so a replica that starts goes on where another broke off.</remarks>
    internal async Task<int> ReviseNextAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        var known = (await book.ReadAsync(db, cancel)).Calendar.AsKnownAt(now).KnownSince.ToUniversalTime();
        var waiting = await db.RunningClocks.Where(c => c.CalendarKnownSince < known).Select(c => c.ReportId).Distinct().OrderBy(id => id).Take(LargestRound).ToListAsync(cancel);
        foreach (var id in waiting)
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await cases.LineUpAsync(id, cancel);
            var file = await cases.ReadAsync(id, cancel);
            await (file.ReviseCalendar(now) ? cases.StoreAsync(file, cancel) : watch.FollowAsync(file, now, cancel));
            Failpoint.Reach("revise.before_commit");
            await transaction.CommitAsync(cancel);
        }

        return waiting.Count;
    }

    /// <summary>Sends warnings that are due: each becomes an event in the transaction that marks it as sent.</summary>
    /// <returns>How many were sent.</returns>
    internal async Task<int> SendNextAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var due = await db.Database.SqlQuery<Due>(
            $"""
            select w.report_id as "ReportId", w.clock as "Clock", w.ends_at as "EndsAt", w.lead_hours as "LeadHours", w.number as "Number", w.subject as "Subject",
                w.office_code as "OfficeCode", w.region_code as "RegionCode", r.number as "ReportNumber",
                coalesce(r.kind, {nameof(ReportKind.InformasiAwal)}) as "TakenInAs"
            from reports.clock_warnings w join reports.reports r on r.id = w.report_id
            where w.sent_at is null and w.due_at <= {now} order by w.due_at limit {LargestRound} for update of w skip locked
            """).ToListAsync(cancel);
        if (due.Count == 0)
        {
            return 0;
        }

        foreach (var warning in due)
        {
            await (warning.LeadHours == 0 ? db.EnqueueAsync(warning.Passed(), warning.ReportId, warning.Number, cancel) : db.EnqueueAsync(warning.Approached(), warning.ReportId, warning.Number, cancel));
        }

        var (ids, numbers) = (due.Select(warning => warning.ReportId).ToArray(), due.Select(warning => warning.Number).ToArray());
        await db.Database.ExecuteSqlAsync(
            $"update reports.clock_warnings w set sent_at = {now} from unnest({ids}, {numbers}) as s(report_id, number) where w.report_id = s.report_id and w.number = s.number", cancel);
        Failpoint.Reach("warn.before_commit");
        await transaction.CommitAsync(cancel);
        return due.Count;
    }

    private sealed record Due(
        Guid ReportId, int Clock, DateTimeOffset EndsAt, int LeadHours, int Number, string Subject, string OfficeCode, string? RegionCode, string ReportNumber, string TakenInAs)
    {
        private bool IsConfidential => ReportKinds.IsConfidential(Enum.Parse<ReportKind>(TakenInAs));

        internal CaseDeadlinePassed Passed() => new()
        {
            ReportId = ReportId,
            Version = Number,
            Number = ReportNumber,
            Subject = Subject,
            OfficeCode = OfficeCode,
            RegionCode = RegionCode,
            IsConfidential = IsConfidential,
            EndsAt = EndsAt,
        };

        internal CaseDeadlineApproached Approached() => new()
        {
            ReportId = ReportId,
            Version = Number,
            Number = ReportNumber,
            Subject = Subject,
            OfficeCode = OfficeCode,
            RegionCode = RegionCode,
            IsConfidential = IsConfidential,
            EndsAt = EndsAt,
            LeadHours = LeadHours,
        };
    }
}
