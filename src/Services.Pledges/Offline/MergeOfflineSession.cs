using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Signing;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Offline;

internal sealed partial class OfflineEndpoint
{
    /// <summary>Records what was signed on a device.</summary>
    /// <remarks>
    /// When this returns, signatures and results survive a crash, each signature has the public log's signed promise, and one <see cref="PledgesRecorded"/> is published at least once. The same request
    /// again gets the first answer; the same file under another request adds nothing, also after an erasure. Merges of one export take turns; of one person on two devices at once, one signature is recorded.
    /// </remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, OFFLINE_FILE_UNREADABLE, OFFLINE_FILE_TAMPERED, OFFLINE_EXPORT_UNKNOWN, also for an export of another region; DECLARATION_NOT_OPEN, DECLARATION_SEALED, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<MergeOfflineSessionResponse> MergeOfflineSession(MergeOfflineSessionRequest request, ServerCallContext context)
    {
        var now = clock.Now();
        var file = OfflineFile.Read(request.Content.ToByteArray());
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var cancel = context.CancellationToken;
            var export = await db.LockExportAsync(file.ExportId, cancel);
            var declaration = export is null ? null : await db.HoldDeclarationAsync(export.DeclarationId, cancel);
            if (export is null || declaration is null || !Caller.Of(context).Office.Covers(declaration.RegionCode))
            {
                throw PledgeRefusals.OfflineExportUnknown();
            }

            file.Verify(export.DeviceKey, export.PackageSha256);
            PledgeRefusals.Require(declaration.Status, RollChange.RecordList);
            var known = await db.FindMergedAsync(export.Id, [.. file.Rows.Select(row => row.RowId)], cancel);
            var judged = JudgedRow.Of(file, export, known, now);
            var origin = SignatureOrigin.Of(export.DeclarationId, declaration, SigningMethod.Offline);
            var promise = await RecordAsync(origin, judged, now, cancel);
            await db.AddMergeAsync(export.Id, file.Sha256, [.. judged.Where(row => row.Good is not null).Select(row => row.ToMerged())], Caller.Of(context).Office, now, cancel);
            return Answer(export, judged, promise);
        });
        Failpoint.Reach("offline.after_commit_before_reply");
        var receipts = await Receipts.ReadAsync(db, answer.PromiseId, context.CancellationToken);
        answer.Promise = receipts.Promise;
        answer.Receipts.Add(receipts.Each);
        return answer;
    }

    private async Task<Guid?> RecordAsync(SignatureOrigin origin, IReadOnlyList<JudgedRow> judged, DateTimeOffset now, CancellationToken cancel)
    {
        var good = judged.Where(row => row.Good is not null).ToList();
        if (good.Count == 0)
        {
            return null;
        }

        var rows = good.ConvertAll(row => row.Good!);
        var (recorded, promise) = await db.InsertSignaturesAsync(personal, promises, origin, rows, now, cancel);
        good.Zip(recorded).ToList().ForEach(pair => pair.First.Recorded = pair.Second);
        if (SignatureTotals.Of(rows, recorded) is { Signatures: > 0 } added)
        {
            await db.AddToTalliesAsync(origin.DeclarationId, added, cancel);
            await db.AnnounceAsync(origin.DeclarationId, added, recorded, now, cancel);
        }

        return promise;
    }

    private static MergeOfflineSessionResponse Answer(OfflineExport export, IReadOnlyList<JudgedRow> judged, Guid? promise)
    {
        var answer = new MergeOfflineSessionResponse
        {
            ExportId = export.Id.ToString(),
            DeclarationId = export.DeclarationId.ToString(),
            Recorded = judged.Count(row => row.Recorded?.IsRecorded == true),
            PromiseId = promise?.ToString() ?? "",
        };
        foreach (var (n, row) in judged.Index())
        {
            answer.Rows.Add(row.ToWire());
            answer.Faults.AddRange(row.Faults.Select(fault => new RowFault { Row = n, Field = fault.Field.TrimStart('.'), Reason = fault.Description }));
        }

        return answer;
    }
}

/// <summary>A row of a device's file, and what becomes of it.</summary>
internal sealed class JudgedRow
{
    private readonly OfflineFileRow row;
    private readonly bool isKnown;
    private readonly ClockJudgement clock;

    private JudgedRow(OfflineFileRow row, bool isKnown, ClockJudgement clock, SignatureRow? good, IReadOnlyList<FieldFault> faults) =>
        (this.row, this.isKnown, this.clock, Good, Faults) = (row, isKnown, clock, good, faults);

    /// <summary>What is recorded of it; null when it was merged before or is left out.</summary>
    internal SignatureRow? Good { get; }

    /// <summary>Why it is left out.</summary>
    internal IReadOnlyList<FieldFault> Faults { get; }

    /// <summary>What became of it, when it was to be recorded.</summary>
    internal RecordedSignature? Recorded { get; set; }

    /// <summary>Judges the rows of a file, in their order.</summary>
    internal static List<JudgedRow> Of(OfflineFile file, OfflineExport export, HashSet<Guid> known, DateTimeOffset now)
    {
        var judged = new List<JudgedRow>(file.Rows.Count);
        DateTimeOffset? above = null;
        foreach (var row in file.Rows)
        {
            judged.Add(Of(row, known.Contains(row.RowId), OfflineClock.Judge(row.SignedAt, above, export.ExportedAt, export.ValidUntil, now), now));
            above = row.SignedAt;
        }

        return judged;
    }

    /// <summary>As it is stored.</summary>
    internal MergedRow ToMerged() => new(row.RowId, row.SignedAt, clock is ClockJudgement.Doubtful, Recorded is { IsRecorded: true } recorded ? recorded.Id : null);

    /// <summary>As it is answered.</summary>
    internal OfflineRow ToWire() => new()
    {
        RowId = row.RowId.ToString(),
        Result = isKnown ? OfflineRowResult.AlreadyMerged
            : Recorded is null ? OfflineRowResult.Rejected
            : !Recorded.IsRecorded ? OfflineRowResult.AlreadyRecorded
            : Recorded.IsOnRoster || Good!.Represented.Length > 0 ? OfflineRowResult.Recorded
            : OfflineRowResult.RecordedOutsideRoster,
        IsClockDoubtful = clock is ClockJudgement.Doubtful,
        SignatureId = Recorded is { IsRecorded: true } recorded ? recorded.Id.ToString() : "",
    };

    private static JudgedRow Of(OfflineFileRow row, bool isKnown, ClockJudgement clock, DateTimeOffset now)
    {
        if (isKnown)
        {
            return new JudgedRow(row, isKnown, clock, null, []);
        }

        var faults = new Faults();
        faults.Unless(row.Confirms, "confirms", "Penanda tangan belum menyatakan bahwa ia menandatangani teks ini.");
        faults.Unless(clock is not ClockJudgement.TooLate, "signed_at", "Ditandatangani setelah masa berlaku ekspor berakhir. Gunakan daftar yang disahkan bila orangnya memang menandatangani.");
        var read = SignatureList.ReadOne(row.Signature, "", IndonesianTimeZone.Wit.LocalDate(now), faults);
        return new JudgedRow(row, isKnown, clock, faults.Any ? null : read with { SignedAt = clock is ClockJudgement.Doubtful ? null : row.SignedAt }, faults.Found);
    }
}
