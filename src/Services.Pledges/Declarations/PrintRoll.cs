using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Documents;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Papers;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Declarations;

internal sealed partial class DeclarationEndpoint
{
    // Some 170 pages.
    private const int MaxPrinted = 5_000;

    /// <summary>The roll of a declaration as pages, with the number by which anyone checks the paper. Numbers of employees are not on it.</summary>
    /// <exception cref="RefusalException">DECLARATION_UNKNOWN, REGION_OUTSIDE_OFFICE, ROLL_TOO_LONG.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<PrintRollResponse> PrintRoll(PrintRollRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var declaration = (Guid.TryParse(request.DeclarationId, out var id) ? await db.Declarations.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancel) : null)
            ?? throw PledgeRefusals.DeclarationUnknown();
        OwnRegion.Require(declaration.RegionCode, context);
        var signatures = await db.Set<Signature>().AsNoTracking().Where(s => s.DeclarationId == id).OrderBy(s => s.Id).Take(MaxPrinted + 1).ToListAsync(cancel);
        if (signatures.Count > MaxPrinted)
        {
            throw PledgeRefusals.RollTooLong(MaxPrinted);
        }

        // As it was when it was read: what is sealed in between has the number of an open roll.
        var isSealed = declaration.Status is DeclarationStatus.Sealed;
        var number = papers.Of(isSealed ? NumberedPaper.SealedRoll : NumberedPaper.OpenRoll, id);
        var printed = new PrintedRoll(
            declaration, await db.PledgeTexts.Where(t => t.Id == declaration.PledgeTextId).Select(t => t.Title).SingleOrDefaultAsync(cancel) ?? "", signatures,
            await db.RollCorrections.AsNoTracking().Where(c => c.DeclarationId == id).OrderBy(c => c.Number).ToListAsync(cancel), isSealed ? await db.FindRollAsync(id, cancel) : null, number, papers.CodeOf(number));
        var content = PrintedDocument.Make("Daftar Deklarasi Netralitas", $"Nomor {number}", printed.Write);
        return new PrintRollResponse { Content = UnsafeByteOperations.UnsafeWrap(content), ContentType = "application/pdf", FileName = $"daftar-deklarasi-{id:N}.pdf", Number = number };
    }
}
