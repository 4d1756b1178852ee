using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Intake;

internal sealed partial class IntakeEndpoint
{
    /// <summary>Takes a report in and queues <see cref="ReportReceived"/> in the same transaction.</summary>
    /// <remarks>
    /// When this returns, the report survives a crash and the event is published at least once. The same request with the same content gets the first
    /// answer, code included; with other content it is a new report, linked to the first. Of two calls at once, the second waits.
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_EMPTY. Nothing else that a reporter wrote or left out is refused.</exception>
    [AllowAnonymous]
    public override async Task<SubmitReportResponse> SubmitReport(SubmitReportRequest request, ServerCallContext context)
    {
        if (ReportContent.IsEmpty(request))
        {
            throw ReportRefusals.ReportEmpty();
        }

        var content = ReportContent.Of(request);
        var cancel = context.CancellationToken;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.LineUpAsync(content.LineUpBy, cancel);
        var taken = await db.Reports.Where(r => r.RequestKey == content.RequestKey && r.ContentHash == content.Hash)
            .Select(r => new Taken(r.Number, r.CodeKeyId, r.ReceivedAt)).SingleOrDefaultAsync(cancel);
        if (taken is null)
        {
            var first = await db.Reports.Where(r => r.RequestKey == content.RequestKey).OrderBy(r => r.Id).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(cancel);
            var report = NewReport(content, first, clock.Now());
            db.Reports.Add(report);
            await db.EnqueueAsync(ReceivedEvent(report), report.Id, report.Version, cancel);
            await db.SaveChangesAsync(cancel);
            taken = new Taken(report.Number, report.CodeKeyId, report.ReceivedAt);
        }

        await transaction.CommitAsync(cancel);
        outbox.Raise();
        return Receipt(taken, content);
    }

    private Report NewReport(ReportContent content, Guid? possibleDuplicateOf, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(),
        Version = 1,
        RequestKey = content.RequestKey,
        ContentHash = content.Hash,
        Number = keys.Current.Number(content.RequestKey, content.Hash),
        CodeKeyId = keys.CurrentId,
        CodeVerifier = keys.Current.Verifier(keys.Current.AccessCode(content.RequestKey, content.Hash)),
        RegionCode = content.Region?.Code.ToString(),
        Status = ReportStatus.Received,
        ReceivedAt = now,
        PossibleDuplicateOf = possibleDuplicateOf,
        Content = content.Bytes,
    };

    private SubmitReportResponse Receipt(Taken report, ReportContent content) => new()
    {
        Number = Crockford.Grouped(report.Number),
        AccessCode = Crockford.Grouped(keys.Of(report.CodeKeyId).AccessCode(content.RequestKey, content.Hash)),
        ReceivedAt = report.ReceivedAt.ToTimestamp(),
        Remarks = { content.Remarks },
    };

    /// <summary>What a receipt needs of a report that is stored.</summary>
    private sealed record Taken(string Number, string CodeKeyId, DateTimeOffset ReceivedAt);

    private static ReportReceived ReceivedEvent(Report report) => new()
    {
        ReportId = report.Id,
        Version = report.Version,
        Number = report.Number,
        RegionCode = report.RegionCode,
        ReceivedAt = report.ReceivedAt,
    };
}
