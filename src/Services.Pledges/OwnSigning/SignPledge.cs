using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Storage;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.OwnSigning;

internal sealed partial class OwnSignatureEndpoint
{
    private const string NumberClaim = "nip";

    /// <summary>Signs the text of an open session.</summary>
    /// <remarks>
    /// When this returns, the signature survives a crash, the public log has promised its entry, and one <see cref="PledgesRecorded"/> is published at least once. The same request again gets the first answer; of
    /// one person on two devices one signature is recorded. No row of the declaration is written: signers do not wait for each other.
    /// </remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, SIGNATURES_INVALID, SESSION_CODE_WRONG, SIGNER_NOT_YOURSELF, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Signatory)]
    public override async Task<SignPledgeResponse> SignPledge(SignPledgeRequest request, ServerCallContext context)
    {
        var now = clock.Now();
        var row = Read(request, IndonesianTimeZone.Wit.LocalDate(now));
        var own = context.GetHttpContext().User.FindFirst(NumberClaim)?.Value;
        if (own is not null && own != row.Number)
        {
            throw PledgeRefusals.SignerNotYourself();
        }

        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var cancel = context.CancellationToken;
            // Looked at here, so that who sends again a minute later still gets the first answer.
            var declaration = IsShown(request.DeclarationId, request.SessionCode, now, out var id) ? await db.HoldDeclarationAsync(id, cancel) : null;
            if (declaration?.PledgeTextId is null || !DeclarationLife.Allows(declaration.Status, RollChange.SignOnDevice))
            {
                throw PledgeRefusals.SessionCodeWrong();
            }

            var origin = SignatureOrigin.Of(id, declaration, SigningMethod.Device);
            var (all, promise) = await db.InsertSignaturesAsync(personal, promises, origin, [row], now, cancel);
            var recorded = all.Single();
            if (recorded.IsRecorded)
            {
                var added = new SignatureTotals(1, 1);
                await db.AddToTalliesAsync(id, added, cancel);
                await db.AnnounceAsync(id, added, [recorded], now, cancel);
            }

            return new SignPledgeResponse { WasSigned = !recorded.IsRecorded, IsOnRoster = recorded.IsOnRoster, PromiseId = promise?.ToString() ?? "" };
        });
        Failpoint.Reach("own.after_commit_before_reply");
        var receipts = await Receipts.ReadAsync(db, answer.PromiseId, context.CancellationToken);
        answer.Receipt = receipts.Each.SingleOrDefault();
        answer.Promise = answer.Receipt is null ? "" : receipts.Promise;
        return answer;
    }

    private static SignatureRow Read(SignPledgeRequest request, DateOnly today)
    {
        var faults = new Faults();
        faults.Unless(request.Confirms, "confirms", "Baca teksnya, lalu nyatakan bahwa Anda menandatanganinya.");
        faults.Unless(request.SignerName.Trim().Length > 0, "signer_name", "Isi nama Anda.");
        faults.Unless(request.SignerNumber.Trim().Length > 0, "signer_number", "Isi NIP atau NI PPPK Anda.");
        faults.Unless(request.Position.Trim().Length > 0, "position", "Isi jabatan Anda.");
        faults.Unless(request.Agency.Trim().Length > 0, "agency", "Isi unit kerja Anda.");
        var signature = new Wire.Signature
        {
            SignerName = request.SignerName,
            SignerNumber = request.SignerNumber,
            Position = request.Position,
            Agency = request.Agency,
            Tenure = request.Tenure,
        };
        var row = SignatureList.ReadOne(signature, "", today, faults);
        return faults.Any ? throw PledgeRefusals.SignaturesInvalid([.. faults.Found.Select(fault => fault with { Field = fault.Field.TrimStart('.') })]) : row;
    }
}
