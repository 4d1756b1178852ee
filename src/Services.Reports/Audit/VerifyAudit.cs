using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Audit;

internal sealed partial class AuditEndpoint
{
    /// <summary>Whether a chain is whole, by its entries, its head and the newest signed list. Reads only, in constant memory.</summary>
    /// <exception cref="RefusalException">AUDIT_CHAIN_UNKNOWN.</exception>
    [Authorize(Roles = Roles.Auditor)]
    public override async Task<VerifyAuditResponse> VerifyAudit(VerifyAuditRequest request, ServerCallContext context)
    {
        var (chain, cancel) = (ChainOf(request.Office, Caller.Of(context)), context.CancellationToken);
        // Head and list first: the chain only grows, so both are in what is read after them.
        var head = await db.AuditHeads.AsNoTracking().SingleOrDefaultAsync(h => h.Office == chain, cancel);
        var list = await AuditHeads.NewestAsync(db, cancel);
        var isSigned = list is null || AuditSigner.Holds(list);
        var signed = list is null ? null : AuditHeadsText.Find(list.Text, chain);
        var (count, last, brokenAt) = (0L, AuditChain.Beginning, 0L);
        await foreach (var entry in In(chain).OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (!AuditChain.Follows(entry, count, last) || !IsAsIn(head, entry) || !IsAsIn(signed, entry))
            {
                brokenAt = count + 1;
                break;
            }

            (count, last) = (entry.Sequence, entry.Hash);
        }

        // Cut off at its end, so that what is left is whole.
        if (brokenAt == 0 && (count < (head?.Sequence ?? 0) || count < (signed?.Sequence ?? 0) || !isSigned))
        {
            brokenAt = count + 1;
        }

        var answer = new VerifyAuditResponse { Office = chain, IsIntact = brokenAt == 0, Entries = count, BrokenAt = brokenAt, Head = ByteString.CopyFrom(last), Text = TextOf(count, brokenAt) };
        if (signed is not null)
        {
            answer.HeadsSignedAt = list!.At.ToTimestamp();
        }

        return answer;
    }

    private static bool IsAsIn(AuditHead? head, AuditEntry entry) => head?.Sequence != entry.Sequence || head.Hash.AsSpan().SequenceEqual(entry.Hash);

    private static string TextOf(long count, long brokenAt) => brokenAt == 0
        ? $"Catatan utuh: {count} entri, tidak ada yang hilang, berubah, atau dipindahkan."
        : $"Catatan tidak utuh mulai entri nomor {brokenAt}: ada yang hilang, berubah, atau dipindahkan. Laporkan kepada Bawaslu pusat.";
}
