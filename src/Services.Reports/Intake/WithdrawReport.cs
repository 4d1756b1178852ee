using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.Intake;

internal sealed partial class IntakeEndpoint
{
    /// <summary>The report is withdrawn by its reporter. When this returns, that survives a crash; what was received stays.</summary>
    /// <remarks>
    /// Law: only before registration, after which the case goes on [LAW-REP-05]; a finding that an office made of it is the office's [D]. The same request again gets the first answer. A step of an officer at the same moment takes effect
    /// before or after it, never at once. Reports that were joined to it go on by themselves soon after: <see cref="FollowerParting"/>.
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, REQUEST_ID_INVALID, WITHDRAWAL_TOO_LATE, REPORT_ALREADY_WITHDRAWN.</exception>
    [AllowAnonymous]
    public override async Task<WithdrawReportResponse> WithdrawReport(WithdrawReportRequest request, ServerCallContext context)
    {
        var report = await access.OpenAsync(request.Number, request.AccessCode, context.CancellationToken);
        if (!Guid.TryParse(request.RequestId, out var requestKey))
        {
            throw ReportRefusals.RequestIdInvalid();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        await cases.LineUpJoinsAsync(context.CancellationToken);
        await cases.LineUpAsync(report.Id, context.CancellationToken);
        var file = await cases.ReadAsync(report.Id, report.Code, context.CancellationToken);
        if (file.Case.Status == ReportStatus.Withdrawn)
        {
            var withdrawal = file.Events.Last(happened => happened.Step == CaseStep.Withdraw);
            return withdrawal.RequestKey == requestKey ? Withdrawn(report, withdrawal.At) : throw ReviewRefusals.ReportAlreadyWithdrawn();
        }

        var isTooLate = file.Case.JoinedTo is { } lead && CaseLife.IsRegistered(await db.Cases.Where(c => c.ReportId == lead).Select(c => c.Status).SingleAsync(context.CancellationToken));
        // What an office adopted is its own finding: its author told of it, and did not report it.
        if (isTooLate || file.Report.Kind == ReportKind.Temuan || CaseLife.After(file.Case.Status, CaseStep.Withdraw) is null)
        {
            throw ReviewRefusals.WithdrawalTooLate();
        }

        // The reporter's own words are sealed wherever they stand.
        var reason = sealing.SealStep(
            new WithdrawReportRequest { Reason = request.Reason }, new ContentPlace(report.Id, file.Case.OfficeCode, file.Case.Version + 1), file.Office, report.Code.AccessCode);
        var at = file.Take(CaseStep.Withdraw, null, clock.Now(), reason, requestKey);
        file.Clocks.StopAll(at);
        file.Case.LetGo();
        file.PendingTransfer?.Cancel(at);
        await cases.StoreAsync(file, context.CancellationToken);
        Failpoint.Reach("withdraw.before_commit");
        await transaction.CommitAsync(context.CancellationToken);
        outbox.Raise();
        return Withdrawn(report, at);
    }

    private static WithdrawReportResponse Withdrawn(OpenedReport report, DateTimeOffset at) => new() { Number = Crockford.Grouped(report.Number), WithdrawnAt = at.ToTimestamp() };
}
