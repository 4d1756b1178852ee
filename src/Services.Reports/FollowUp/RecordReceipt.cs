using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    /// <summary>The ledger says since when the authority has it, and the awaited time counts from there unless it is over [LAW-FWD-08].</summary>
    /// <exception cref="RefusalException">ENTRY_INVALID with all faults, ENTRY_NOT_ALLOWED, and what every entry refuses.</exception>
    [Authorize(Roles = Roles.FollowUpRecorders)]
    public override Task<RecordReceiptResponse> RecordReceipt(RecordReceiptRequest request, ServerCallContext context) =>
        EnterAsync(request, request.RequestId, request.ForwardingId, request.ExpectedVersion, context,
            followed =>
            {
                var entry = Happened(followed, FollowUpStep.Receive, FollowUpEntryKind.Receipt, "received_on", request.ReceivedOn, request.DocumentNumber, request.Corrects);
                followed.Forwarding.CountFrom(entry.HappenedOn, options.ActWithinDays, followed.Zone, followed.Now);
                return entry;
            },
            forwarding => new RecordReceiptResponse { Forwarding = forwarding });

    private static FollowUpRecord Happened(Followed followed, FollowUpStep step, FollowUpEntryKind kind, string dateField, string written, string document, int corrects)
    {
        Require(
        [
            .. followed.DateFaults(dateField, written),
            .. Followed.DocumentFaults("document_number", document, followed.IsOnBehalf, LongestDocument),
            .. followed.CorrectionFaults(kind, corrects),
        ]);
        followed.Advance(step, corrects);
        return new FollowUpRecord
        {
            ForwardingId = followed.Forwarding.Id,
            Number = followed.Next,
            Kind = kind,
            RecordedAt = followed.Now,
            RecordedBy = followed.Caller.Subject,
            Office = followed.Caller.Office.ToString(),
            HappenedOn = FilingTime.DayOf(written)!.Value,
            DocumentNumber = document,
            Corrects = corrects,
        };
    }

    private static void Require(IReadOnlyList<FieldFault> faults)
    {
        if (faults.Count > 0)
        {
            throw FollowUpRefusals.EntryInvalid(faults);
        }
    }
}
