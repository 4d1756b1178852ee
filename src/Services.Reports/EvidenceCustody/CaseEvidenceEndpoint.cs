using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.EvidenceCustody;

/// <summary>Evidence for the officers of a case. One file for each RPC.</summary>
internal sealed partial class CaseEvidenceEndpoint(
    ReportsDb db, CaseFiles cases, EvidenceOpenings openings, EvidenceFileParts parts, SealingKeys sealing, RequestLedger ledger, TimeProvider clock) : CaseEvidenceService.CaseEvidenceServiceBase
{
    private const int LongestName = 255;
    private const int LongestText = 2000;

    // In the open transaction, after everyone who does something to the same case.
    private async Task<CustodyEntry> AddEntryAsync(EvidenceItem item, CustodyAct act, Caller caller, string? place, string? note, int? expectedLength, CancellationToken cancel)
    {
        var earlier = await db.CustodyEntries.AsNoTracking().Where(c => c.ItemId == item.Id).OrderBy(c => c.Entry).Select(c => new { c.Act, c.At }).ToListAsync(cancel);
        if (expectedLength is { } expected && expected != earlier.Count)
        {
            throw CustodyRefusals.CustodyChanged(earlier.Count);
        }

        var state = CustodyLife.Of(earlier.Select(entry => entry.Act));
        var now = clock.Now();
        var entry = new CustodyEntry
        {
            ItemId = item.Id,
            Entry = earlier.Count + 1,
            Act = CustodyLife.After(state, act) is null ? throw CustodyRefusals.CustodyStepNotAllowed() : act,
            // Never before what happened earlier, whatever the clocks of replicas say.
            At = earlier.Count > 0 && earlier[^1].At > now ? earlier[^1].At : now,
            Office = caller.Office.ToString(),
            Person = caller.Subject,
            Place = place,
            Note = note,
        };
        db.CustodyEntries.Add(entry);
        return entry;
    }

    private static IEnumerable<FieldFault> FaultsOf(string field, string text, int longest, bool isNeeded)
    {
        if (text.Length > longest || (isNeeded && !ReportWords.Any(text)))
        {
            yield return new FieldFault(field, isNeeded ? $"Isi dengan 1 sampai {longest} karakter." : $"Paling panjang {longest} karakter.");
        }
    }
}
