using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Sanctions;
using Netralitas.ServiceDefaults;
using EmployeeKind = Netralitas.Elections.Sanctions.EmployeeKind;
using Wire = Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.FollowUp;

internal sealed partial class FollowUpEndpoint
{
    /// <summary>The ledger says what was decided, and it is not overdue any more.</summary>
    /// <remarks>Law: the sanctions of PNS, PPPK and others are rows of their own [LAW-SAN-01, LAW-SAN-02, LAW-SAN-05, LAW-SAN-06]; on other tracks a court or body decides, in words.</remarks>
    /// <exception cref="RefusalException">ENTRY_INVALID with all faults, ENTRY_NOT_ALLOWED, and what every entry refuses.</exception>
    [Authorize(Roles = Roles.FollowUpRecorders)]
    public override Task<RecordDecisionResponse> RecordDecision(RecordDecisionRequest request, ServerCallContext context) =>
        EnterAsync(request, request.RequestId, request.ForwardingId, request.ExpectedVersion, context, followed => Decided(followed, request),
            forwarding => new RecordDecisionResponse { Forwarding = forwarding });

    private static FollowUpRecord Decided(Followed followed, RecordDecisionRequest request)
    {
        Require(
        [
            .. Followed.DocumentFaults("decision_number", request.DecisionNumber, isNeeded: true, LongestDocument),
            .. followed.DateFaults("decided_on", request.DecidedOn),
            .. SanctionFaults(followed.Forwarding, request),
            .. followed.CorrectionFaults(FollowUpEntryKind.Decision, request.Corrects),
        ]);
        followed.Advance(FollowUpStep.Decide, request.Corrects);
        return new FollowUpRecord
        {
            ForwardingId = followed.Forwarding.Id,
            Number = followed.Next,
            Kind = FollowUpEntryKind.Decision,
            RecordedAt = followed.Now,
            RecordedBy = followed.Caller.Subject,
            Office = followed.Caller.Office.ToString(),
            HappenedOn = FilingTime.DayOf(request.DecidedOn)!.Value,
            DocumentNumber = request.DecisionNumber,
            SanctionCode = request.SanctionCode.Length == 0 ? null : request.SanctionCode,
            Note = request.Note,
            Corrects = request.Corrects,
        };
    }

    private static IEnumerable<FieldFault> SanctionFaults(Forwarding forwarding, RecordDecisionRequest request)
    {
        var hasCode = request.SanctionCode.Length > 0;
        var isKnown = KindOf(forwarding.EmployeeKind) is { } employee && FilingTime.DayOf(request.DecidedOn) is { } day
            && SanctionCatalogue.Published.Find(request.SanctionCode, employee, day) is not null;
        if (hasCode && !isKnown)
        {
            yield return new FieldFault("sanction_code", "Kode ini tidak ada, atau tidak berlaku bagi jenis kepegawaian terlapor pada tanggal keputusan.");
        }

        if ((!hasCode && !ReportWords.Any(request.Note)) || request.Note.Length > LongestNote)
        {
            yield return new FieldFault("note", $"Tanpa kode sanksi, tuliskan isi keputusannya; paling panjang {LongestNote} karakter.");
        }
    }

    private static EmployeeKind? KindOf(Wire.EmployeeKind kind) => kind switch
    {
        Wire.EmployeeKind.Pns => EmployeeKind.Pns,
        Wire.EmployeeKind.Pppk => EmployeeKind.Pppk,
        Wire.EmployeeKind.Ppnpn => EmployeeKind.Ppnpn,
        _ => null, // of other tracks
    };
}
