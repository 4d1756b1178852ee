using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Signing;

internal sealed partial class SignatureEndpoint
{
    private const int MaxReason = 500;

    /// <summary>Notes that a signature was withdrawn; the coverage no longer counts it.</summary>
    /// <remarks>When this returns, the fact survives a crash. The same request again gets the first answer. Of two withdrawals at once the second is refused.</remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, FACT_INVALID, SIGNATURE_UNKNOWN, SIGNATURE_WITHDRAWN, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<WithdrawSignatureResponse> WithdrawSignature(WithdrawSignatureRequest request, ServerCallContext context)
    {
        var faults = new Faults();
        CheckReason(request.Reason, faults);
        Refuse(faults);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var cancel = context.CancellationToken;
            await db.LockRostersSharedAsync(cancel);
            var signature = Guid.TryParse(request.SignatureId, out var id) ? await db.FindSignatureAsync(id, cancel) : null;
            if (signature is null || !Caller.Of(context).Office.Covers(signature.RegionCode))
            {
                throw PledgeRefusals.SignatureUnknown();
            }

            var factId = Guid.CreateVersion7();
            if (!await db.NoteWithdrawalAsync(factId, signature, request.Reason.Trim(), Caller.Of(context).Office, clock.Now(), cancel))
            {
                throw PledgeRefusals.SignatureWithdrawn();
            }

            return new WithdrawSignatureResponse { FactId = factId.ToString() };
        });
    }

    private static void CheckReason(string reason, Faults faults) =>
        faults.Unless(reason.Trim().Length is > 0 and <= MaxReason, "reason", $"Alasan harus diisi, paling banyak {MaxReason} karakter.");

    private static void Refuse(Faults faults)
    {
        if (faults.Any)
        {
            throw PledgeRefusals.FactInvalid(faults.Found);
        }
    }
}
