using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.Custody;

internal sealed partial class CustodyEndpoint
{
    private const int MessageBytes = 64 * 1024;

    /// <summary>An original, bit for bit, for the two custodians of an approved opening. Before its first byte is sent, that it was read survives a crash, with the opening and in the chain of custody.</summary>
    /// <remarks>One part of 1 MiB is in memory. What was changed in the store is not sent: the call ends with INTERNAL_ERROR where the change begins.</remarks>
    /// <exception cref="RefusalException">OPENING_UNKNOWN, OPENING_NOT_APPROVED, OPENING_OVER, IDENTITY_KEY_MISSING; nothing is recorded then. EVIDENCE_UNAVAILABLE.</exception>
    [Authorize(Roles = Roles.Custodian)]
    public override async Task DownloadOriginal(DownloadOriginalRequest request, IServerStreamWriter<DownloadOriginalResponse> responseStream, ServerCallContext context)
    {
        var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
        var opening = await FindAsync(request.OpeningId, caller, cancel);
        var number = opening.Evidence ?? throw CustodyRefusals.OpeningUnknown();
        var approval = await ReadableAsync(opening, caller, cancel);
        var item = await evidence.FindAsync(opening.ReportId, number, cancel);
        await using var content = await OpenAsync(item, cancel);
        var entry = await RecordReadingAsync(item, approval, caller, cancel);
        await responseStream.WriteAsync(new DownloadOriginalResponse
        {
            File = new OriginalFile
            {
                Name = evidence.LabelOf(item).Name,
                MediaType = item.MediaType,
                SizeBytes = item.SizeBytes,
                Sha256 = ByteString.CopyFrom(item.Sha256),
                Disposition = "attachment",
                CustodyEntry = entry,
            },
        }, cancel);
        var buffer = new byte[MessageBytes];
        for (var left = item.SizeBytes; left > 0;)
        {
            var taken = buffer.AsMemory(0, (int)Math.Min(buffer.Length, left));
            await content.ReadExactlyAsync(taken, cancel);
            await responseStream.WriteAsync(new DownloadOriginalResponse { Data = ByteString.CopyFrom(taken.Span) }, cancel);
            left -= taken.Length;
        }
    }

    private async Task<Stream> OpenAsync(EvidenceItem item, CancellationToken cancel)
    {
        var file = item.OriginalFileId!.Value;
        byte[] key;
        try
        {
            key = FileKeys.Open(custodians, file, await db.EvidenceFileKeys.AsNoTracking().Where(k => k.FileId == file).ToListAsync(cancel));
        }
        catch (OpeningKeyMissingException)
        {
            throw CustodyRefusals.KeyMissing();
        }

        var content = await parts.OpenAsync(file, item.SizeBytes, key, cancel);
        CryptographicOperations.ZeroMemory(key);
        return content;
    }

    private async Task<int> RecordReadingAsync(EvidenceItem item, OpeningApproval approval, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.LineUpAsync(LineUpValue.Of(item.ReportId), cancel);
        var earlier = await db.CustodyEntries.AsNoTracking().Where(c => c.ItemId == item.Id).OrderBy(c => c.Entry).ToListAsync(cancel);
        var now = clock.Now();
        db.OpeningReadings.Add(new OpeningReading { Id = Guid.CreateVersion7(), OpeningId = approval.OpeningId, ReadBy = caller.Subject, ReadAt = now });
        db.CustodyEntries.Add(new CustodyEntry
        {
            ItemId = item.Id,
            Entry = earlier.Count + 1,
            Act = CustodyAct.OriginalOpened,
            At = earlier.Count > 0 && earlier[^1].At > now ? earlier[^1].At : now,
            Office = caller.Office.ToString(),
            Person = caller.Subject,
            Place = null,
            Note = null,
        });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        Failpoint.Reach("original.after_commit_before_send");
        return earlier.Count + 1;
    }
}
