using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Admission;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.OfficeIntake;

/// <summary>What Bawaslu's offices take in. One file for each RPC.</summary>
internal sealed partial class OfficeIntakeEndpoint(
    ReportsDb db, CodeKeys keys, OpeningKeys opening, ReportAdmission admission, ReportAdditions additions, RequestLedger ledger, NumberingSignal numbering, LawBook law, TimeProvider clock) : OfficeIntakeService.OfficeIntakeServiceBase
{
    /// <summary>Takes something in the way that any report goes.</summary>
    /// <exception cref="RefusalException">INTAKE_UNAVAILABLE.</exception>
    private async Task<Receipt> TakeAsync(string requestId, SubmitReportRequest report, OfficeEntry entry)
    {
        report.RequestId = requestId;
        var content = ReportContent.Of(report, entry);
        var admitted = await admission.TakeAsync(content);
        return new Receipt(
            Crockford.Grouped(admitted.Number), Crockford.Grouped(keys.Of(admitted.CodeKeyId).AccessCode(content.RequestKey, content.Hash)), admitted.ReceivedAt,
            ReportRequirements.RemarksOn(report, content.Region, content.Classification.Kind, entry.HandedOverAt ?? admitted.ReceivedAt, law.Current, office: content.Classification.Office), content.Classification.Kind);
    }

    /// <summary>What was sent, in the caller's own region when it names none.</summary>
    /// <exception cref="RefusalException">REPORT_EMPTY, REGION_UNKNOWN, REGION_OUTSIDE_OFFICE.</exception>
    private static SubmitReportRequest OwnCase(SubmitReportRequest? sent, Office office, string field)
    {
        var report = Whole(sent);
        if (report.RegionCode.Trim().Length == 0)
        {
            report.RegionCode = office.Code;
        }

        var region = ReportContent.RegionOf(report) ?? throw ReportRefusals.RegionUnknown($"{field}.region_code");
        return office.Covers(region.Code.ToString()) ? report : throw ReportRefusals.RegionOutsideOffice(office);
    }

    /// <exception cref="RefusalException">REPORT_EMPTY.</exception>
    private static SubmitReportRequest Whole(SubmitReportRequest? sent) =>
        sent is null || ReportContent.IsEmpty(sent) ? throw ReportRefusals.ReportEmpty() : sent.Clone();

    /// <exception cref="RefusalException">OFFICE_CLAIM_INVALID.</exception>
    private static OfficeEntry EntryOf(ServerCallContext context, ReportKind kind)
    {
        var caller = Caller.Of(context);
        return new OfficeEntry(kind, caller.Office, caller.Subject);
    }

    private sealed record Receipt(string Number, string AccessCode, DateTimeOffset ReceivedAt, IEnumerable<string> Remarks, ReportKind Kind);
}
