using Netralitas.Sequencer;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Reports.Receipts;

/// <summary>The public log of the receipts of reports: hourly windows, no time of day, and entries that stand for nothing among those of reports.</summary>
internal static class ReceiptLog
{
    /// <summary>Every report has one entry in the log, whoever sent or entered it, and keeps it when it is erased.</summary>
    /// <remarks>An erased report is counted by its erasure, whether its row is still there or not.</remarks>
    internal static readonly LoggedRecords Logged = new(CommitmentKind.Report,
        """
        select id as subject, (received_at at time zone 'UTC')::date as day from reports.reports
        union all select x.subject, x.day from log.erasure x where not exists (select from reports.reports r where r.id = x.subject)
        """);

    /// <summary>Adds the log; configuration section <c>Log</c>.</summary>
    /// <exception cref="InvalidOperationException">The section is not good; the message has every problem.</exception>
    internal static void AddReceiptLog(this WebApplicationBuilder builder)
    {
        builder.AddWindowedTransparencyLog(CommitmentKind.Report, Logged);
        builder.Services.AddScoped<ReceiptErasure>();
    }
}
