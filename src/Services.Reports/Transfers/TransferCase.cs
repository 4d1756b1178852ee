using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Transfers;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Transfers;

internal sealed partial class TransferEndpoint
{
    /// <summary>The case waits for another office to acknowledge it; the sender handles it until then, and nobody has taken it [LAW-TRF-01, LAW-TRF-02].</summary>
    /// <remarks>
    /// The handling office changes when the other acknowledges and not before, so that at no instant nobody, or two, answer for the running clocks [LAW-TRF-04]. When nobody answers in time it climbs:
    /// the row says when, whatever process is alive then [LAW-TRF-03].
    /// </remarks>
    /// <exception cref="RefusalException">
    /// TRANSFER_INVALID with all faults, TRANSFER_NOT_ALLOWED, TRANSFER_PENDING, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.
    /// </exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<TransferCaseResponse> TransferCase(TransferCaseRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Transfer, caller);
            var today = Today(file.Office, now);
            var to = RegionCode.TryParse(request.ToOfficeCode.Trim(), out var code) && RegionDirectory.Find(code) is not null ? code : (RegionCode?)null;
            Require([.. FaultsOf(to), .. FaultsOf(request.Reason, request.Document, today)]);
            var rule = TransferRules.Published.Find(TransferWay.Pelimpahan, file.Case.Family, file.Office, to!.Value, today)
                ?? throw TransferRefusals.TransferNotAllowed(TransferNews.OfficeName(file.Case.OfficeCode), TransferNews.OfficeName(to.Value.ToString()));

            var at = file.Take(CaseStep.Transfer, caller, now, new TransferCaseRequest { ToOfficeCode = to.Value.ToString(), Reason = request.Reason, Document = request.Document });
            var transfer = New(file, TransferKind.HandOver, to.Value.ToString(), null, at, request.Reason, request.Document, (rule.Id, rule.Version));
            transfer.AwaitUntil(at + options.AcknowledgeWithin);
            file.Add(transfer);
            file.Case.LetGo();
            return Task.FromResult(new TransferCaseResponse { State = CaseWire.State(file), Transfer = TransferWire.Of(transfer, file.Report.Number, file.Law) });
        });

    private static IEnumerable<FieldFault> FaultsOf(RegionCode? to)
    {
        if (to is null)
        {
            yield return new FieldFault("to_office_code", "Isi dengan kode Kemendagri wilayah kantor penerima, misalnya 75.71.");
        }
    }

    private static Transfer New(
        CaseFile file, TransferKind kind, string? toOffice, string? body, DateTimeOffset at, string reason, EvidenceDocument document, (string Id, int Version)? rule) => new()
        {
            Id = Guid.CreateVersion7(at),
            ReportId = file.Report.Id,
            Number = file.Transfers.Count + 1,
            Kind = kind,
            FromOffice = file.Case.OfficeCode,
            ToOffice = toOffice,
            Body = body,
            RuleId = rule?.Id,
            RuleVersion = rule?.Version,
            Reason = reason,
            DocumentNumber = document.Number,
            DocumentOn = FilingTime.DayOf(document.DatedOn)!.Value,
            SentAt = at,
        };
}
