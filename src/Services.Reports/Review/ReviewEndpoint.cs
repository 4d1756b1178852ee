using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceCustody;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Review;

/// <summary>Examination of reports by Bawaslu's offices. One file for each RPC.</summary>
internal sealed partial class ReviewEndpoint(
    ReportsDb db, CaseFiles cases, CaseSteps steps, EvidenceOpenings openings, RequestLedger ledger, Registrations registrations, RespondentPledges pledges, ReportAdditions additions, TimeProvider clock) : ReviewService.ReviewServiceBase
{
    /// <summary>Takes a step of the examination, unless a transfer of the case waits; see <see cref="CaseSteps.TakeAsync"/>.</summary>
    /// <exception cref="RefusalException">TRANSFER_PENDING, REPORT_UNKNOWN, CASE_CHANGED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED, and what the step refuses.</exception>
    private Task<TResponse> StepAsync<TResponse>(
        IMessage request, string requestId, string number, int expectedVersion, ServerCallContext context, Func<CaseFile, Caller, DateTimeOffset, TResponse> step)
        where TResponse : class, IMessage<TResponse>, new() =>
        steps.TakeAsync(request, new AskedStep(requestId, number, expectedVersion), context, (file, caller, now) =>
        {
            CaseSteps.RequireNoTransfer(file);
            return Task.FromResult(step(file, caller, now));
        });
}
