using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Papers;

internal sealed partial class PaperEndpoint
{
    /// <summary>Whether the name on a certificate is the one that was recorded. Whoever asks has the certificate before them: its number cannot be guessed.</summary>
    /// <exception cref="RefusalException">PAPER_UNKNOWN.</exception>
    [AllowAnonymous]
    public override async Task<ComparePaperResponse> ComparePaper(ComparePaperRequest request, ServerCallContext context)
    {
        if (numbers.Read(request.Number) is not { } paper)
        {
            throw PledgeRefusals.PaperUnknown();
        }

        var signed = paper.Paper is NumberedPaper.Certificate ? await FindAsync(paper.Id, context.CancellationToken) : null;
        var shown = WordKey.Of(request.ShownName);
        return new ComparePaperResponse { Matches = shown.Length > 0 && signed is not null && shown == WordKey.Of(PaperWords.Signer(signed.Signature)) };
    }
}
