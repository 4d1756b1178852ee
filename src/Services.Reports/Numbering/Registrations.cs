using Microsoft.EntityFrameworkCore;
using Netralitas.Elections.Contests;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Numbering;

/// <summary>Enters what is registered into its office's register.</summary>
/// <remarks>
/// In the transaction of the registration: the row of the counter is locked until that ends, so registrations of one register follow each other, and one that fails leaves no gap. Registering is
/// rare, and no report waits for it at intake.
/// </remarks>
internal sealed class Registrations(ReportsDb db)
{
    /// <summary>The registration has the next number of its register.</summary>
    /// <param name="file">A report or finding whose status was just made registered.</param>
    /// <param name="registeredAt">When.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The number as it is written.</returns>
    internal async Task<string> EnterAsync(CaseFile file, DateTimeOffset registeredAt, CancellationToken cancel)
    {
        var register = Register.OfRegistration(file.Office, file.Report.Kind, ContestOf(file), registeredAt)
            ?? throw new InvalidOperationException("Only reports and findings are registered.");
        var (office, type, contest, year) = (register.Office.ToString(), register.Type, register.Contest, register.Year);
        var sequence = (await db.Database.SqlQuery<int>(
            $"""
            insert into reports.registration_counters as c (office_code, type, contest, year, last) values ({office}, {type}, {contest}, {year}, 1)
            on conflict (office_code, type, contest, year) do update set last = c.last + 1
            returning last as "Value"
            """).ToListAsync(cancel)).Single();
        var number = register.RegistrationNumber(sequence, registeredAt);
        db.Registrations.Add(new Registration
        {
            ReportId = file.Report.Id,
            OfficeCode = office,
            Type = type,
            Contest = contest,
            Year = year,
            Sequence = sequence,
            Number = number,
            RegisteredAt = registeredAt,
        });
        return number;
    }

    /// <summary>Number of a report's registration; empty when there is none.</summary>
    internal async Task<string> NumberOfAsync(Guid reportId, CancellationToken cancel) =>
        await db.Registrations.Where(r => r.ReportId == reportId).Select(r => r.Number).SingleOrDefaultAsync(cancel) ?? "";

    // What an officer said of the contest goes before the reporter's words.
    private static string? ContestOf(CaseFile file) =>
        ElectionSchedule.Published.Contests.FirstOrDefault(contest => contest.Id == file.Case.ContestId) is { } assigned
            ? ContestCodes.Find(assigned.Name)?.Code : file.Report.Whole.Classification.Contest;
}
