using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Review;

internal sealed partial class ReviewEndpoint
{
    private const int LongestDocument = 300;

    /// <summary>The office brought the notice of completion to the reporter itself: the reporter's time runs from then on [LAW-SVC-01].</summary>
    /// <remarks>Of the reporter's own confirmation and this at once the first one counts, and the other changes nothing.</remarks>
    /// <exception cref="RefusalException">SERVICE_INVALID with all faults, NOTICE_NOT_AWAITED, CASE_NOT_CLAIMED, CASE_CLAIMED, STEP_NOT_ALLOWED, and what every step refuses.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RecordServiceResponse> RecordService(RecordServiceRequest request, ServerCallContext context) =>
        StepAsync(request, request.RequestId, request.Number, request.ExpectedVersion, context, (file, caller, now) =>
        {
            CaseSteps.Require(file, CaseStep.Serve, caller);
            if (AskedCompletion.Of(file) is not { Served: null } notice)
            {
                throw ReviewRefusals.NoticeNotAwaited();
            }

            if (FaultsOf(request, notice, now).ToList() is { Count: > 0 } faults)
            {
                throw ReviewRefusals.ServiceInvalid(faults);
            }

            file.Serve(new RecordServiceRequest { Means = request.Means, ServedAt = request.ServedAt, Document = request.Document }, caller, now);
            return new RecordServiceResponse { State = CaseWire.State(file), Notice = AskedCompletion.Of(file)!.ToWire() };
        });

    private static IEnumerable<FieldFault> FaultsOf(RecordServiceRequest request, AskedCompletion notice, DateTimeOffset now)
    {
        DateTimeOffset? servedAt = SentInstant.Read(request.ServedAt) is { } at && at <= now && at >= notice.Asked.At ? at : null;
        if (servedAt is null)
        {
            yield return new FieldFault("served_at", "Isi dengan waktu penyampaian, sesudah permintaan perbaikan dan tidak di masa depan.");
        }

        if (request.Means is not (NoticeServiceMeans.HandedOver or NoticeServiceMeans.Announced)
            || !notice.Law.Counts(AskedCompletion.Means(request), notice.Zone.LocalDate(servedAt ?? now)))
        {
            yield return new FieldFault("means", "Pilih cara penyampaian oleh kantor yang diakui: HANDED_OVER atau ANNOUNCED. Konfirmasi dengan kode akses hanya oleh pelapor.");
        }

        if (!ReportWords.Any(request.Document) || request.Document.Length > LongestDocument)
        {
            yield return new FieldFault("document", $"Isi dengan nomor tanda terima atau pengumumannya, tanpa nama pelapor, 1 sampai {LongestDocument} karakter.");
        }
    }
}
