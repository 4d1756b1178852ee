using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    /// <summary>The report follows another of the same act: its own clocks stop, and its reporter reads the other's progress [LAW-REV-03].</summary>
    /// <remarks>
    /// A report that follows is followed by none, and one that is followed follows none, so there is no circle; joins follow each other, so two at once make none either.
    /// </remarks>
    /// <exception cref="RefusalException">JOIN_INVALID with all faults, JOIN_NOT_ALLOWED, TRANSFER_PENDING, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<JoinCaseResponse> JoinCase(JoinCaseRequest request, ServerCallContext context)
    {
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
            await cases.LineUpJoinsAsync(cancel);
            foreach (var id in new[] { await cases.IdOf(request.Number, cancel), await cases.IdOf(request.LeadNumber, cancel) }.OfType<Guid>().Distinct().Order())
            {
                await cases.LineUpAsync(id, cancel);
            }

            var file = await cases.FindForStepAsync(request.Number, request.ExpectedVersion, found => caller.Office.Covers(found.Case.OfficeCode), cancel);
            var faults = FaultsOf(request, file).ToList();
            if (faults.Count > 0)
            {
                throw ReviewRefusals.JoinInvalid(faults);
            }

            var lead = await cases.FindAsync(request.LeadNumber, found => caller.Office.Covers(found.Case.OfficeCode), cancel);
            CaseSteps.Require(file, CaseStep.Join, caller);
            RequireJoinable(file, lead);
            file.Clocks.StopAll(file.Take(CaseStep.Join, caller, clock.Now(), new JoinCaseRequest { LeadNumber = Crockford.Grouped(lead.Report.Number), Reason = request.Reason }));
            file.Case.JoinedTo = lead.Report.Id;
            file.Case.LetGo();
            await cases.StoreAsync(file, cancel);
            Failpoint.Reach("join.before_commit");
            return new JoinCaseResponse { State = CaseWire.State(file) };
        });
        Failpoint.Reach("join.after_commit_before_reply");
        return answer;
    }

    private static IEnumerable<FieldFault> FaultsOf(JoinCaseRequest request, CaseFile file)
    {
        if (Crockford.TryRead(request.LeadNumber, ReportCodes.NumberLength, out var lead) && lead == file.Report.Number)
        {
            yield return new FieldFault("lead_number", "Isi dengan nomor laporan lain: laporan tidak dapat mengikuti dirinya sendiri.");
        }

        if (!ReportWords.Any(request.Reason) || request.Reason.Length > LongestMessage)
        {
            yield return new FieldFault("reason", $"Isi dengan 1 sampai {LongestMessage} karakter.");
        }
    }

    private static void RequireJoinable(CaseFile file, CaseFile lead)
    {
        if (file.Leads)
        {
            throw ReviewRefusals.JoinNotAllowed("Laporan lain sudah digabungkan ke laporan ini. Pisahkan dulu laporan itu, atau gabungkan sebaliknya.");
        }

        if (lead.Case.JoinedTo is not null)
        {
            throw ReviewRefusals.JoinNotAllowed("Berkas yang dituju sendiri mengikuti berkas lain. Gabungkan ke berkas utamanya.");
        }

        if (CaseLife.After(lead.Case.Status, CaseStep.Claim) is null || lead.Case.Status is ReportStatus.Received or ReportStatus.PreliminaryInformation)
        {
            throw ReviewRefusals.JoinNotAllowed("Berkas yang dituju belum diperiksa atau sudah selesai. Ambil dulu berkas itu dengan ClaimCase, atau pilih berkas lain.");
        }
    }
}
