using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.EvidenceIntake;

internal sealed partial class EvidenceEndpoint
{
    private const string MetadataAdvice =
        "Foto JPEG, PNG, dan WebP dibersihkan dari keterangan tersembunyi (tempat, waktu, perangkat) sebelum dibaca petugas. Berkas jenis lain, misalnya HEIC, MP4, PDF, dan dokumen Office, "
        + "tidak dapat dibersihkan dan dibaca petugas apa adanya. Hapus sendiri keterangan itu sebelum mengirim bila Anda tidak ingin petugas mengetahuinya.";

    /// <summary>There is place for a file. When this returns, the upload survives a crash.</summary>
    /// <remarks>The same request again gets the same upload, wherever it stands; of two calls at once the second waits. What the file is called is stored sealed.</remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, REQUEST_ID_INVALID, UPLOAD_INVALID with all faults, EVIDENCE_QUOTA_EXCEEDED, REQUEST_ID_REUSED.</exception>
    [AllowAnonymous]
    public override async Task<BeginUploadResponse> BeginUpload(BeginUploadRequest request, ServerCallContext context)
    {
        var sender = await senders.OpenAsync(request.Number, request.AccessCode, context);
        if (!Guid.TryParse(request.RequestId, out var requestKey))
        {
            throw ReportRefusals.RequestIdInvalid();
        }

        var faults = FaultsOf(request).ToList();
        if (faults.Count > 0)
        {
            throw EvidenceRefusals.UploadInvalid(faults);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        await cases.LineUpAsync(sender.ReportId, context.CancellationToken);
        var mac = codes.Of(sender.CodeKeyId).RequestMac(WithoutAccess(request));
        if (await db.Uploads.AsNoTracking().SingleOrDefaultAsync(u => u.ReportId == sender.ReportId && u.RequestKey == requestKey, context.CancellationToken) is { } same)
        {
            if (same.Office != sender.Office || !CryptographicOperations.FixedTimeEquals(same.RequestMac, mac))
            {
                throw ReportRefusals.RequestIdReused();
            }

            var (known, standing) = await FindUploadAsync(sender, same.Id.ToString(), context.CancellationToken);
            return Begun(known, standing);
        }

        await RequireQuotaAsync(sender, request.SizeBytes, context.CancellationToken);
        var (upload, file) = New(sender, requestKey, mac, request);
        db.EvidenceFiles.Add(file);
        db.Uploads.Add(upload);
        await db.SaveChangesAsync(context.CancellationToken);
        Failpoint.Reach("begin.before_commit");
        await transaction.CommitAsync(context.CancellationToken);
        return Begun(upload, file);
    }

    private (Upload Upload, EvidenceFile File) New(EvidenceSender sender, Guid requestKey, byte[] mac, BeginUploadRequest request)
    {
        var (id, fileId, now) = (Guid.NewGuid(), Guid.NewGuid(), clock.Now());
        var key = RandomNumberGenerator.GetBytes(FileKeys.Length);
        var file = new EvidenceFile { Id = fileId, SizeBytes = request.SizeBytes, UploadKey = uploadKeys.Seal(fileId, key), TouchedAt = now };
        CryptographicOperations.ZeroMemory(key);
        return (new Upload
        {
            Id = id,
            ReportId = sender.ReportId,
            RequestKey = requestKey,
            RequestMac = mac,
            Office = sender.Office,
            SizeBytes = request.SizeBytes,
            DeclaredSha256 = request.Sha256.ToByteArray(),
            KeepsMetadata = request.KeepsMetadata,
            Label = new EvidenceLabel(request.Name, request.Description).Seal(sealing, id, sender.HandlingOffice, sender.AccessCode),
            FileId = fileId,
            BegunAt = now,
        }, file);
    }

    private BeginUploadResponse Begun(Upload upload, EvidenceFile file) => new()
    {
        UploadId = upload.Id.ToString(),
        NextOffset = file.StoredBytes,
        IsFinished = file.State == EvidenceFileState.Kept,
        LargestChunkBytes = LargestChunk,
        ExpiresAt = ExpiryOf(file),
        MetadataAdvice = MetadataAdvice,
    };

    private IEnumerable<FieldFault> FaultsOf(BeginUploadRequest request)
    {
        if (request.SizeBytes < 1 || request.SizeBytes > options.MaxFileBytes)
        {
            yield return new FieldFault("size_bytes", $"Isi dengan ukuran berkas, 1 sampai {options.MaxFileBytes} bita. Bagi berkas yang lebih besar menjadi beberapa berkas.");
        }

        foreach (var fault in FaultsOfSha256(request.Sha256).Concat(FaultsOfText("name", request.Name, LongestName)).Concat(FaultsOfText("description", request.Description, LongestDescription)))
        {
            yield return fault;
        }
    }

    // The code may be written in several ways, and is no part of what is sent.
    private static byte[] WithoutAccess(BeginUploadRequest request)
    {
        var content = request.Clone();
        (content.RequestId, content.Number, content.AccessCode) = ("", "", "");
        return content.ToByteArray();
    }
}
