using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.EvidenceCustody;

internal sealed partial class CaseEvidenceEndpoint
{
    private const int MessageBytes = 64 * 1024;

    /// <summary>A file or manifest, or a part of it. Before its first byte is sent, that it was opened is in its chain of custody, and survives a crash.</summary>
    /// <remarks>One part of 1 MiB is in memory. What was changed in the store is not sent: the call ends with INTERNAL_ERROR where the change begins.</remarks>
    /// <exception cref="RefusalException">REPORT_UNKNOWN, EVIDENCE_UNKNOWN, EVIDENCE_WITHOUT_FILE, ORIGINAL_SEALED, RANGE_INVALID, EVIDENCE_UNAVAILABLE.</exception>
    [Authorize(Roles = Roles.Examiners)]
    public override async Task DownloadEvidence(DownloadEvidenceRequest request, IServerStreamWriter<DownloadEvidenceResponse> responseStream, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var file = await cases.FindAsync(request.Number, caller, context.CancellationToken);
        var item = await openings.FindAsync(file.Report.Id, request.Evidence, context.CancellationToken);
        var label = openings.LabelOf(item);
        var isOriginal = request.IsOriginal || item.CopyFileId is null;
        var size = isOriginal ? item.SizeBytes : item.CopySizeBytes;
        await using var content = await OpenAsync(item, label, isOriginal, size, context.CancellationToken);
        if (request.Offset < 0 || request.Length < 0 || request.Offset > size || request.Length > size - request.Offset)
        {
            throw CustodyRefusals.RangeInvalid(size);
        }

        var entry = await RecordOpeningAsync(item, isOriginal, caller, context.CancellationToken);
        await responseStream.WriteAsync(new DownloadEvidenceResponse
        {
            File = new DownloadedFile
            {
                Name = item.Kind == EvidenceKind.Link ? $"tautan-{item.Number}.json" : label.Name,
                MediaType = item.MediaType,
                SizeBytes = size,
                Sha256 = ByteString.CopyFrom(isOriginal ? item.Sha256 : item.CopySha256),
                Disposition = "attachment",
                IsOriginal = isOriginal,
                CustodyEntry = entry,
            },
        }, context.CancellationToken);
        await SendAsync(content, request.Offset, request.Length == 0 ? size - request.Offset : request.Length, responseStream, context.CancellationToken);
    }

    private async Task<Stream> OpenAsync(EvidenceItem item, EvidenceLabel label, bool isOriginal, long size, CancellationToken cancel)
    {
        if (label.Manifest is { } manifest)
        {
            return new MemoryStream(Encoding.UTF8.GetBytes(manifest), writable: false);
        }

        if ((isOriginal ? item.OriginalFileId : item.CopyFileId) is not { } id)
        {
            throw CustodyRefusals.EvidenceWithoutFile();
        }

        var key = await openings.KeyOfAsync(id, cancel) ?? throw CustodyRefusals.OriginalSealed();
        var content = await parts.OpenAsync(id, size, key, cancel);
        CryptographicOperations.ZeroMemory(key);
        return content;
    }

    private async Task<int> RecordOpeningAsync(EvidenceItem item, bool isOriginal, Caller caller, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await cases.LineUpAsync(item.ReportId, cancel);
        var entry = await AddEntryAsync(item, isOriginal ? CustodyAct.OriginalOpened : CustodyAct.CopyOpened, caller, null, null, null, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        Failpoint.Reach("download.after_commit_before_send");
        return entry.Entry;
    }

    private static async Task SendAsync(Stream content, long from, long length, IServerStreamWriter<DownloadEvidenceResponse> stream, CancellationToken cancel)
    {
        content.Position = from;
        var buffer = new byte[MessageBytes];
        for (var left = length; left > 0;)
        {
            var taken = buffer.AsMemory(0, (int)Math.Min(buffer.Length, left));
            await content.ReadExactlyAsync(taken, cancel);
            await stream.WriteAsync(new DownloadEvidenceResponse { Data = ByteString.CopyFrom(taken.Span) }, cancel);
            left -= taken.Length;
        }
    }
}
