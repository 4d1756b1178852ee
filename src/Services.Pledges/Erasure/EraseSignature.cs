using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;
using Npgsql;

namespace Netralitas.Services.Pledges.Erasure;

internal sealed partial class ErasureEndpoint
{
    private const int MaxDecision = 100;

    /// <summary>Erases what was recorded of a signature, and has the public log tell that it was, in one transaction.</summary>
    /// <remarks>
    /// When this returns, signer, office, mandate, nonce and record are gone from the tables and do not come back by a crash. The signature stays counted in its
    /// declaration; the coverage, which counts people, no longer counts it. What was typed of it on an attested list goes with it, and the scan of the list with the last of its signatures. Of two erasures at once the second waits and is told.
    /// Law: UU 27/2022 art. 42 and 43 [LAW-PDP-01]; art. 44, and never while legal proceedings last [LAW-PDP-02].
    /// </remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, ERASURE_INVALID, SIGNATURE_UNKNOWN, SIGNATURE_NOT_LOGGED, SIGNATURE_ALREADY_ERASED, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Central)]
    public override async Task<EraseSignatureResponse> EraseSignature(EraseSignatureRequest request, ServerCallContext context)
    {
        var faults = new Faults();
        var decision = request.DecisionNumber.Trim();
        faults.Unless(BasisOf(request.Basis) is not null, "basis", "Pilih dasar penghapusan: tujuan selesai, permintaan pemilik data, atau masa penyimpanan berakhir.");
        faults.Unless(decision.Length is > 0 and <= MaxDecision, "decision_number", $"Isi nomor keputusan penghapusan, paling banyak {MaxDecision} karakter, tanpa nama orang.");
        faults.Unless(request.NoProceedings, "no_proceedings", "Pastikan lebih dahulu bahwa catatan ini tidak terkait proses hukum, lalu isi true.");
        if (faults.Any)
        {
            throw PledgeRefusals.ErasureInvalid(faults.Found);
        }

        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            if (!Guid.TryParse(request.SignatureId, out var signature))
            {
                throw PledgeRefusals.SignatureUnknown();
            }

            await db.LockRostersAsync(context.CancellationToken);
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            var outcome = await RecordErasure.EraseAsync(connection, signature, BasisOf(request.Basis)!, decision, clock.Now(), context.CancellationToken);
            if (RefusalOf(outcome) is { } refusal)
            {
                throw refusal;
            }

            await db.TakeErasedOutOfCoverageAsync(signature, context.CancellationToken);
            await db.EraseTypedRowsAsync(signature, context.CancellationToken);
            await db.ForgetListsOfAsync(signature, context.CancellationToken);
            await db.Database.ExecuteSqlAsync($"select pledges.erase_signature({signature})", context.CancellationToken);
            return new EraseSignatureResponse { SignatureId = signature.ToString() };
        });
    }

    private static RefusalException? RefusalOf(ErasureOutcome outcome) => outcome switch
    {
        ErasureOutcome.Erased => null,
        ErasureOutcome.Unknown => PledgeRefusals.SignatureUnknown(),
        ErasureOutcome.NotLogged => PledgeRefusals.SignatureNotLogged(),
        ErasureOutcome.ErasedBefore => PledgeRefusals.SignatureAlreadyErased(),
    };

    // What the tombstone commits to; never renamed.
    private static string? BasisOf(ErasureBasis basis) => basis switch
    {
        ErasureBasis.PurposeEnded => "purpose-ended",
        ErasureBasis.SubjectRequest => "subject-request",
        ErasureBasis.RetentionEnded => "retention-ended",
        _ => null,
    };
}
