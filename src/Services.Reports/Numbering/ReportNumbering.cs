using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Deadlines;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Numbering;

/// <summary>Gives official numbers, in the order in which reports became reports.</summary>
/// <remarks>
/// Any number of replicas may run it: a lock of the transaction decides who does, and dies with the connection. A number and the end of the wait for it are one
/// transaction, so a register has no gap, whenever a replica dies. A report that came late into the database, as from a spool, gets the next number of the year and
/// register that it belongs to: its number is then higher than that of a later one. One that cannot be read is set aside, with an alarm, and holds up nobody else.
/// </remarks>
internal sealed partial class ReportNumbering(ReportsDb db, TimeProvider clock, NumberingMetrics metrics, ILogger<ReportNumbering> log)
{
    /// <summary>Most reports in one transaction.</summary>
    internal const int LargestRound = 500;

    private const long Lock = 0x4E6F6D6F72;

    private readonly Dictionary<Register, int> last = [];

    /// <summary>Numbers those that have waited longest.</summary>
    /// <returns>How many waited and were dealt with; 0 when another replica is at it.</returns>
    internal async Task<int> NumberNextAsync(CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        last.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await db.Database.SqlQuery<bool>($"""select pg_try_advisory_xact_lock({Lock}) as "Value" """).SingleAsync(cancel))
        {
            return 0;
        }

        var waiting = await WaitingAsync(cancel);
        foreach (var report in waiting)
        {
            await NumberAsync(report, cancel);
        }

        await db.SaveChangesAsync(cancel);
        await db.AwaitWatchAsync([.. waiting.Where(report => report.Unnumbered.SetAsideAt is null).Select(report => report.Unnumbered.ReportId)], cancel);
        Failpoint.Reach("number.before_commit");
        await transaction.CommitAsync(cancel);
        return waiting.Count;
    }

    private Task<List<Waiting>> WaitingAsync(CancellationToken cancel) =>
        (from unnumbered in db.Unnumbered
         join report in db.Reports on unnumbered.ReportId equals report.Id
         let last = db.Additions.Where(a => a.ReportId == report.Id).OrderByDescending(a => a.Version).FirstOrDefault()
         where unnumbered.SetAsideAt == null
         orderby unnumbered.FormalAt, unnumbered.ReportId
         select new Waiting(
             unnumbered, last == null ? report.Kind : last.Kind, last == null ? report.OfficeCode : last.OfficeCode, last == null ? report.Contest : last.Contest,
             last == null && report.Kind == null ? report.Content : null))
        .Take(LargestRound).ToListAsync(cancel);

    private async Task NumberAsync(Waiting report, CancellationToken cancel)
    {
        Register? register;
        try
        {
            register = Register.Of(report.Classify(), report.Unnumbered.FormalAt);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            report.Unnumbered.SetAsideAt = clock.Now();
            metrics.SetAside();
            LogSetAside(exception, report.Unnumbered.ReportId);
            return;
        }

        db.Unnumbered.Remove(report.Unnumbered);
        if (register is null)
        {
            return;
        }

        var sequence = (last.TryGetValue(register, out var known) ? known : await LastAsync(register, cancel)) + 1;
        last[register] = sequence;
        db.OfficialNumbers.Add(new OfficialNumber
        {
            ReportId = report.Unnumbered.ReportId,
            OfficeCode = register.Office.ToString(),
            Type = register.Type,
            Contest = register.Contest,
            Year = register.Year,
            Sequence = sequence,
            Number = register.Number(sequence, report.Unnumbered.FormalAt),
            GivenAt = clock.Now(),
        });
    }

    private async Task<int> LastAsync(Register register, CancellationToken cancel)
    {
        var (office, type, contest, year) = (register.Office.ToString(), register.Type, register.Contest, register.Year);
        return await db.OfficialNumbers.Where(n => n.OfficeCode == office && n.Type == type && n.Contest == contest && n.Year == year).MaxAsync(n => (int?)n.Sequence, cancel) ?? 0;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Report {ReportId} cannot be read and gets no official number; it is set aside in reports.unnumbered until set_aside_at is made null again")]
    private partial void LogSetAside(Exception exception, Guid reportId);

    /// <param name="Unnumbered">Its place in the line.</param>
    /// <param name="Kind">Null in rows from before kinds were kept.</param>
    /// <param name="OfficeCode">Likewise.</param>
    /// <param name="Contest">Null, too, when it is not known.</param>
    /// <param name="Content">Only where the kind is not kept.</param>
    private sealed record Waiting(UnnumberedReport Unnumbered, ReportKind? Kind, string? OfficeCode, string? Contest, byte[]? Content)
    {
        /// <exception cref="Exception">The row cannot be read.</exception>
        internal Classification Classify() =>
            Kind is { } kind ? new Classification(kind, RegionCode.Parse(OfficeCode), Contest) : Classification.OfStored(Content!);
    }
}
