using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    /// <summary>Adds entries to a roll that is not sealed, and to the note of what proves the event.</summary>
    /// <remarks>When this returns, they survive a crash. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, DECLARATION_INVALID, DECLARATION_UNKNOWN, DECLARATION_SEALED, DECLARATION_CHANGED, REGION_OUTSIDE_OFFICE, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<AddParticipantsResponse> AddParticipants(AddParticipantsRequest request, ServerCallContext context)
    {
        var faults = new Faults();
        faults.Unless(request.Participants.Count > 0 || request.EvidenceNote.Trim().Length > 0, "participants", "Isi sedikitnya satu peserta atau catatan bukti.");
        DeclarationForm.CheckParticipants(request.Participants, faults);
        Refuse(faults);
        return await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var declaration = await LockOwnAsync(request.DeclarationId, request.ExpectedStateVersion, context);
            PledgeRefusals.Require(declaration.Status, RollChange.AddParticipants);
            var note = $"{declaration.EvidenceNote}\n{request.EvidenceNote.Trim()}".Trim();
            DeclarationForm.CheckEvidenceNote(note, faults);
            faults.Unless(declaration.Participants.Count + request.Participants.Count <= DeclarationForm.MaxParticipants,
                "participants", $"Daftar memuat paling banyak {DeclarationForm.MaxParticipants} entri.");
            Refuse(faults);
            declaration.EvidenceNote = note;
            List<Participant> added = [.. request.Participants.Select(DeclarationForm.ToParticipant)];
            declaration.Participants.AddRange(added);
            if (declaration.Status is not DeclarationStatus.Planned)
            {
                await db.CountPresentAsync(declaration, added, context.CancellationToken);
            }

            declaration.StateVersion++;
            return new AddParticipantsResponse { State = StateOf(declaration) };
        });
    }

    private static void Refuse(Faults faults)
    {
        if (faults.Any)
        {
            throw PledgeRefusals.DeclarationInvalid(faults.Found);
        }
    }
}
