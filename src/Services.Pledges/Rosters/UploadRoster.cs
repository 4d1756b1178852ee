using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Rosters;

internal sealed partial class RosterEndpoint
{
    private const long MaxFile = 512L * 1024 * 1024;
    private const int MaxChunk = 1024 * 1024;
    private const int StoredChunk = 1024 * 1024;

    /// <summary>Takes a file in parts; when the last is there, brings the roster up to date with it.</summary>
    /// <remarks>
    /// Bytes are safe in parts of a MiB; the roster is brought up to date in slices of which each is safe. After a crash, or when the call broke off, the client asks
    /// GetRosterUpload and goes on from there, with no bytes at all when all are there. Two calls with one file at once: one goes on, the other is refused or finds it done.
    /// </remarks>
    /// <exception cref="RefusalException">
    /// ROSTER_FILE_INVALID, ROSTER_UNREADABLE, REGION_UNKNOWN, ROSTER_UPLOAD_OTHER, ROSTER_UPLOAD_ENDED, ROSTER_OFFSET_WRONG, REGION_OUTSIDE_OFFICE.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<UploadRosterResponse> UploadRoster(IAsyncStreamReader<UploadRosterRequest> requestStream, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var office = Caller.Of(context).Office;
        var (id, file) = await ReadHeadAsync(requestStream, office, cancel);
        await db.BeginUploadAsync(id, file.RegionCode, office, file.Format, file.TotalBytes, clock.Now(), cancel);
        var upload = (await db.FindUploadAsync(id, cancel))!;
        if (upload.Office != office.ToString() || upload.RegionCode != file.RegionCode || upload.Format != file.Format || upload.TotalBytes != file.TotalBytes)
        {
            throw PledgeRefusals.RosterUploadOther();
        }

        if (NotEnded(upload).Status is UploadStatus.Receiving)
        {
            await ReceiveAsync(requestStream, upload, file.Offset, cancel);
            await ReadAndForgetUnreadableAsync(id, office, cancel);
        }

        await merge.RunAsync(id, IndonesianTimeZone.Wib.LocalDate(clock.Now()), cancel);
        return new UploadRosterResponse { Report = await ReportAsync(NotEnded((await db.FindUploadAsync(id, cancel))!), cancel) };
    }

    private static async Task<(Guid Id, RosterFile File)> ReadHeadAsync(IAsyncStreamReader<UploadRosterRequest> stream, Office office, CancellationToken cancel)
    {
        var file = await stream.MoveNext(cancel) ? stream.Current.File : null;
        var faults = new Faults();
        var id = Guid.Empty;
        faults.Unless(file is not null, "file", "Bagian pertama harus menjelaskan berkasnya.");
        faults.Unless(file is null || (Guid.TryParse(file.UploadId, out id) && id != Guid.Empty), "file.upload_id", "Isi dengan UUID baru untuk setiap berkas.");
        faults.Unless(file is null || file.Format is RosterFormat.Csv or RosterFormat.Xlsx, "file.format", "Pilih CSV atau XLSX.");
        faults.Unless(file is null || file.TotalBytes is > 0 and <= MaxFile, "file.total_bytes",
            $"Besar berkas dari 1 bita sampai {MaxFile / 1024 / 1024} MiB. Bagi berkas yang lebih besar menjadi beberapa berkas.");
        faults.Unless(file is null || file.Offset >= 0, "file.offset", "Isi dengan received_bytes dari GetRosterUpload, atau 0.");
        if (faults.Any)
        {
            throw PledgeRefusals.RosterFileInvalid(faults.Found);
        }

        if (!RegionCode.TryParse(file!.RegionCode, out var region) || RegionDirectory.Find(region) is null)
        {
            throw PledgeRefusals.RegionUnknown(file.RegionCode);
        }

        return office.Covers(file.RegionCode) ? (id, file) : throw PledgeRefusals.RegionOutsideOffice(office);
    }

    private async Task ReceiveAsync(IAsyncStreamReader<UploadRosterRequest> stream, RosterUpload upload, long offset, CancellationToken cancel)
    {
        if (offset != upload.ReceivedBytes)
        {
            throw PledgeRefusals.RosterOffsetWrong(upload.ReceivedBytes);
        }

        using var held = new MemoryStream(StoredChunk + MaxChunk);
        while (await stream.MoveNext(cancel))
        {
            var chunk = stream.Current.Chunk;
            var faults = new Faults();
            faults.Unless(chunk is { Length: > 0 and <= MaxChunk }, "chunk", "Bagian berikutnya harus memuat 1 bita sampai 1 MiB.");
            faults.Unless(offset + held.Length + (chunk?.Length ?? 0) <= upload.TotalBytes, "chunk", "Bita yang dikirim melebihi total_bytes. Periksa besar berkasnya.");
            if (faults.Any)
            {
                throw PledgeRefusals.RosterFileInvalid(faults.Found);
            }

            held.Write(chunk!.Span);
            if (held.Length >= StoredChunk)
            {
                offset = await StoreAsync(upload.Id, offset, held, cancel);
            }
        }

        await StoreAsync(upload.Id, offset, held, cancel);
    }

    private async Task<long> StoreAsync(Guid id, long offset, MemoryStream held, CancellationToken cancel)
    {
        if (held.Length == 0)
        {
            return offset;
        }

        var bytes = held.GetBuffer().AsSpan(0, (int)held.Length);
        if (!await db.AppendChunkAsync(id, offset, bytes.Length, personal.Seal(UploadedFile.Purpose, bytes), clock.Now(), cancel))
        {
            var now = await db.FindUploadAsync(id, cancel);
            throw PledgeRefusals.RosterOffsetWrong(now is null ? 0 : NotEnded(now).ReceivedBytes);
        }

        Failpoint.Reach("roster.chunk_stored");
        var next = offset + held.Length;
        held.SetLength(0);
        return next;
    }

    private async Task ReadAndForgetUnreadableAsync(Guid id, Office office, CancellationToken cancel)
    {
        if ((await db.FindUploadAsync(id, cancel)) is not { } upload || upload.ReceivedBytes < upload.TotalBytes)
        {
            return;
        }

        try
        {
            await staging.ReadAsync(id, office, clock.Now(), cancel);
        }
        catch (RefusalException)
        {
            await db.ForgetUploadAsync(id, cancel);
            throw;
        }
    }
}
