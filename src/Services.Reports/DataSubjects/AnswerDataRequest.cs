using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.DataProtection;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Retention;

namespace Netralitas.Services.Reports.DataSubjects;

internal sealed partial class DataRequestEndpoint
{
    private const int LongestBasis = 300;
    private const int LongestWay = 200;

    /// <summary>The answer is on the record, its clock stands, and an erasure that is granted has begun. When this returns, that survives a crash.</summary>
    /// <remarks>
    /// Law: nothing is erased that is tied to legal proceedings [LAW-PDP-02]; a refusal names the law that allows it [LAW-PDP-06]. The same request again gets the first answer; of two who answer at once
    /// the second waits and is refused. Whoever is no reporter is answered outside the system: an officer writes the answer and says how it was sent.
    /// </remarks>
    /// <exception cref="RefusalException">
    /// DATA_REQUEST_UNKNOWN, DATA_REQUEST_INVALID with all faults, DATA_REQUEST_ALREADY_ANSWERED, ERASURE_NOT_ALLOWED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task<AnswerDataRequestResponse> AnswerDataRequest(AnswerDataRequestRequest request, ServerCallContext context)
    {
        var answered = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (caller, cancel, now) = (Caller.Of(context), context.CancellationToken, clock.Now());
            var asked = await FindAsync(request.DataRequestId, caller, cancel);
            if (FaultsOf(request, asked.Requester).ToList() is { Count: > 0 } faults)
            {
                throw SubjectRefusals.DataRequestInvalid(faults);
            }

            await CaseErasing.LineUpAsync(db, cancel);
            await db.LineUpAsync(LineUpValue.Of(asked.Id), cancel);
            if (await db.SubjectRequestAnswers.AnyAsync(a => a.SubjectRequestId == asked.Id, cancel))
            {
                throw SubjectRefusals.AlreadyAnswered();
            }

            var erases = asked is { Requester: DataRequester.Reporter, Right: DataSubjectRight.Erasure } && request.Outcome == DataRequestOutcome.Granted;
            db.SubjectRequestAnswers.Add(new SubjectRequestAnswer
            {
                SubjectRequestId = asked.Id,
                Outcome = request.Outcome,
                Answer = request.Answer,
                LegalBasis = request.LegalBasis.Trim(),
                SentBy = request.SentBy.Trim(),
                AnsweredBy = caller.Subject,
                AnsweredByOffice = caller.Office.ToString(),
                AnsweredAt = now,
            });
            var stopped = await clocks.StopAsync(asked.Id, DataTermSubject.SubjectRequest, now, cancel);
            await db.SaveChangesAsync(cancel);
            if (erases)
            {
                await BeginErasureAsync(asked.ReportId!.Value, asked.OfficeCode, cancel);
            }

            Failpoint.Reach("answer.before_commit");
            return new AnswerDataRequestResponse { AnsweredAt = now.ToTimestamp(), IsLate = stopped.IsLate(now), Erases = erases };
        });
        Failpoint.Reach("answer.after_commit_before_reply");
        return answered;
    }

    private async Task BeginErasureAsync(Guid reportId, string officeCode, CancellationToken cancel)
    {
        var stands = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.ReportId == reportId, cancel);
        if (stands is null || RetentionTerm.ClassOf(stands.Status) is null || !await erasing.BeginAsync(reportId, officeCode, ErasureGround.SubjectRequest, null, cancel))
        {
            throw SubjectRefusals.ErasureNotAllowed();
        }
    }

    private static IEnumerable<FieldFault> FaultsOf(AnswerDataRequestRequest request, DataRequester requester)
    {
        if (request.Outcome == DataRequestOutcome.Unspecified || !System.Enum.IsDefined(request.Outcome))
        {
            yield return new FieldFault("outcome", "Pilih hasilnya: dikabulkan, dikabulkan sebagian, atau ditolak.");
        }

        if (!ReportWords.Any(request.Answer) || request.Answer.Length > LongestText)
        {
            yield return new FieldFault("answer", $"Tuliskan jawabannya, 1 sampai {LongestText} karakter, tanpa apa pun yang dapat menunjukkan siapa pelapor.");
        }

        var needsBasis = request.Outcome is DataRequestOutcome.Refused or DataRequestOutcome.PartlyGranted;
        if (request.LegalBasis.Length > LongestBasis || (needsBasis && !ReportWords.Any(request.LegalBasis)))
        {
            yield return new FieldFault("legal_basis", $"Sebut peraturan yang menjadi dasar penolakan, 1 sampai {LongestBasis} karakter.");
        }

        if (request.SentBy.Length > LongestWay || (requester != DataRequester.Reporter && !ReportWords.Any(request.SentBy)))
        {
            yield return new FieldFault("sent_by", $"Sebut cara jawaban dikirim, 1 sampai {LongestWay} karakter, tanpa nama orang.");
        }
    }
}
