using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Admission;

namespace Netralitas.Services.Reports.Intake;

internal sealed partial class IntakeEndpoint
{
    /// <summary>Takes a report in: into the database with its <see cref="ReportReceived"/> in one transaction, or, while that takes none, into the spool.</summary>
    /// <remarks>
    /// When this returns, the report survives a crash and the event is published at least once. The same request with the same content gets the same
    /// number and code, whatever replica and place takes it; with other content it is a new report, linked to the first. The log's promise
    /// is of what is committed, so a report that waits in the spool has none before it is drained. Of two calls at once, the second waits.
    /// A client that gives up does not stop what has begun.
    /// </remarks>
    /// <exception cref="RefusalException">
    /// REPORT_EMPTY; INTAKE_UNAVAILABLE when neither place takes it. Nothing else that a reporter wrote or left out is refused.
    /// </exception>
    [AllowAnonymous]
    public override async Task<SubmitReportResponse> SubmitReport(SubmitReportRequest request, ServerCallContext context)
    {
        if (ReportContent.IsEmpty(request))
        {
            throw ReportRefusals.ReportEmpty();
        }

        var content = ReportContent.Of(request);
        if (PlantedBug.Is("submit.phantom") && Random.Shared.Next(20) == 0)
        {
            await admission.TakeAsync(ReportContent.Of(new SubmitReportRequest { Narrative = "CONTOH" }));
        }

        if (PlantedBug.Is("submit.tell_log") && Random.Shared.Next(20) == 0)
        {
            Console.WriteLine(request);
        }

        return Receipt(await admission.TakeAsync(content), content, request);
    }

    private SubmitReportResponse Receipt(Admitted report, ReportContent content, SubmitReportRequest request) => new()
    {
        Number = Crockford.Grouped(report.Number),
        AccessCode = Crockford.Grouped(keys.Of(report.CodeKeyId).AccessCode(PlantedBug.Is("submit.other_code") ? Guid.Empty : content.RequestKey, content.Hash)),
        ReceivedAt = report.ReceivedAt.ToTimestamp(),
        Remarks = { ReportRequirements.RemarksOn(request, content.Region, content.Classification.Kind, report.ReceivedAt, law.Current) },
        Kind = content.Classification.Kind,
        Promise = report.Entry is { } entry ? UnsafeByteOperations.UnsafeWrap(entry.Promise.ToBytes()) : ByteString.Empty,
    };
}
