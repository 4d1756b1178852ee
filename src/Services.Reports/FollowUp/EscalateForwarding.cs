using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    /// <summary>The ledger says to whom the office turned because nothing was decided in time [LAW-FWD-05].</summary>
    /// <exception cref="RefusalException">ENTRY_INVALID with all faults, ENTRY_NOT_ALLOWED, FORWARDING_NOT_OVERDUE, and what every entry refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<EscalateForwardingResponse> EscalateForwarding(EscalateForwardingRequest request, ServerCallContext context) =>
        EnterAsync(request, request.RequestId, request.ForwardingId, request.ExpectedVersion, context, followed => Escalated(followed, request),
            forwarding => new EscalateForwardingResponse { Forwarding = forwarding });

    private static FollowUpRecord Escalated(Followed followed, EscalateForwardingRequest request)
    {
        Require(
        [
            .. request.Target is EscalationTarget.Bkn or EscalationTarget.HomeMinister ? [] : new[] { new FieldFault("target", "Pilih kepada siapa dinaikkan.") },
            .. Followed.DocumentFaults("document_number", request.DocumentNumber, isNeeded: true, LongestDocument),
            .. followed.DateFaults("dated_on", request.DatedOn),
            .. NoteFaults(request.Note, isNeeded: true),
        ]);
        if (followed.Forwarding.Status is ForwardingStatus.Forwarded or ForwardingStatus.Received or ForwardingStatus.UnderExamination && followed.Forwarding.OverdueSince is null)
        {
            throw FollowUpRefusals.ForwardingNotOverdue();
        }

        followed.Advance(FollowUpStep.Escalate, corrects: 0);
        return new FollowUpRecord
        {
            ForwardingId = followed.Forwarding.Id,
            Number = followed.Next,
            Kind = FollowUpEntryKind.Escalation,
            RecordedAt = followed.Now,
            RecordedBy = followed.Caller.Subject,
            Office = followed.Caller.Office.ToString(),
            HappenedOn = FilingTime.DayOf(request.DatedOn)!.Value,
            DocumentNumber = request.DocumentNumber,
            Note = request.Note,
            Target = request.Target,
        };
    }

    private static IEnumerable<FieldFault> NoteFaults(string note, bool isNeeded)
    {
        if ((isNeeded && !ReportWords.Any(note)) || note.Length > LongestNote)
        {
            yield return new FieldFault("note", $"Tuliskan alasannya, paling panjang {LongestNote} karakter.");
        }
    }
}
