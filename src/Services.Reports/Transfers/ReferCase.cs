using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Authorities;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Review;
using Wire = Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Transfers;

internal sealed partial class TransferEndpoint
{
    private const int LongestBody = 200;

    /// <summary>The case is with the body that it belongs to, and all clocks stop; what the body answers the office records [LAW-TRF-01, LAW-FWD-01].</summary>
    /// <remarks>Also of a supervisor's note (LHP) and of informasi awal: neutrality cases are often passed on without a registration.</remarks>
    /// <exception cref="RefusalException">TRANSFER_INVALID with all faults, TRANSFER_PENDING, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<ReferCaseResponse> ReferCase(ReferCaseRequest request, ServerCallContext context) =>
        steps.TakeAsync(request, new AskedStep(request.RequestId, request.Number, request.ExpectedVersion), context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Refer, caller);
            var today = Today(file.Office, now);
            var authority = Tracks.Of(request.Track) is { } track ? file.Law.Authorities.Of(track, today) : null;
            Require([.. FaultsOf(request, authority), .. FaultsOf(request.Reason, request.Document, today)]);

            var at = file.Take(CaseStep.Refer, caller, now,
                new ReferCaseRequest { Track = request.Track, Body = request.Body, Reason = request.Reason, Document = request.Document });
            file.Clocks.StopAll(at);
            var transfer = New(file, TransferKind.Referral, null, authority?.Name ?? request.Body.Trim(), at, request.Reason, request.Document, authority is null ? null : (authority.Id, authority.Version));
            transfer.AwaitUntil(at + options.AcknowledgeWithin);
            file.Add(transfer);
            file.Case.LetGo();
            return Task.FromResult(new ReferCaseResponse { State = CaseWire.State(file), Transfer = TransferWire.Of(transfer, file.Report.Number, file.Law) });
        });

    private static IEnumerable<FieldFault> FaultsOf(ReferCaseRequest request, Authority? authority)
    {
        var isNamed = ReportWords.Any(request.Body);
        if (isNamed == (request.Track != Wire.ForwardingTrack.Unspecified))
        {
            yield return new FieldFault("track", "Pilih jenis pelanggaran, atau sebut lembaganya pada body; salah satu saja.");
        }
        else if (!isNamed && authority is null)
        {
            yield return new FieldFault("track", "Tidak ada lembaga yang berwenang menerima jenis pelanggaran ini pada hari ini. Sebut lembaganya pada body.");
        }

        if (request.Body.Length > LongestBody)
        {
            yield return new FieldFault("body", $"Paling panjang {LongestBody} karakter.");
        }
    }
}
