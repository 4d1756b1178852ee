using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Rolls;
using Netralitas.Services.Pledges.Storage;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    private const int MaxCorrection = 500;

    /// <summary>Writes a correction beside a sealed roll, with an entry of its own in the public log.</summary>
    /// <remarks>When this returns, it survives a crash, and the log has promised its entry. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, CORRECTION_INVALID, DECLARATION_UNKNOWN, DECLARATION_NOT_SEALED, DECLARATION_CHANGED, REGION_OUTSIDE_OFFICE, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<CorrectRollResponse> CorrectRoll(CorrectRollRequest request, ServerCallContext context)
    {
        var faults = new Faults();
        foreach (var (field, words) in new[] { ("wrong", request.Wrong), ("right", request.Right), ("basis", request.Basis) })
        {
            faults.Unless(words.Trim().Length is > 0 and <= MaxCorrection, field, $"Harus diisi, paling banyak {MaxCorrection} karakter.");
        }

        if (faults.Any)
        {
            throw PledgeRefusals.CorrectionInvalid(faults.Found);
        }

        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var declaration = await LockOwnAsync(request.DeclarationId, request.ExpectedStateVersion, context);
            PledgeRefusals.Require(declaration.Status, RollChange.Correct);
            var number = await db.RollCorrections.CountAsync(c => c.DeclarationId == declaration.Id, context.CancellationToken) + 1;
            var correction = new RollCorrection
            {
                DeclarationId = declaration.Id,
                Number = number,
                EntryId = Guid.CreateVersion7(),
                Wrong = request.Wrong.Trim(),
                Right = request.Right.Trim(),
                Basis = request.Basis.Trim(),
                RecordedBy = Caller.Of(context).Office.ToString(),
                RecordedAt = clock.Now(),
            };
            db.RollCorrections.Add(correction);
            await db.CommitToAsync(promises, correction.EntryId.Value, CommitmentKind.Roll, CorrectionRecord.Encode(correction), correction.RecordedAt, context.CancellationToken);
            declaration.StateVersion++;
            return new CorrectRollResponse { Number = number, State = StateOf(declaration) };
        });
    }
}
