using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Retention;

internal sealed partial class RetentionEndpoint
{
    /// <summary>The hold keeps the case no longer. When this returns, it survives a crash.</summary>
    /// <remarks>The same request again gets the first answer; of two who lift it at once one does.</remarks>
    /// <exception cref="RefusalException">HOLD_UNKNOWN, HOLD_INVALID with all faults, HOLD_ALREADY_LIFTED, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override Task<LiftLegalHoldResponse> LiftLegalHold(LiftLegalHoldRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
            await CaseErasing.LineUpAsync(db, cancel);
            var hold = Guid.TryParse(request.HoldId, out var wanted) ? await db.CaseHolds.AsNoTracking().SingleOrDefaultAsync(h => h.Id == wanted, cancel) : null;
            if (hold is null || !IsTheirs(caller, hold.OfficeCode))
            {
                throw RetentionRefusals.HoldUnknown();
            }

            if (ReasonFaults(request.Reason).ToList() is { Count: > 0 } faults)
            {
                throw RetentionRefusals.HoldInvalid(faults);
            }

            if (await db.CaseHoldLifts.AnyAsync(lift => lift.HoldId == hold.Id, cancel))
            {
                throw RetentionRefusals.HoldAlreadyLifted();
            }

            var lifted = new CaseHoldLift { HoldId = hold.Id, Reason = request.Reason.Trim(), LiftedBy = caller.Subject, LiftedByOffice = caller.Office.ToString(), LiftedAt = clock.Now() };
            db.CaseHoldLifts.Add(lifted);
            return new LiftLegalHoldResponse { LiftedAt = lifted.LiftedAt.ToTimestamp() };
        });
}
