using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Personal;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Papers;

/// <summary>Receipts and certificates on paper, for who holds a receipt; and checking them, for anyone. One file for each RPC.</summary>
internal sealed partial class PaperEndpoint(PledgesDb db, EntryProofs proofs, PersonalData personal, PaperNumbers numbers) : PaperService.PaperServiceBase
{
    private const string Pdf = "application/pdf";

    /// <summary>A signature and what stands around it.</summary>
    private sealed record Signed(Signature Signature, Declaration Declaration, PledgeText Text)
    {
        internal string RegionName => RegionDirectory.Find(RegionCode.Parse(Declaration.RegionCode))?.FullName ?? "";
    }

    /// <summary>What the holder of a receipt may print.</summary>
    /// <exception cref="RefusalException">PROOF_NOT_FOUND, SIGNATURE_ALREADY_ERASED.</exception>
    private async Task<(EntryStanding Standing, Signed Signed)> OfHolderAsync(string signatureId, ReadOnlyMemory<byte> secret, CancellationToken cancel)
    {
        var standing = Guid.TryParse(signatureId, out var id) ? await proofs.FindAsync(id, secret, cancel) : null;
        var signed = standing is null ? null : await FindAsync(id, cancel);
        if (standing is null || signed is null)
        {
            throw PledgeRefusals.ProofNotFound();
        }

        return standing.State is EntryState.Erased ? throw PledgeRefusals.SignatureAlreadyErased() : (standing, signed);
    }

    private async Task<Signed?> FindAsync(Guid id, CancellationToken cancel)
    {
        var found = await (
            from signature in db.Set<Signature>().AsNoTracking()
            join declaration in db.Declarations.AsNoTracking() on signature.DeclarationId equals declaration.Id
            join text in db.PledgeTexts.AsNoTracking() on declaration.PledgeTextId equals text.Id
            where signature.Id == id
            select new { signature, declaration, text }).SingleOrDefaultAsync(cancel);
        return found is null ? null : new Signed(found.signature, found.declaration, found.text);
    }

    private Task<bool> IsWithdrawnAsync(Guid signature, CancellationToken cancel) =>
        db.Database.SqlQuery<bool>($"""select exists (select from pledges.pledge_facts where kind = 'Withdrawn' and signature_id = {signature}) as "Value" """).SingleAsync(cancel);
}
