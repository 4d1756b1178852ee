using System.Buffers.Binary;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Custody;

internal sealed partial class CustodyEndpoint
{
    /// <summary>The opening is approved by a second person: the two can read the identity for a while, and the reporter sees that it was opened.</summary>
    /// <remarks>
    /// When this returns, it survives a crash. The same request again gets the first answer; of two who approve at once the second waits and is refused. That the two are not one person is
    /// held by the database as well.
    /// </remarks>
    /// <exception cref="RefusalException">OPENING_UNKNOWN, OPENING_NEEDS_ANOTHER_PERSON, OPENING_ALREADY_APPROVED, REQUEST_ID_INVALID, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Custodian)]
    public override async Task<ApproveIdentityOpeningResponse> ApproveIdentityOpening(ApproveIdentityOpeningRequest request, ServerCallContext context)
    {
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var caller = Caller.Of(context);
            var opening = await FindAsync(request.OpeningId, caller, context.CancellationToken);
            if (opening.RequestedBy == caller.Subject)
            {
                throw CustodyRefusals.NeedsAnotherPerson();
            }

            await db.LineUpAsync(BinaryPrimitives.ReadInt64BigEndian(opening.Id.ToByteArray(bigEndian: true).AsSpan(8)), context.CancellationToken);
            if (await db.OpeningApprovals.AnyAsync(approval => approval.OpeningId == opening.Id, context.CancellationToken))
            {
                throw CustodyRefusals.AlreadyApproved();
            }

            var now = clock.Now();
            var approval = new OpeningApproval
            {
                OpeningId = opening.Id,
                RequestedBy = opening.RequestedBy,
                ApprovedBy = caller.Subject,
                ApprovedByOffice = caller.Office.ToString(),
                ApprovedAt = now,
                ReadableUntil = now.AddHours(options.ReadableHours),
            };
            db.OpeningApprovals.Add(approval);
            await db.SaveChangesAsync(context.CancellationToken);
            Failpoint.Reach("custody.before_commit");
            return new ApproveIdentityOpeningResponse { ApprovedAt = approval.ApprovedAt.ToTimestamp(), ReadableUntil = approval.ReadableUntil.ToTimestamp() };
        });
        Failpoint.Reach("custody.after_commit_before_reply");
        return answer;
    }
}
