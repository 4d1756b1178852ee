using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Papers;

internal sealed partial class PaperEndpoint
{
    /// <summary>What stands behind the number of a paper; it names nobody.</summary>
    /// <exception cref="RefusalException">PAPER_UNKNOWN.</exception>
    [AllowAnonymous]
    public override async Task<GetPaperResponse> GetPaper(GetPaperRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var answer = numbers.Read(request.Number) switch
        {
            { Paper: NumberedPaper.Certificate, Id: var id } => await OfCertificateAsync(id, cancel),
            { Paper: var roll, Id: var id } => await OfRollAsync(roll, id, cancel),
            null => null,
        };
        return answer ?? throw PledgeRefusals.PaperUnknown();
    }

    private async Task<GetPaperResponse?> OfCertificateAsync(Guid id, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { } signed)
        {
            return null;
        }

        var answer = Of(PaperKind.Certificate, signed.Declaration, signed.Text.Title);
        answer.IsOnBehalf = signed.Signature.Represented.Length > 0;
        (answer.State, answer.StateText) = await StateOfAsync(id, cancel);
        return answer;
    }

    private async Task<GetPaperResponse?> OfRollAsync(NumberedPaper paper, Guid id, CancellationToken cancel)
    {
        if (await db.Declarations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel) is not { } declaration)
        {
            return null;
        }

        var text = await db.PledgeTexts.Where(t => t.Id == declaration.PledgeTextId).Select(t => t.Title).SingleOrDefaultAsync(cancel);
        var answer = Of(PaperKind.Roll, declaration, text ?? "");
        var isCorrected = await db.RollCorrections.AnyAsync(c => c.DeclarationId == id, cancel);
        (answer.State, answer.StateText) = PrintedRollState.Of(paper, declaration.Status, isCorrected);
        // Not beside what was printed before: nothing on that paper answers to it.
        if (answer.State is not PaperState.Earlier && await db.FindRollAsync(id, cancel) is { } roll)
        {
            answer.RollRoot = UnsafeByteOperations.UnsafeWrap(roll.Root);
        }

        return answer;
    }

    private async Task<(PaperState State, string Words)> StateOfAsync(Guid signature, CancellationToken cancel)
    {
        var isErased = (await db.Database.SqlQuery<bool>($"""select exists (select from log.erasure where subject = {signature}) as "Value" """).ToListAsync(cancel)).Single();
        return isErased ? (PaperState.Erased, "Isi tanda tangan ini telah dihapus, sehingga sertifikatnya tidak dapat diperiksa lagi.")
            : await IsWithdrawnAsync(signature, cancel) ? (PaperState.Withdrawn, "Tanda tangan ini telah ditarik. Sertifikat ini tidak berlaku lagi.")
            : (PaperState.Valid, "Sertifikat ini berlaku: tanda tangannya tercatat.");
    }

    private static GetPaperResponse Of(PaperKind kind, Declaration declaration, string textTitle) => new()
    {
        Kind = kind,
        Title = declaration.Title,
        RegionFullName = RegionDirectory.Find(RegionCode.Parse(declaration.RegionCode))?.FullName ?? "",
        HeldOn = declaration.HeldOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        PledgeTextTitle = textTitle,
    };
}
