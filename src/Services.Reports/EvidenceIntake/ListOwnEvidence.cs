using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.EvidenceIntake;

internal sealed partial class EvidenceEndpoint
{
    /// <summary>What the reporter handed in. Names are opened with the access code; an office's evidence is not there.</summary>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND.</exception>
    [AllowAnonymous]
    public override async Task<ListOwnEvidenceResponse> ListOwnEvidence(ListOwnEvidenceRequest request, ServerCallContext context)
    {
        var report = await access.OpenAsync(request.Number, request.AccessCode, context.CancellationToken);
        Crockford.TryRead(request.AccessCode, ReportCodes.AccessCodeLength, out var code);
        var items = await db.EvidenceItems.AsNoTracking().Where(e => e.ReportId == report.Id && e.Office == null).OrderBy(e => e.Number).ToListAsync(context.CancellationToken);
        var underWay = await db.Uploads.AsNoTracking().Where(u => u.ReportId == report.Id && u.Office == null).OrderBy(u => u.BegunAt)
            .Join(db.EvidenceFiles.Where(f => f.State == EvidenceFileState.Receiving), u => u.FileId, f => f.Id, (upload, file) => new { upload, file.StoredBytes })
            .ToListAsync(context.CancellationToken);
        return new ListOwnEvidenceResponse
        {
            Evidence = { items.Select(item => OwnOf(item, code!)).Concat(underWay.Select(each => OwnOf(each.upload, each.StoredBytes, code!))) },
        };
    }

    private static OwnEvidence OwnOf(EvidenceItem item, string code) => new()
    {
        Evidence = item.Number,
        Kind = item.Kind,
        Name = EvidenceLabel.Open(code, item.Id, item.Label.ForReporter!).Name,
        SizeBytes = item.SizeBytes,
        Sha256 = ByteString.CopyFrom(item.Sha256),
        StateText = item.Kind == EvidenceKind.Link ? "Tautan tersimpan." : $"Berkas tersimpan. {EvidenceTexts.OnMetadata(item)}",
        ReceivedAt = item.ReceivedAt.ToTimestamp(),
    };

    private static OwnEvidence OwnOf(Upload upload, long stored, string code) => new()
    {
        Kind = EvidenceKind.File,
        Name = EvidenceLabel.Open(code, upload.Id, upload.Label.ForReporter!).Name,
        SizeBytes = upload.SizeBytes,
        StateText = stored < upload.SizeBytes ? "Belum selesai dikirim. Lanjutkan unggahannya." : "Sudah terkirim seluruhnya, tetapi belum disahkan. Selesaikan unggahannya.",
        UploadId = upload.Id.ToString(),
        NextOffset = stored,
    };
}
