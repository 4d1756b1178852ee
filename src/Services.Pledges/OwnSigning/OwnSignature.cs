using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Signing;

namespace Netralitas.Services.Pledges.OwnSigning;

/// <summary>A signature by its signer that is to be recorded.</summary>
/// <param name="Request">As the ledger knows it.</param>
/// <param name="DeclarationId">The session.</param>
/// <param name="SeesCode">Whether the signer typed the code that is shown in the hall.</param>
/// <param name="Row">Who signs; with a number.</param>
/// <param name="Person">Blind index of the number.</param>
/// <param name="TraceParent">The call.</param>
internal sealed record OwnSignature(LedgerRequest Request, Guid DeclarationId, bool SeesCode, SignatureRow Row, Guid Person, string? TraceParent);

/// <summary>What became of one.</summary>
/// <param name="Answer">The answer, without receipt and promise; null when it was refused.</param>
/// <param name="Refusal">Why it was not recorded.</param>
/// <param name="Proof">What opens the new entry; null of a request that was answered before, and of who had signed.</param>
internal sealed record OwnOutcome(SignPledgeResponse? Answer, ServiceDefaults.RefusalException? Refusal, PledgeRecord? Proof)
{
    internal static OwnOutcome Refused(ServiceDefaults.RefusalException refusal) => new(null, refusal, null);
}
