using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;
using Wire = Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.EvidenceCustody;

/// <summary>Evidence as officers see it, opened with the keys of offices and central Bawaslu.</summary>
internal sealed class EvidenceOpenings(ReportsDb db, OpeningKeys keys)
{
    /// <summary>All evidence of a report, by its number.</summary>
    internal async Task<IReadOnlyList<Wire.CaseEvidence>> OfAsync(Guid reportId, CancellationToken cancel)
    {
        var items = await db.EvidenceItems.AsNoTracking().Where(e => e.ReportId == reportId).OrderBy(e => e.Number).ToListAsync(cancel);
        var custody = (await db.CustodyEntries.AsNoTracking().Join(db.EvidenceItems.Where(e => e.ReportId == reportId), c => c.ItemId, e => e.Id, (entry, _) => entry).ToListAsync(cancel))
            .OrderBy(entry => entry.Entry).ToLookup(entry => entry.ItemId);
        return [.. items.Select(item => EvidenceOf(item, [.. custody[item.Id]]))];
    }

    /// <summary>A piece of evidence of a report.</summary>
    /// <exception cref="RefusalException">EVIDENCE_UNKNOWN.</exception>
    internal async Task<EvidenceItem> FindAsync(Guid reportId, int number, CancellationToken cancel) =>
        await db.EvidenceItems.AsNoTracking().SingleOrDefaultAsync(e => e.ReportId == reportId && e.Number == number, cancel) ?? throw CustodyRefusals.EvidenceUnknown();

    /// <summary>What people wrote of it.</summary>
    internal EvidenceLabel LabelOf(EvidenceItem item) => EvidenceLabel.Open(keys, item.Id, item.Label);

    /// <summary>The key of a file; to be cleared.</summary>
    /// <returns>Null when no office may read it.</returns>
    internal async Task<byte[]?> KeyOfAsync(Guid file, CancellationToken cancel) =>
        FileKeys.Open(keys, file, await db.EvidenceFileKeys.AsNoTracking().Where(k => k.FileId == file).ToListAsync(cancel));

    private Wire.CaseEvidence EvidenceOf(EvidenceItem item, IReadOnlyList<CustodyEntry> custody)
    {
        var label = LabelOf(item);
        return new Wire.CaseEvidence
        {
            Summary = new EvidenceSummary
            {
                Evidence = item.Number,
                Kind = item.Kind,
                Name = label.Name,
                MediaType = item.MediaType,
                SizeBytes = item.SizeBytes,
                Sha256 = ByteString.CopyFrom(item.Sha256),
                StateText = EvidenceTexts.OnState(item, CustodyLife.Of(custody.Select(entry => entry.Act))),
                CustodyLength = custody.Count,
                IsByReporter = item.Office is null,
                ReceivedAt = item.ReceivedAt.ToTimestamp(),
            },
            Description = label.Description,
            DeclaredSha256 = ByteString.CopyFrom(item.DeclaredSha256),
            CopySha256 = ByteString.CopyFrom(item.CopySha256),
            CopySizeBytes = item.CopySizeBytes,
            Pixels = item.Pixels,
            Mark = label.Mark,
            Source = item.Source,
            KeptAt = custody.LastOrDefault(entry => entry.Place is not null)?.Place ?? "",
            Custody = { custody.Select(Record) },
        };
    }

    private static CustodyRecord Record(CustodyEntry entry) => new()
    {
        Entry = entry.Entry,
        Act = entry.Act,
        At = entry.At.ToTimestamp(),
        Office = entry.Office ?? "",
        Person = entry.Person ?? "",
        Place = entry.Place ?? "",
        Note = entry.Note ?? "",
    };
}
