using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.DataProtection;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.DataClocks;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.DataSubjects;

internal sealed partial class OwnDataEndpoint
{
    private const int LongestText = 5000;

    /// <summary>The request is with the office, and its clock runs. When this returns, that survives a crash.</summary>
    /// <remarks>
    /// Law: rights of access, correction and erasure, answered within 3 x 24 hours [LAW-PDP-06]. What was asked is sealed as reports are. The same request again gets the first answer; of two at once
    /// the second waits.
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, OWN_DATA_INVALID with all faults, REQUEST_ID_INVALID, REQUEST_ID_REUSED.</exception>
    [AllowAnonymous]
    public override async Task<RequestOwnDataResponse> RequestOwnData(RequestOwnDataRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var report = await access.OpenAsync(request.Number, request.AccessCode, cancel);
        var key = Guid.TryParse(request.RequestId, out var id) ? id : throw ReportRefusals.RequestIdInvalid();
        if (FaultsOf(request).ToList() is { Count: > 0 } faults)
        {
            throw SubjectRefusals.OwnDataInvalid(faults);
        }

        var asked = new RecordDataRequestRequest { Right = request.Right, Text = request.Text };
        var mac = keys.Of(report.CodeKeyId).ContentMac(key, SHA256.HashData(asked.ToByteArray()));
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await cases.LineUpAsync(report.Id, cancel);
        if (await db.SubjectRequests.AsNoTracking().SingleOrDefaultAsync(r => r.ReportId == report.Id && r.RequestKey == key, cancel) is { } first)
        {
            return CryptographicOperations.FixedTimeEquals(first.RequestMac, mac)
                ? AnswerOf(first, await db.DataClocks.AsNoTracking().SingleAsync(c => c.OwnerId == first.Id, cancel)) : throw ReportRefusals.RequestIdReused();
        }

        var (office, now, newId) = ((await cases.ReadAsync(report.Id, report.Code, cancel)).Case.OfficeCode, clock.Now(), Guid.CreateVersion7());
        var kept = new SubjectRequest
        {
            Id = newId,
            ReportId = report.Id,
            RequestKey = key,
            RequestMac = mac,
            OfficeCode = office,
            Requester = DataRequester.Reporter,
            Right = request.Right,
            Content = sealing.SealStep(asked, new ContentPlace(newId, null, 1), RegionCode.Parse(office), report.Code.AccessCode),
            RecordedBy = null,
            RecordedByOffice = null,
            ReceivedAt = now,
        };
        db.SubjectRequests.Add(kept);
        var started = clocks.Start(newId, DataTermSubject.SubjectRequest, office, now, now);
        await db.SaveChangesAsync(cancel);
        Failpoint.Reach("owndata.before_commit");
        await transaction.CommitAsync(cancel);
        Failpoint.Reach("owndata.after_commit_before_reply");
        return AnswerOf(kept, started);
    }

    private static RequestOwnDataResponse AnswerOf(SubjectRequest kept, DataClock started) =>
        new() { DataRequestId = kept.Id.ToString(), DueAt = started.EndsAt.ToTimestamp(), DeadlineText = DataClockBook.Sentence(started) };

    private static IEnumerable<FieldFault> FaultsOf(RequestOwnDataRequest request)
    {
        if (request.Right == DataSubjectRight.Unspecified || !System.Enum.IsDefined(request.Right))
        {
            yield return new FieldFault("right", "Pilih apa yang Anda minta: akses, perbaikan, penghapusan, atau keberatan.");
        }

        if (!ReportWords.Any(request.Text) || request.Text.Length > LongestText)
        {
            yield return new FieldFault("text", $"Isi dengan 1 sampai {LongestText} karakter.");
        }
    }
}
