using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Invitations;
using Netralitas.Services.Pledges.Rosters;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.InvitedSigning;

internal sealed partial class InvitedSignatureEndpoint
{
    /// <summary>Signs with an invitation, and uses it up.</summary>
    /// <remarks>
    /// When this returns, the signature survives a crash, the public log has promised its entry, and one <see cref="Contracts.Pledges.V2.PledgeSigned"/> is published at least once. The same request again gets the first answer;
    /// of two calls at once with one invitation, one signs and the other is refused.
    /// </remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, SIGNATURES_INVALID, INVITATION_UNKNOWN, INVITATION_NOT_OPEN, DECLARATION_NOT_OPEN, DECLARATION_SEALED, SIGNER_NOT_INVITED, REQUEST_ID_REUSED.
    /// </exception>
    [AllowAnonymous]
    public override async Task<SignInvitationResponse> SignInvitation(SignInvitationRequest request, ServerCallContext context)
    {
        var now = clock.Now();
        var number = Read(request, IndonesianTimeZone.Wit.LocalDate(now));
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var cancel = context.CancellationToken;
            var invitation = await db.LockInvitationAsync(HashOf(request.InvitationCode), cancel) ?? throw PledgeRefusals.InvitationUnknown();
            if (StateOf(invitation, now) is not InvitationState.Open and var state)
            {
                throw PledgeRefusals.InvitationNotOpen(InvitationStates.Words(state));
            }

            var declaration = await db.HoldDeclarationAsync(invitation.DeclarationId, cancel) ?? throw PledgeRefusals.InvitationUnknown();
            PledgeRefusals.Require(declaration.Status, RollChange.SignOnDevice);
            if (invitation.Sealed is not { } person || invitation.PersonIndex != personal.IndexOfNumber(number))
            {
                throw PledgeRefusals.SignerNotInvited();
            }

            var row = new SignatureRow(personal.OpenText(RosterStaging.Purpose, person).Split('\n')[0], number, invitation.Position, invitation.Agency, OfficeTenure.Unspecified, "", "");
            var promise = await SignAsync(SignatureOrigin.Of(invitation.DeclarationId, declaration, SigningMethod.Invitation), row, now, cancel);
            await db.UseInvitationAsync(invitation.Id, now, cancel);
            return new SignInvitationResponse { WasSigned = promise is null, PromiseId = promise?.ToString() ?? "" };
        });
        Failpoint.Reach("invited.after_commit_before_reply");
        var receipts = await Receipts.ReadAsync(db, answer.PromiseId, context.CancellationToken);
        answer.Receipt = receipts.Each.SingleOrDefault();
        answer.Promise = answer.Receipt is null ? "" : receipts.Promise;
        return answer;
    }

    private async Task<Guid?> SignAsync(SignatureOrigin origin, SignatureRow row, DateTimeOffset now, CancellationToken cancel)
    {
        var (recorded, promise) = await db.InsertSignaturesAsync(personal, promises, origin, [row], now, cancel);
        if (recorded.Single().IsRecorded)
        {
            await db.AddToTalliesAsync(origin.DeclarationId, new SignatureTotals(1, 1), cancel);
            await db.AnnounceOneAsync(origin.DeclarationId, recorded.Single().Id, now, cancel);
        }

        return promise;
    }

    private static string Read(SignInvitationRequest request, DateOnly today)
    {
        var faults = new Faults();
        faults.Unless(request.Confirms, "confirms", "Baca teksnya, lalu nyatakan bahwa Anda menandatanganinya.");
        var isWellFormed = EmployeeNumber.TryParse(request.SignerNumber, today, out var number, out var fault);
        faults.Unless(isWellFormed, "signer_number", fault ?? "");
        return faults.Any ? throw PledgeRefusals.SignaturesInvalid(faults.Found) : number.Digits;
    }
}
