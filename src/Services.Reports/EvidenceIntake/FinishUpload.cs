using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Services.Reports.EvidenceIntake;

internal sealed partial class EvidenceEndpoint
{
    /// <summary>The file is evidence: its keys are sealed to those who may read it, its chain of custody begins, and the intake can open it no more. When this returns, that survives a crash.</summary>
    /// <remarks>
    /// The SHA-256 is of the bytes as they were read back from the store. A call again gets the first answer; of two at once one does it. A report whose completion was asked for is
    /// completed by a file of its reporter as by what is written [LAW-REP-02].
    /// </remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, UPLOAD_UNKNOWN, UPLOAD_INVALID, UPLOAD_BEGUN_OTHERWISE, UPLOAD_INCOMPLETE, UPLOAD_DIFFERS, EVIDENCE_UNAVAILABLE.</exception>
    [AllowAnonymous]
    public override async Task<FinishUploadResponse> FinishUpload(FinishUploadRequest request, ServerCallContext context)
    {
        var sender = await senders.OpenAsync(request.Number, request.AccessCode, context);
        var faults = FaultsOfSha256(request.Sha256).ToList();
        if (faults.Count > 0)
        {
            throw EvidenceRefusals.UploadInvalid(faults);
        }

        var (upload, file) = await FindUploadAsync(sender, request.UploadId, context.CancellationToken);
        if (file.State == EvidenceFileState.Kept)
        {
            return Finished(await db.EvidenceItems.AsNoTracking().SingleAsync(e => e.Id == upload.Id, context.CancellationToken));
        }

        if (file.StoredBytes < file.SizeBytes)
        {
            throw EvidenceRefusals.UploadIncomplete(file.StoredBytes, file.SizeBytes);
        }

        var key = uploadKeys.Open(file.Id, file.UploadKey!);
        var examined = await admission.ExamineAsync(file, key, request.Sha256.IsEmpty ? upload.DeclaredSha256 : request.Sha256.ToByteArray(), context.CancellationToken);
        var item = await AdmitAsync(sender, upload, key, examined, request.Sha256, context.CancellationToken);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(examined.Copy?.Key ?? []);
        Failpoint.Reach("finish.after_commit_before_reply");
        return Finished(item);
    }

    private async Task<EvidenceItem> AdmitAsync(EvidenceSender sender, Upload upload, byte[] key, ExaminedFile examined, ByteString sha256, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await cases.LineUpAsync(sender.ReportId, cancel);
        if (await db.EvidenceItems.AsNoTracking().SingleOrDefaultAsync(e => e.Id == upload.Id, cancel) is { } first)
        {
            return first;
        }

        await KeepAsync(upload.FileId, cancel);
        var readsOriginal = examined.Copy is null || upload.KeepsMetadata;
        db.EvidenceFileKeys.AddRange(FileKeys.Seal(sealing, upload.FileId, key, readsOriginal ? sender.HandlingOffice : null, isOriginal: true));
        if (examined.Copy is { } copy)
        {
            await KeepAsync(copy.Id, cancel);
            db.EvidenceFileKeys.AddRange(FileKeys.Seal(sealing, copy.Id, copy.Key, sender.HandlingOffice, isOriginal: false));
        }

        var item = ItemOf(upload, examined, sha256, await NextNumberAsync(sender.ReportId, cancel));
        db.EvidenceItems.Add(item);
        db.CustodyEntries.Add(EntryOf(item, 1, CustodyAct.Received, sender));
        if (examined.Copy is not null)
        {
            db.CustodyEntries.Add(EntryOf(item, 2, CustodyAct.CopyMade, null));
        }

        await db.SaveChangesAsync(cancel);
        await TellCaseAsync(sender, item.ReceivedAt, cancel);
        Failpoint.Reach("finish.before_commit");
        await transaction.CommitAsync(cancel);
        return item;
    }

    private async Task KeepAsync(Guid file, CancellationToken cancel)
    {
        var kept = await db.EvidenceFiles.Where(f => f.Id == file && f.State == EvidenceFileState.Receiving).ExecuteUpdateAsync(
            set => set.SetProperty(f => f.State, EvidenceFileState.Kept).SetProperty(f => f.UploadKey, (byte[]?)null), cancel);
        if (kept == 0)
        {
            throw EvidenceRefusals.UploadUnknown();
        }
    }

    private async Task<int> NextNumberAsync(Guid reportId, CancellationToken cancel) => 1 + await db.EvidenceItems.CountAsync(e => e.ReportId == reportId, cancel);

    // What the reporter was asked for came: the case goes on as when it is written. Of any other case the office sees that there is something new.
    private async Task TellCaseAsync(EvidenceSender sender, DateTimeOffset at, CancellationToken cancel)
    {
        if (sender.AccessCode is not { } code || !await db.Cases.AnyAsync(c => c.ReportId == sender.ReportId, cancel))
        {
            return;
        }

        var file = await cases.ReadAsync(sender.ReportId, new ReporterCode(code), cancel);
        if (file.Case.Status == ReportStatus.CompletionRequested)
        {
            file.Grow(at);
        }
        else if (!file.HandIn(at))
        {
            return;
        }

        await cases.StoreAsync(file, cancel);
    }

    private EvidenceItem ItemOf(Upload upload, ExaminedFile examined, ByteString sha256, int number) => new()
    {
        Id = upload.Id,
        ReportId = upload.ReportId,
        Number = number,
        Kind = EvidenceKind.File,
        RequestKey = null,
        RequestMac = null,
        Office = upload.Office,
        Label = upload.Label,
        MediaType = examined.MediaType,
        SizeBytes = upload.SizeBytes,
        Sha256 = examined.Sha256,
        DeclaredSha256 = sha256.IsEmpty ? upload.DeclaredSha256 : sha256.ToByteArray(),
        OriginalFileId = upload.FileId,
        CopyFileId = examined.Copy?.Id,
        CopySizeBytes = examined.Copy?.SizeBytes ?? 0,
        CopySha256 = examined.Copy?.Sha256 ?? [],
        KeepsMetadata = upload.KeepsMetadata,
        Pixels = examined.Pixels,
        Source = ExhibitSource.Unspecified,
        ReceivedAt = clock.Now(),
    };

    private static CustodyEntry EntryOf(EvidenceItem item, int entry, CustodyAct act, EvidenceSender? by) => new()
    {
        ItemId = item.Id,
        Entry = entry,
        Act = act,
        At = item.ReceivedAt,
        Office = by?.Office,
        Person = by?.Officer?.Subject,
        Place = null,
        Note = null,
    };

    private static FinishUploadResponse Finished(EvidenceItem item) => new()
    {
        Evidence = item.Number,
        Sha256 = ByteString.CopyFrom(item.Sha256),
        SizeBytes = item.SizeBytes,
        MediaType = item.MediaType,
        IsStripped = item.CopyFileId is not null,
        MetadataText = EvidenceTexts.OnMetadata(item),
        ReceivedAt = item.ReceivedAt.ToTimestamp(),
    };
}
