using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.EvidenceFiles;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.EvidenceIntake;

/// <summary>Files that come to a report: whole, in pieces, twice, at once, and through replicas that die.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class UploadTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:75.71";
    private const int Part = 1024 * 1024;

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_picture_is_kept_bit_for_bit_and_officers_read_it_without_its_metadata()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var file = new SentFile(await TipAsync(replica), Pictures.Jpeg(scanBytes: 200_000));

        var begun = await file.BeginAsync(replica);
        var stored = await file.SendAsync(replica);
        var finished = await file.Finish(replica);
        var again = await file.Finish(replica);
        var begunAgain = await file.BeginAsync(replica);
        var own = await replica.Evidence.ListOwnEvidenceAsync(new ListOwnEvidenceRequest { Number = file.Receipt.Number, AccessCode = file.Receipt.AccessCode });
        var (copy, copied) = await SentFile.DownloadAsync(replica, new DownloadEvidenceRequest { Number = file.Receipt.Number, Evidence = 1 }, TestIssuer.As(Office));

        Assert.Equal((0L, false, file.Bytes.Length), (begun.NextOffset, begun.IsFinished, (int)stored));
        Assert.Contains("HEIC", begun.MetadataAdvice, StringComparison.Ordinal);
        Assert.Equal((1, "image/jpeg", true, file.Bytes.Length), (finished.Evidence, finished.MediaType, finished.IsStripped, (int)finished.SizeBytes));
        Assert.Equal(file.Sha256, finished.Sha256.ToByteArray());
        Assert.Equal(finished, again);
        Assert.Equal((file.UploadId, true), (begunAgain.UploadId, begunAgain.IsFinished));
        Assert.Equal(("foto.jpg", 1, finished.Sha256), (own.Evidence[0].Name, own.Evidence.Count, own.Evidence[0].Sha256));
        Assert.Equal(("attachment", "image/jpeg", false, "foto.jpg"), (copy.Disposition, copy.MediaType, copy.IsOriginal, copy.Name));
        Assert.Equal(copy.Sha256.ToByteArray(), SHA256.HashData(copied));
        Assert.DoesNotContain(Pictures.Secret, Encoding.Latin1.GetString(copied), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_goes_on_where_it_broke_off_and_what_came_stays()
    {
        var replica = await backing.ReplicaAsync();
        var file = new SentFile(await TipAsync(replica), RandomNumberGenerator.GetBytes((3 * Part) + 77), name: "rekaman.bin");
        await file.BeginAsync(replica);
        using (var breaking = new CancellationTokenSource())
        {
            using var call = await file.BringAsync(replica, 0, Part + 300_000, cancel: breaking.Token);
            // The first part is on the disk: the stream is read on the other side.
            await Eventually.SeeAsync(() => file.StandingAsync(replica), standing => standing.NextOffset >= Part);
            await breaking.CancelAsync();
        }

        // Of what came after the first part, whole chunks of 64 KiB are kept when the break is noticed.
        var standing = await Eventually.SeeAsync(() => file.StandingAsync(replica), answer => answer.NextOffset > Part);
        await Outcome.RefusedAsync(file.Finish(replica), StatusCode.FailedPrecondition, "UPLOAD_INCOMPLETE");
        var another = await backing.ReplicaAsync(2);
        await file.SendAsync(another, standing.NextOffset);
        var finished = await file.Finish(another);

        Assert.Equal(0, standing.NextOffset % 65536);
        Assert.NotNull(standing.ExpiresAt);
        Assert.Equal((file.Bytes.Length, "application/octet-stream", false), ((int)finished.SizeBytes, finished.MediaType, finished.IsStripped));
        Assert.Equal(file.Sha256, finished.Sha256.ToByteArray());
        var (_, read) = await SentFile.DownloadAsync(another, new DownloadEvidenceRequest { Number = file.Receipt.Number, Evidence = 1 }, TestIssuer.As(Office));
        Assert.Equal(file.Sha256, SHA256.HashData(read));
    }

    [Theory]
    [InlineData("evidence.after_write_before_fsync")]
    [InlineData("evidence.after_part_before_row")]
    [InlineData("evidence.after_row")]
    public async Task A_replica_that_dies_between_two_chunks_loses_nothing_that_was_said_to_be_safe(string failpoint)
    {
        SentFile file;
        long safe;
        await using (var first = await ReportsProcess.StartAsync(backing, spool.FullName))
        {
            file = new SentFile(await TipAsync(first), RandomNumberGenerator.GetBytes((2 * Part) + 5));
            await file.BeginAsync(first);
            safe = await file.SendAsync(first, 0, Part);
        }

        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            await Assert.ThrowsAsync<RpcException>(() => file.SendAsync(dying, safe));
            await dying.SeeDeadAsync();
            Assert.Contains($"NETRALITAS_CRASH_AT {failpoint}", dying.Output, StringComparison.Ordinal);
        }

        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        var standing = await file.StandingAsync(next);
        Assert.Equal((Part, failpoint == "evidence.after_row" ? 2 * Part : Part), (safe, standing.NextOffset));
        await file.SendAsync(next, standing.NextOffset);
        Assert.Equal(file.Sha256, (await file.Finish(next)).Sha256.ToByteArray());
    }

    [Theory]
    [InlineData("finish.before_commit", 0L)]
    [InlineData("finish.after_commit_before_reply", 1L)]
    public async Task A_finish_that_got_no_answer_is_sent_again_and_there_is_one_piece_of_evidence(string failpoint, long survives)
    {
        SentFile file;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            file = new SentFile(await TipAsync(dying), Pictures.Jpeg());
            await file.BeginAsync(dying);
            await file.SendAsync(dying);
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(file.Finish(dying)));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(survives, await ItemsAsync(file));
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        Assert.Equal(1, (await file.Finish(next)).Evidence);
        Assert.Equal(1L, await ItemsAsync(file));
    }

    [Fact]
    public async Task Of_many_finishes_and_beginnings_at_once_at_two_replicas_one_takes_effect()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var file = new SentFile(await TipAsync(one), Pictures.Jpeg());

        var begun = await Task.WhenAll(Enumerable.Range(0, 6).Select(async n => await (n % 2 == 0 ? one : two).Evidence.BeginUploadAsync(file.Begin)));
        await file.BeginAsync(one);
        await file.SendAsync(one);
        var finished = await Task.WhenAll(Enumerable.Range(0, 6).Select(async n => await file.Finish(n % 2 == 0 ? one : two)));

        Assert.Equal([file.UploadId], begun.Select(answer => answer.UploadId).Distinct());
        Assert.Single(finished.Distinct());
        Assert.Equal(1L, await ItemsAsync(file));
        Assert.Equal(2L, await backing.ScalarAsync<long>("select count(*) from reports.custody_entries c join reports.evidence_items e on e.id = c.item_id where e.id = $1", Guid.Parse(file.UploadId)));
    }

    [Fact]
    public async Task Of_two_streams_for_one_upload_one_goes_on()
    {
        var replica = await backing.ReplicaAsync();
        var file = new SentFile(await TipAsync(replica), RandomNumberGenerator.GetBytes(3 * Part));
        await file.BeginAsync(replica);
        using var slow = await file.BringAsync(replica, 0, Part + (Part / 2));
        await Eventually.SeeAsync(() => file.StandingAsync(replica), standing => standing.NextOffset == Part);

        Assert.Equal(3 * Part, await file.SendAsync(replica, Part));
        await slow.RequestStream.CompleteAsync();

        Assert.Equal("Aborted", await SentFile.RefusalOfAsync(slow));
        Assert.Equal(file.Sha256, (await file.Finish(replica)).Sha256.ToByteArray());
    }

    [Fact]
    public async Task Twenty_five_megabytes_keep_the_service_small()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var file = new SentFile(await TipAsync(replica), [.. Pictures.Jpeg(scanBytes: 25 * 1000 * 1000)]);
        await new SentFile(file.Receipt, Pictures.Jpeg()).HandInAsync(replica);
        var before = replica.LargestResidentBytes;

        await file.BeginAsync(replica);
        await file.SendAsync(replica, chunk: Part);
        var finished = await file.Finish(replica);
        var (_, copy) = await SentFile.DownloadAsync(replica, new DownloadEvidenceRequest { Number = file.Receipt.Number, Evidence = finished.Evidence }, TestIssuer.As(Office));

        Assert.Equal(file.Sha256, finished.Sha256.ToByteArray());
        Assert.True(copy.Length > 25_000_000);
        // The file never lies in memory, nor its copy: what grows is buffers, code that runs for the first time, and what the collector has not swept yet.
        Assert.True(replica.LargestResidentBytes - before < 50_000_000, $"{before} then {replica.LargestResidentBytes}");
    }

    [Fact]
    public async Task Twenty_five_megabytes_leave_intake_under_200_megabytes()
    {
        await using var intake = await ReportsProcess.StartIntakeAsync(backing, spool.FullName);
        var file = new SentFile(await TipAsync(intake), [.. Pictures.Jpeg(scanBytes: 25 * 1000 * 1000)]);

        await file.BeginAsync(intake);
        await file.SendAsync(intake, chunk: Part);
        Assert.Equal(file.Sha256, (await file.Finish(intake)).Sha256.ToByteArray());

        Assert.True(intake.LargestResidentBytes < 200_000_000, $"{intake.LargestResidentBytes}");
    }

    [Fact]
    public async Task What_people_call_their_files_and_what_is_in_them_lies_nowhere_in_clear()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var file = new SentFile(await TipAsync(replica), [.. "KENARI-ISI "u8, .. RandomNumberGenerator.GetBytes(Part)], name: "KENARI-NAMA.pdf");
        file.Begin.Description = "KENARI-URAIAN";
        await file.HandInAsync(replica);
        await replica.Evidence.PreserveLinkAsync(Link(file.Receipt, "https://example.org/KENARI-TAUTAN"));

        foreach (var stored in Directory.GetFiles(Path.Combine(spool.FullName, "evidence"), "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain("KENARI", stored + Encoding.Latin1.GetString(await File.ReadAllBytesAsync(stored)), StringComparison.Ordinal);
        }

        foreach (var table in new[] { "uploads", "evidence_items", "evidence_files", "evidence_parts", "evidence_file_keys", "custody_entries" })
        {
            // Names of columns of bytes come out in hexadecimal digits.
            Assert.Equal(0L, await backing.ScalarAsync<long>(
                $"select count(*) from reports.{table} t where t::text like '%KENARI%' or t::text like '%' || encode(convert_to('KENARI', 'UTF8'), 'hex') || '%'"));
        }

        Assert.DoesNotContain("KENARI", replica.Output, StringComparison.Ordinal);
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from reports.evidence_files f join reports.evidence_items e on e.original_file_id = f.id where f.upload_key is not null"));
    }

    internal static PreserveLinkRequest Link(SubmitReportResponse receipt, string address) => new()
    {
        RequestId = ExaminedReport.NewId(),
        Number = receipt.Number,
        AccessCode = receipt.AccessCode,
        Address = address,
        SeenOn = "kemarin",
        Sha256 = ByteString.CopyFrom(new byte[32]),
    };

    private static async Task<SubmitReportResponse> TipAsync(ReportsProcess replica) => await replica.Intake.SubmitReportAsync(
        new SubmitReportRequest { RequestId = ExaminedReport.NewId(), Narrative = "CONTOH informasi awal", RegionCode = "75.71", Contest = "Pilwali" });

    private Task<long> ItemsAsync(SentFile file) => backing.ScalarAsync<long>("select count(*) from reports.evidence_items where id = $1", Guid.Parse(file.UploadId));
}
