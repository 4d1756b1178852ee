using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.DataProtection;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.DataClocks;
using Netralitas.Services.Reports.Retention;

namespace Netralitas.Services.Reports.DataSubjects;

internal sealed partial class DataRequestEndpoint
{
    private const int LongestApplicant = 1000;
    private const int LongestText = 5000;
    private const int OldestDays = 365;

    /// <summary>The request is on the record of the caller's office, and its clock runs from its receipt. When this returns, that survives a crash.</summary>
    /// <remarks>Law: answered within 3 x 24 hours [LAW-PDP-06]. Who asked and what is sealed to the office and to central. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">DATA_REQUEST_INVALID with all faults, REPORT_UNKNOWN, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<RecordDataRequestResponse> RecordDataRequest(RecordDataRequestRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (caller, now) = (Caller.Of(context), clock.Now());
            var office = RegionCode.TryParse(caller.Office.Code, out var code) ? code : RegionCode.National;
            if (FaultsOf(request, RegionDirectory.TimeZoneOf(office).LocalDate(now)).ToList() is { Count: > 0 } faults)
            {
                throw SubjectRefusals.DataRequestInvalid(faults);
            }

            Guid? reportId = null;
            if (request.Number.Length > 0)
            {
                reportId = await db.ReportOfAsync(request.Number, context.CancellationToken) is { } found && IsTheirs(caller, found.OfficeCode) ? found.Id : throw ReportRefusals.ReportUnknown();
            }

            var (id, receivedAt) = (Guid.CreateVersion7(), FilingTime.DayOf(request.ReceivedOn) is { } day ? RegionDirectory.TimeZoneOf(office).LocalDateTime(day, TimeOnly.MinValue).ToUniversalTime() : now);
            db.SubjectRequests.Add(new SubjectRequest
            {
                Id = id,
                ReportId = reportId,
                RequestKey = null,
                RequestMac = null,
                OfficeCode = office.ToString(),
                Requester = request.Requester,
                Right = request.Right,
                Content = SubjectContent.Seal(sealing, id, request, office),
                RecordedBy = caller.Subject,
                RecordedByOffice = caller.Office.ToString(),
                ReceivedAt = receivedAt,
            });
            var started = clocks.Start(id, DataTermSubject.SubjectRequest, office.ToString(), receivedAt, now);
            return new RecordDataRequestResponse { DataRequestId = id.ToString(), DueAt = started.EndsAt.ToTimestamp(), DeadlineText = DataClockBook.Sentence(started) };
        });

    private static IEnumerable<FieldFault> FaultsOf(RecordDataRequestRequest request, DateOnly today)
    {
        if (request.Requester is not (DataRequester.Respondent or DataRequester.Other))
        {
            yield return new FieldFault("requester", "Pilih terlapor atau orang lain. Pelapor mengajukan sendiri dengan nomor dan kode aksesnya.");
        }

        if (request.Right == DataSubjectRight.Unspecified || !System.Enum.IsDefined(request.Right))
        {
            yield return new FieldFault("right", "Pilih apa yang diminta: akses, perbaikan, penghapusan, atau keberatan.");
        }

        if (!ReportWords.Any(request.Applicant) || request.Applicant.Length > LongestApplicant)
        {
            yield return new FieldFault("applicant", $"Tuliskan siapa pemohon dan ke mana jawaban dikirim, 1 sampai {LongestApplicant} karakter.");
        }

        if (!ReportWords.Any(request.Text) || request.Text.Length > LongestText)
        {
            yield return new FieldFault("text", $"Tuliskan apa yang diminta, 1 sampai {LongestText} karakter.");
        }

        if (request.ReceivedOn.Length > 0 && (FilingTime.DayOf(request.ReceivedOn) is not { } day || day > today || day < today.AddDays(-OldestDays)))
        {
            yield return new FieldFault("received_on", "Isi dengan tanggal permintaan sampai di kantor, tidak di masa depan, misalnya 2026-11-20, atau kosongkan untuk sekarang.");
        }
    }
}
