using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Audit;
using Netralitas.Services.Reports.Deadlines;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Reading;
using Netralitas.Services.Reports.Retention;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Review;

/// <summary>Reads and stores cases. A case has a row from its first step on; before, it is what its report tells.</summary>
/// <param name="db">The database.</param>
/// <param name="keys">The keys of the offices and of central.</param>
/// <param name="watch">Warnings of the clocks.</param>
/// <param name="law">The law as it is known.</param>
/// <param name="audit">Is told of each case that is read.</param>
/// <param name="index">What lists and searches read.</param>
/// <param name="resealing">Seals what belongs to a case to the office that got it.</param>
internal sealed class CaseFiles(ReportsDb db, OpeningKeys keys, ClockWatch watch, LawBook law, AuditCall audit, CaseIndex index, CaseResealing resealing)
{
    private const long JoinLine = 0x4A6F696E;

    /// <summary>The case of a public number, to read: for a caller whose office handles it or stands above that office, or is to acknowledge its transfer.</summary>
    /// <exception cref="RefusalException">REPORT_UNKNOWN when there is none, or it is another office's.</exception>
    internal Task<CaseFile> FindAsync(string number, Caller caller, CancellationToken cancel) =>
        FindAsync(number, file => caller.Office.Covers(file.Case.OfficeCode) || file.PendingTransfer?.IsAddressedTo(caller.Office) == true, cancel);

    /// <summary>The case of a public number, if it is the caller's in the sense that is given.</summary>
    /// <exception cref="RefusalException">REPORT_UNKNOWN when there is none, or it is another office's.</exception>
    internal async Task<CaseFile> FindAsync(string number, Func<CaseFile, bool> isTheirs, CancellationToken cancel)
    {
        var file = await IdOf(number, cancel) is { } id ? await ReadAsync(id, cancel) : null;
        return file is not null && isTheirs(file) ? file : throw ReportRefusals.ReportUnknown();
    }

    /// <summary>The case of a public number, for a step: whoever else would take one on the case waits until the open transaction ends.</summary>
    /// <param name="number">Public number.</param>
    /// <param name="expectedVersion">Version of the case that the caller saw.</param>
    /// <param name="isTheirs">Whether the caller may take the step: as a rule, whether the caller's office handles the case or stands above that office.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusalException">REPORT_UNKNOWN; CASE_CHANGED when the case is at another version.</exception>
    internal async Task<CaseFile> FindForStepAsync(string number, int expectedVersion, Func<CaseFile, bool> isTheirs, CancellationToken cancel)
    {
        await LineUpAsync(number, cancel);
        var file = await FindAsync(number, isTheirs, cancel);
        return file.Case.Version == expectedVersion ? file : throw ReviewRefusals.CaseChanged(file.Case.Version);
    }

    /// <summary>The case of a public number, for work beside its steps by the office that handles it: whoever else would do something to the case waits until the open transaction ends.</summary>
    /// <exception cref="RefusalException">REPORT_UNKNOWN when there is none, or it is another office's; CASE_HANDLED_BELOW.</exception>
    internal async Task<CaseFile> FindHandledAsync(string number, Caller caller, CancellationToken cancel)
    {
        await LineUpAsync(number, cancel);
        var file = await FindAsync(number, caller, cancel);
        CaseSteps.RequireHandling(file.Case.OfficeCode, caller);
        return file;
    }

    private async Task LineUpAsync(string number, CancellationToken cancel)
    {
        if (await IdOf(number, cancel) is { } id)
        {
            await LineUpAsync(id, cancel);
        }
    }

    /// <summary>Makes steps of one case, and additions to its report, follow each other until the open transaction ends.</summary>
    internal Task LineUpAsync(Guid reportId, CancellationToken cancel) =>
        db.LineUpAsync(LineUpValue.Of(reportId), cancel);

    /// <summary>Makes everything that joins or parts reports follow each other until the open transaction ends. It goes before the line of any case, so that nobody waits in a circle.</summary>
    internal Task LineUpJoinsAsync(CancellationToken cancel) => db.LineUpAsync(JoinLine, cancel);

    /// <summary>The case of a report that exists, for an office.</summary>
    /// <exception cref="OpeningKeyMissingException">What was sent is sealed to keys that this process does not have.</exception>
    internal Task<CaseFile> ReadAsync(Guid reportId, CancellationToken cancel) => ReadAsync(reportId, keys, cancel);

    /// <summary>The case of a report that exists.</summary>
    /// <param name="reportId">The report.</param>
    /// <param name="by">Who reads it: an office by its key, or its reporter by the access code.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusalException">REPORT_UNKNOWN when it became another office's since it was found.</exception>
    internal async Task<CaseFile> ReadAsync(Guid reportId, IBodyOpener by, CancellationToken cancel)
    {
        // Who waited in line may find that another office has it now.
        var report = await db.Reports.Where(r => r.Id == reportId).Select(r => new { r.Number, r.ReceivedAt, r.RegionCode }).SingleOrDefaultAsync(cancel) ?? throw ReportRefusals.ReportUnknown();
        var all = await db.Additions.AsNoTracking().Where(a => a.ReportId == reportId).OrderBy(a => a.Version).ToListAsync(cancel);
        var additions = all.Where(a => a.Purpose == AdditionPurpose.Completion).ToList();
        var first = await FirstBodyAsync(reportId, report.RegionCode, by, cancel);
        var whole = WholeReport.Of(first, additions.Select(a => OpenBody(a, by)));
        var firstKind = Classification.OfStored(first).Kind;
        var kind = whole.Classification.Kind;
        var formalAt = firstKind == kind ? whole.HandedOverAt ?? report.ReceivedAt : additions.First(a => a.Kind == kind).AddedAt;
        var stored = await db.Cases.SingleOrDefaultAsync(c => c.ReportId == reportId, cancel);
        var file = new CaseFile(
            new ReceivedCase(reportId, report.Number, report.ReceivedAt, firstKind, whole, formalAt)
            {
                Messages = all.Where(a => a.Purpose == AdditionPurpose.Message).ToDictionary(a => a.RequestKey, a => ReportBody.Read(OpenBody(a, by)).Report.Narrative),
                Recorded = all.Where(a => a.Purpose == AdditionPurpose.Respondent && by is not ReporterCode).ToDictionary(a => a.RequestKey, a => ReportBody.Read(OpenBody(a, by)).Report.Respondents.Single()),
            },
            stored,
            stored is null ? [] : await db.CaseEvents.AsNoTracking().Where(e => e.ReportId == reportId).OrderBy(e => e.Version).ToListAsync(cancel),
            stored is null ? [] : await db.CaseClocks.AsNoTracking().Where(e => e.ReportId == reportId).OrderBy(e => e.Number).ToListAsync(cancel),
            stored is null ? [] : await db.Transfers.Where(t => t.ReportId == reportId).OrderBy(t => t.Number).ToListAsync(cancel),
            stored is not null && await db.Cases.AnyAsync(c => c.JoinedTo == reportId, cancel),
            await law.ReadAsync(db, cancel),
            await db.EvidenceItems.AnyAsync(e => e.ReportId == reportId, cancel));
        audit.HasRead(new AuditedCase(reportId, AuditedCase.ChainOf(file.Case.OfficeCode), file.Case.Version));
        return file;
    }

    /// <summary>The cases that follow a case, in an order of their own that stays.</summary>
    internal async Task<List<CaseFile>> ReadJoinedToAsync(CaseFile lead, CancellationToken cancel)
    {
        var files = new List<CaseFile>();
        foreach (var id in lead.Leads ? await db.Cases.Where(c => c.JoinedTo == lead.Report.Id).OrderBy(c => c.ReportId).Select(c => c.ReportId).ToListAsync(cancel) : [])
        {
            files.Add(await ReadAsync(id, cancel));
        }

        return files;
    }

    /// <summary>The case that a reporter's own report was joined to, as far as that reporter is told of it: where it stands, its clocks and transfers, and its steps without what was written with them.</summary>
    /// <param name="leadId">The report that was joined to. Its content stays closed: nobody is here who may open it.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<CaseFile> ReadLeadAsync(Guid leadId, CancellationToken cancel)
    {
        var report = await db.Reports.Where(r => r.Id == leadId).Select(r => new { r.Number, r.ReceivedAt }).SingleAsync(cancel);
        var steps = await db.Database.SqlQuery<LeadStep>($"""select version as "Version", step as "Step", status as "Status", at as "At" from reports.lead_steps()""").ToListAsync(cancel);
        return new CaseFile(
            new ReceivedCase(leadId, report.Number, report.ReceivedAt, default, WholeReport.Of([], []), report.ReceivedAt),
            await db.Cases.AsNoTracking().SingleAsync(c => c.ReportId == leadId, cancel),
            [.. steps.OrderBy(step => step.Version).Select(step => step.Of(leadId))],
            await db.CaseClocks.AsNoTracking().Where(e => e.ReportId == leadId).OrderBy(e => e.Number).ToListAsync(cancel),
            await db.Transfers.AsNoTracking().Where(t => t.ReportId == leadId).OrderBy(t => t.Number).ToListAsync(cancel),
            leads: true,
            await law.ReadAsync(db, cancel));
    }

    /// <summary>
    /// Stores the steps that were taken, in the open transaction, and with them the events of what changed, the warnings of the clocks that moved, and the keys where another office got the case.
    /// </summary>
    /// <remarks>When the transaction commits, each change of status, invitation and transfer that waits is published at least once; when it does not, it never was.</remarks>
    internal async Task StoreAsync(CaseFile file, CancellationToken cancel)
    {
        if (!file.IsStored)
        {
            db.Cases.Add(file.Case);
        }

        db.CaseEvents.AddRange(file.Added);
        db.CaseClocks.AddRange(file.Clocks.Added);
        db.Transfers.AddRange(file.Transfers.Where(transfer => db.Entry(transfer).State == EntityState.Detached));
        await db.SaveChangesAsync(cancel);
        if (file.HasMoved)
        {
            await resealing.ResealAsync(file.Report.Id, file.Office, cancel);
            await MoveFollowersAsync(file, cancel);
        }

        await TellAsync(file, cancel);
        await watch.FollowAsync(file, file.LastAt, cancel);
        await index.StoreAsync(file, cancel);
    }

    private async Task TellAsync(CaseFile file, CancellationToken cancel)
    {
        foreach (var changed in CaseNews.StatusesOf(file))
        {
            await db.EnqueueAsync(changed, file.Report.Id, changed.Version, cancel);
        }

        foreach (var invited in CaseNews.InvitationsOf(file))
        {
            await db.EnqueueAsync(invited, file.Report.Id, invited.Version, cancel);
        }

        if (CaseNews.TransferOf(file) is { } awaited)
        {
            await db.EnqueueAsync(awaited, file.Report.Id, awaited.Version, cancel);
        }

        if (CaseNews.ProgressOf(file) is { } progressed)
        {
            await db.EnqueueAsync(progressed, file.Report.Id, progressed.Version, cancel);
        }
    }

    /// <summary>The entry of the office that took a reporter's own report in; null when none did.</summary>
    internal async Task<OfficeEntry?> FirstEntryAsync(OpenedReport own, CancellationToken cancel)
    {
        var region = await db.Reports.Where(r => r.Id == own.Id).Select(r => r.RegionCode).SingleAsync(cancel);
        return ReportBody.Read(await FirstBodyAsync(own.Id, region, own.Code, cancel)).Entry;
    }

    // What was joined is decided with the case that it follows, so whoever handles that handles it too [LAW-REV-03]. Whoever moves a case that may lead others holds the line of joins.
    private async Task MoveFollowersAsync(CaseFile lead, CancellationToken cancel)
    {
        var office = lead.Case.OfficeCode;
        foreach (var follower in await db.Cases.Where(c => c.JoinedTo == lead.Report.Id && c.OfficeCode != office).OrderBy(c => c.ReportId).Select(c => c.ReportId).ToListAsync(cancel))
        {
            await LineUpAsync(follower, cancel);
            var file = await ReadAsync(follower, cancel);
            file.GoAlong(lead, lead.LastAt);
            await StoreAsync(file, cancel);
        }
    }

    /// <summary>What was reported first, open.</summary>
    /// <param name="reportId">A report that exists.</param>
    /// <param name="region">Of its row.</param>
    /// <param name="by">Who opens it. To a reporter the database gives the content of the own report only; an office's process may read all of them.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<byte[]> FirstBodyAsync(Guid reportId, string? region, IBodyOpener by, CancellationToken cancel)
    {
        var stored = by is ReporterCode
            ? await db.Database.SqlQuery<byte[]>($"""select reports.own_content() as "Value" """).SingleAsync(cancel)
            : await db.Reports.Where(r => r.Id == reportId).Select(r => r.Content).SingleAsync(cancel);
        return OpenBody(reportId, region, 1, stored, by);
    }

    /// <summary>The content of an addition, open.</summary>
    internal static byte[] OpenBody(ReportAddition addition, IBodyOpener by) => OpenBody(addition.ReportId, addition.RegionCode, addition.Version, addition.Content, by);

    /// <summary>A stored content, open.</summary>
    internal static byte[] OpenBody(Guid reportId, string? region, int version, byte[] stored, IBodyOpener by) =>
        SealedBody.Open(stored, new ContentPlace(reportId, region, version).Aad("body"), by);

    /// <summary>The report of a public number; null when there is none, or when it is erased.</summary>
    internal async Task<Guid?> IdOf(string number, CancellationToken cancel)
    {
        var wanted = Crockford.TryRead(number, ReportCodes.NumberLength, out var read) ? read : "";
        return await db.Kept().Where(r => r.Number == wanted).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancel);
    }

    /// <summary>A step of a case that another report was joined to.</summary>
    private sealed record LeadStep(int Version, string Step, string Status, DateTimeOffset At)
    {
        internal CaseEvent Of(Guid reportId) => new()
        {
            ReportId = reportId,
            Version = Version,
            Step = Enum.Parse<CaseStep>(Step),
            Status = Enum.Parse<ReportStatus>(Status),
            At = At,
            TakenBy = null,
            Office = null,
            RequestKey = null,
            Facts = [],
        };
    }
}
