using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Signing;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.OwnSigning;

internal sealed partial class OwnSignatureEndpoint
{
    /// <summary>Signs the text of an open session.</summary>
    /// <remarks>
    /// When this returns, the signature survives a crash, the public log has promised its entry, and one <see cref="Contracts.Pledges.V2.PledgeSigned"/> is published at least once. The same request again gets the
    /// first answer; of one person on two devices one signature is recorded. No row of the declaration is written; signatures that come together share a commit, and each has an event of its own.
    /// </remarks>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID, SIGNATURES_INVALID, SESSION_CODE_WRONG, ACCOUNT_WITHOUT_NUMBER, SIGNER_NOT_YOURSELF, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Signatory)]
    public override async Task<SignPledgeResponse> SignPledge(SignPledgeRequest request, ServerCallContext context)
    {
        var now = clock.Now();
        var today = IndonesianTimeZone.Wit.LocalDate(now);
        var own = OwnNumber.Of(context.GetHttpContext().User, today) ?? throw PledgeRefusals.AccountWithoutNumber();
        var row = Read(request, today);
        if (own != row.Number)
        {
            throw PledgeRefusals.SignerNotYourself();
        }

        // Whether the code is shown is judged after whether the request was answered: who sends again a minute later still gets the first answer.
        var seesCode = IsShown(request.DeclarationId, request.SessionCode, now, out var declarationId);
        var signature = new OwnSignature(LedgerRequest.Of(request.RequestId, request, context), declarationId, seesCode, row, personal.IndexOfNumber(row.Number), System.Diagnostics.Activity.Current?.Id);
        calls.Begin();
        try
        {
            var outcome = await signing.RecordAsync(signature, context.CancellationToken);
            return outcome.Refusal is { } refusal ? throw refusal : await WithReceiptAsync(outcome, context.CancellationToken);
        }
        finally
        {
            calls.End();
        }
    }

    private async Task<SignPledgeResponse> WithReceiptAsync(OwnOutcome outcome, CancellationToken cancel)
    {
        var answer = outcome.Answer!;
        if (!Guid.TryParse(answer.PromiseId, out var id))
        {
            return answer;
        }

        var receipts = outcome.Proof is { } proof ? Receipts.OfOne(promises, id, proof) : await Receipts.ReadOneAsync(db, promises, personal, id, cancel);
        answer.Receipt = receipts.Each.SingleOrDefault();
        answer.Promise = receipts.Promise;
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
