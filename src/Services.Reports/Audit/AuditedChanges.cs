using Microsoft.EntityFrameworkCore;
using Netralitas.Services.Reports.Breaches;
using Netralitas.Services.Reports.Custody;
using Netralitas.Services.Reports.DataSubjects;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Retention;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Audit;

/// <summary>Which rows mean that a case was changed. All of them are only ever added, so that none is changed without one.</summary>
internal static class AuditedChanges
{
    /// <summary>The rows that mean it.</summary>
    internal static IReadOnlySet<Type> Types { get; } = new HashSet<Type>
    {
        typeof(CaseEvent), typeof(ReportAddition), typeof(Transfer), typeof(Forwarding), typeof(FollowUpRecord), typeof(EvidenceItem), typeof(CustodyEntry),
        typeof(Opening), typeof(OpeningApproval), typeof(OpeningReading), typeof(LawRevision),
        typeof(CaseHold), typeof(CaseHoldLift), typeof(CaseErasure), typeof(CaseErasureEnd), typeof(SubjectRequest), typeof(SubjectRequestAnswer),
        typeof(DataBreach), typeof(DataBreachNotice),
    };

    /// <summary>The report that an added row is of; null for what concerns no single one.</summary>
    internal static async ValueTask<Guid?> ReportOfAsync(ReportsDb db, object row, CancellationToken cancel) => row switch
    {
        CaseEvent step => step.ReportId,
        ReportAddition addition => addition.ReportId,
        Transfer transfer => transfer.ReportId,
        Forwarding forwarding => forwarding.ReportId,
        EvidenceItem item => item.ReportId,
        Opening opening => opening.ReportId,
        CaseHold hold => hold.ReportId,
        CaseHoldLift lift => await db.CaseHolds.Where(h => h.Id == lift.HoldId).Select(h => h.ReportId).SingleAsync(cancel),
        CaseErasure erasure => erasure.ReportId,
        CaseErasureEnd end => end.ReportId,
        SubjectRequest asked => asked.ReportId,
        SubjectRequestAnswer answer => await db.SubjectRequests.Where(r => r.Id == answer.SubjectRequestId).Select(r => r.ReportId).SingleAsync(cancel),
        FollowUpRecord record => db.Forwardings.Local.FirstOrDefault(f => f.Id == record.ForwardingId)?.ReportId
            ?? await db.Forwardings.Where(f => f.Id == record.ForwardingId).Select(f => f.ReportId).SingleAsync(cancel),
        CustodyEntry entry => db.EvidenceItems.Local.FirstOrDefault(i => i.Id == entry.ItemId)?.ReportId
            ?? await db.EvidenceItems.Where(i => i.Id == entry.ItemId).Select(i => i.ReportId).SingleAsync(cancel),
        OpeningApproval approval => await OfOpeningAsync(db, approval.OpeningId, cancel),
        OpeningReading reading => await OfOpeningAsync(db, reading.OpeningId, cancel),
        _ => null,
    };

    /// <summary>A report as its entry names it: by the office that handles it once the open transaction commits.</summary>
    internal static async Task<AuditedCase> CaseOfAsync(ReportsDb db, Guid reportId, CancellationToken cancel)
    {
        if (db.Cases.Local.FirstOrDefault(c => c.ReportId == reportId) is { } tracked)
        {
            return new AuditedCase(reportId, AuditedCase.ChainOf(tracked.OfficeCode), tracked.Version);
        }

        var stored = await db.Reports.Where(r => r.Id == reportId)
            .Select(r => new
            {
                First = r.OfficeCode,
                Added = db.Additions.Where(a => a.ReportId == r.Id).OrderByDescending(a => a.Version).Select(a => a.OfficeCode).FirstOrDefault(),
                Handling = db.Cases.Where(c => c.ReportId == r.Id).Select(c => new { c.OfficeCode, c.Version }).SingleOrDefault(),
            })
            .SingleAsync(cancel);
        var office = stored.Handling?.OfficeCode ?? stored.Added ?? stored.First ?? ServiceDefaults.Office.CentralBawaslu.Code;
        return new AuditedCase(reportId, AuditedCase.ChainOf(office), stored.Handling?.Version ?? Case.Untouched);
    }

    private static Task<Guid> OfOpeningAsync(ReportsDb db, Guid openingId, CancellationToken cancel) =>
        db.Openings.Where(o => o.Id == openingId).Select(o => o.ReportId).SingleAsync(cancel);
}
