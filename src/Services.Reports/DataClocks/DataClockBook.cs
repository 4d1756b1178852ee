using Microsoft.EntityFrameworkCore;
using Netralitas.Elections.DataProtection;
using Netralitas.Geography;
using Netralitas.Services.Reports.Deadlines;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.DataClocks;

/// <summary>Starts and stops clocks of data protection, with the warnings that they ask for, in the open transaction.</summary>
internal sealed class DataClockBook(ReportsDb db, WarningOptions options)
{
    /// <summary>A clock runs.</summary>
    /// <param name="owner">The request or the breach.</param>
    /// <param name="subject">What for.</param>
    /// <param name="officeCode">Region of the office that is warned.</param>
    /// <param name="beganAt">From when it counts.</param>
    /// <param name="now">The present instant: of warnings that have passed only the nearest is given.</param>
    internal DataClock Start(Guid owner, DataTermSubject subject, string officeCode, DateTimeOffset beganAt, DateTimeOffset now)
    {
        var rule = DataTerms.Published.Of(subject, IndonesianTimeZone.Wib.LocalDate(beganAt));
        var clock = new DataClock
        {
            Id = Guid.NewGuid(),
            OwnerId = owner,
            Subject = subject,
            RuleId = rule.Id,
            RuleVersion = rule.Version,
            OfficeCode = officeCode,
            BeganAt = beganAt,
            EndsAt = rule.EndsAt(beganAt),
        };
        db.DataClocks.Add(clock);
        db.DataClockWarnings.AddRange(WarningTime.Of(clock.EndsAt, now, options.Leads()).OrderBy(warning => warning.DueAt)
            .Select((warning, n) => new DataClockWarning { ClockId = clock.Id, LeadHours = warning.LeadHours, Number = n + 1, DueAt = warning.DueAt }));
        return clock;
    }

    /// <summary>A clock stops, and warns of nothing any more; one that was stopped stays as it was.</summary>
    /// <returns>The clock.</returns>
    internal async Task<DataClock> StopAsync(Guid owner, DataTermSubject subject, DateTimeOffset now, CancellationToken cancel)
    {
        var clock = await db.DataClocks.SingleAsync(c => c.OwnerId == owner && c.Subject == subject, cancel);
        if (clock.StoppedAt is null)
        {
            clock.StoppedAt = now;
            await db.DataClockWarnings.Where(w => w.ClockId == clock.Id && w.SentAt == null).ExecuteDeleteAsync(cancel);
        }

        return clock;
    }

    /// <summary>The rule of a clock.</summary>
    internal static DataTerm RuleOf(DataClock clock) => DataTerms.Published[new(clock.RuleId, clock.RuleVersion)];

    /// <summary>Until when, and by which law, in one Indonesian sentence.</summary>
    internal static string Sentence(DataClock clock)
    {
        var (rule, zone) = (RuleOf(clock), RegionDirectory.TimeZoneOf(RegionCode.Parse(clock.OfficeCode)));
        var time = IndonesianDates.Time(TimeOnly.FromDateTime(clock.EndsAt.ToOffset(zone.Offset()).DateTime));
        return $"Batas {rule.Name}: {IndonesianDates.Date(zone.LocalDate(clock.EndsAt))} pukul {time} {zone.Abbreviation()} ({rule.Hours} jam, {rule.Citation.Basis}).";
    }
}
