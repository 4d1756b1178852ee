using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.EvidenceIntake;

/// <summary>Evidence that is handed in after the report, by its reporter or an officer. One file for each RPC.</summary>
internal sealed partial class EvidenceEndpoint(
    ReportsDb db, ReportAccess access, EvidenceSenders senders, EvidenceFileParts parts, FileAdmission admission, UploadKeys uploadKeys, UploadPlaces places, SealingKeys sealing, CodeKeys codes, CaseFiles cases,
    EvidenceOptions options, TimeProvider clock) : EvidenceService.EvidenceServiceBase
{
    private const int LargestChunk = 1024 * 1024;
    private const int LongestName = 255;
    private const int LongestDescription = 2000;
    private const int Sha256Bytes = 32;

    /// <summary>The sender's own upload, and its file as it stands.</summary>
    /// <exception cref="RefusalException">UPLOAD_UNKNOWN: there is none of this id, it is another's, or it was abandoned.</exception>
    private async Task<(Upload Upload, EvidenceFile File)> FindUploadAsync(EvidenceSender sender, string uploadId, CancellationToken cancel)
    {
        var id = Guid.TryParse(uploadId, out var given) ? given : Guid.Empty;
        var upload = await db.Uploads.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && u.ReportId == sender.ReportId && u.Office == sender.Office, cancel);
        var file = upload is null ? null : await db.EvidenceFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == upload.FileId && f.State != EvidenceFileState.Discarded, cancel);
        return upload is not null && file is not null ? (upload, file) : throw EvidenceRefusals.UploadUnknown();
    }

    private Timestamp? ExpiryOf(EvidenceFile file) =>
        file.State == EvidenceFileState.Receiving ? (file.TouchedAt + TimeSpan.FromHours(options.UploadPauseHours)).ToTimestamp() : null;

    // Counted apart for the reporter and for offices, so that neither can use up the other's.
    private async Task RequireQuotaAsync(EvidenceSender sender, long moreBytes, CancellationToken cancel)
    {
        var isOffice = sender.Officer is not null;
        var uploads = db.Uploads.Where(u => u.ReportId == sender.ReportId && (u.Office != null) == isOffice);
        var files = await uploads.CountAsync(cancel)
            + await db.EvidenceItems.CountAsync(e => e.ReportId == sender.ReportId && e.Kind == EvidenceKind.Link && (e.Office != null) == isOffice, cancel);
        if (files >= options.MaxFilesPerReport || await uploads.SumAsync(u => u.SizeBytes, cancel) + moreBytes > options.MaxBytesPerReport)
        {
            throw EvidenceRefusals.EvidenceQuotaExceeded(options.MaxFilesPerReport, options.MaxBytesPerReport);
        }
    }

    private static IEnumerable<FieldFault> FaultsOfSha256(Google.Protobuf.ByteString sha256)
    {
        if (sha256.Length is not (0 or Sha256Bytes))
        {
            yield return new FieldFault("sha256", "Isi dengan SHA-256 berkas, 32 bita, atau kosongkan.");
        }
    }

    private static IEnumerable<FieldFault> FaultsOfText(string field, string text, int longest)
    {
        if (text.Length > longest)
        {
            yield return new FieldFault(field, $"Paling panjang {longest} karakter.");
        }
    }
}
