using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.EvidenceFiles;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.EvidenceIntake;

/// <summary>Every "no" to whoever hands evidence in, links, and who may.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class UploadRefusalTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:75.71";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Whoever_has_not_the_code_and_no_part_in_the_case_is_answered_alike()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var (receipt, other) = (await TipAsync(replica), await TipAsync(replica));
        var file = new SentFile(receipt, [1, 2, 3]);
        await file.BeginAsync(replica);
        var wrong = file.Begin.Clone();
        var refusals = new List<Refusal>();
        foreach (var (number, code, officer) in new[]
        {
            (receipt.Number, other.AccessCode, null), ("0000-0000-0000", receipt.AccessCode, null), (receipt.Number, "", null), ("", "", null), (receipt.Number, "x", TestIssuer.As(Office)),
            (receipt.Number, "", TestIssuer.As("bawaslu:75.01")), ("0000-0000-0000", "", TestIssuer.As(Office)),
        })
        {
            (wrong.Number, wrong.AccessCode) = (number, code);
            refusals.Add(await Refusal.OfAsync(replica.Evidence.BeginUploadAsync(wrong, officer)));
            refusals.Add(await Refusal.OfAsync(replica.Evidence.FinishUploadAsync(new FinishUploadRequest { Number = number, AccessCode = code, UploadId = file.UploadId }, officer)));
        }

        refusals.Add(await Refusal.OfAsync(replica.Evidence.ListOwnEvidenceAsync(new ListOwnEvidenceRequest { Number = receipt.Number, AccessCode = other.AccessCode })));
        Assert.All(refusals, refusal => Assert.Equal((StatusCode.NotFound, "REPORT_NOT_FOUND"), (refusal.Code, refusal.Reason)));
    }

    [Fact]
    public async Task An_upload_belongs_to_who_began_it()
    {
        var replica = await backing.ReplicaAsync();
        var (receipt, other) = (await TipAsync(replica), await TipAsync(replica));
        var mine = new SentFile(receipt, [1, 2, 3]);
        await mine.BeginAsync(replica);
        await mine.SendAsync(replica);

        foreach (var (who, officer) in new[] { (other, null), (receipt, TestIssuer.As(Office)) })
        {
            await Outcome.RefusedAsync(
                replica.Evidence.FinishUploadAsync(
                    new FinishUploadRequest { Number = who.Number, AccessCode = officer is null ? who.AccessCode : "", UploadId = mine.UploadId }, officer), StatusCode.NotFound, "UPLOAD_UNKNOWN");
        }

        await Outcome.RefusedAsync(replica.Evidence.BeginUploadAsync(OfOfficer(mine.Begin), TestIssuer.As(Office)), StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
    }

    [Fact]
    public async Task Each_wrong_beginning_is_told_all_that_is_wrong()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ("Reports__Evidence__MaxFileBytes", "1000"));
        var receipt = await TipAsync(replica);
        var file = new SentFile(receipt, [1, 2, 3]);
        await file.BeginAsync(replica);

        var wrong = new SentFile(receipt, new byte[1001], name: new string('n', 256)).Begin;
        wrong.Sha256 = ByteString.CopyFrom(1, 2);
        wrong.Description = new string('u', 2001);
        var refusal = await Refusal.OfAsync(replica.Evidence.BeginUploadAsync(wrong));
        Assert.Equal((StatusCode.InvalidArgument, "UPLOAD_INVALID"), (refusal.Code, refusal.Reason));
        Assert.Equal(["size_bytes", "sha256", "name", "description"], refusal.Fields);
        wrong.RequestId = "1";
        await Outcome.RefusedAsync(replica.Evidence.BeginUploadAsync(wrong), StatusCode.InvalidArgument, "REQUEST_ID_INVALID");
        file.Begin.Name = "lain.jpg";
        await Outcome.RefusedAsync(replica.Evidence.BeginUploadAsync(file.Begin), StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
    }

    [Fact]
    public async Task What_is_no_next_chunk_is_refused_and_what_came_before_stays()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ("Reports__Evidence__ChunkPauseSeconds", "2"));
        var file = new SentFile(await TipAsync(replica), RandomNumberGenerator.GetBytes(3 * 65536));
        await file.BeginAsync(replica);

        using (var nameless = replica.Evidence.UploadChunks())
        {
            await nameless.RequestStream.WriteAsync(file.Chunk(0, 10));
            Assert.Equal("InvalidArgument", await SentFile.RefusalOfAsync(nameless));
        }

        using (var hole = await file.BringAsync(replica, 0, 65536))
        {
            await hole.RequestStream.WriteAsync(file.Chunk(65537, 10));
            Assert.Equal("InvalidArgument", await SentFile.RefusalOfAsync(hole));
        }

        Assert.Equal(65536, (await file.StandingAsync(replica)).NextOffset);
        using (var resting = await file.BringAsync(replica, 65536, 2 * 65536))
        {
            Assert.Equal("DeadlineExceeded", await SentFile.RefusalOfAsync(resting));
        }

        Assert.Equal(2 * 65536, (await file.StandingAsync(replica)).NextOffset);
        using (var tooMuch = await file.BringAsync(replica, 2 * 65536, 3 * 65536, 65536))
        {
            await tooMuch.RequestStream.WriteAsync(new UploadChunksRequest { Chunk = new UploadChunk { Offset = 3 * 65536, Data = ByteString.CopyFrom(1) } });
            Assert.Equal("InvalidArgument", await SentFile.RefusalOfAsync(tooMuch));
        }

        Assert.Equal(file.Sha256, (await file.Finish(replica)).Sha256.ToByteArray());
        using var late = await file.BringAsync(replica, 0, 0);
        Assert.Equal("FailedPrecondition", await SentFile.RefusalOfAsync(late));
    }

    [Fact]
    public async Task Another_hash_is_refused_and_the_right_one_finishes()
    {
        var replica = await backing.ReplicaAsync();
        var file = new SentFile(await TipAsync(replica), [1, 2, 3]);
        await file.BeginAsync(replica);
        await file.SendAsync(replica);

        await Outcome.RefusedAsync(file.Finish(replica, new byte[32]), StatusCode.FailedPrecondition, "UPLOAD_DIFFERS");
        await Outcome.RefusedAsync(file.Finish(replica, [1]), StatusCode.InvalidArgument, "UPLOAD_INVALID");

        Assert.Equal(3, (await file.StandingAsync(replica)).NextOffset);
        Assert.Equal(1, (await file.Finish(replica)).Evidence);
    }

    [Fact]
    public async Task Quotas_count_files_and_links_and_bytes_of_the_reporter_and_the_office_apart_and_never_the_text()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName,
            settings: [("Reports__Evidence__MaxFilesPerReport", "2"), ("Reports__Evidence__MaxBytesPerReport", "100")]);
        var receipt = await TipAsync(replica);

        await Outcome.RefusedAsync(replica.Evidence.BeginUploadAsync(new SentFile(receipt, new byte[101]).Begin), StatusCode.ResourceExhausted, "EVIDENCE_QUOTA_EXCEEDED");
        await new SentFile(receipt, new byte[60]).BeginAsync(replica);
        await Outcome.RefusedAsync(replica.Evidence.BeginUploadAsync(new SentFile(receipt, new byte[41]).Begin), StatusCode.ResourceExhausted, "EVIDENCE_QUOTA_EXCEEDED");
        await replica.Evidence.PreserveLinkAsync(UploadTests.Link(receipt, "https://example.org/a"));
        await Outcome.RefusedAsync(replica.Evidence.BeginUploadAsync(new SentFile(receipt, new byte[1]).Begin), StatusCode.ResourceExhausted, "EVIDENCE_QUOTA_EXCEEDED");
        await Outcome.RefusedAsync(replica.Evidence.PreserveLinkAsync(UploadTests.Link(receipt, "https://example.org/b")), StatusCode.ResourceExhausted, "EVIDENCE_QUOTA_EXCEEDED");
        await new SentFile(receipt, new byte[90], TestIssuer.As(Office)).HandInAsync(replica);
        Assert.Equal(ReportKind.InformasiAwal, (await replica.Intake.CompleteReportAsync(new CompleteReportRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = receipt.Number,
            AccessCode = receipt.AccessCode,
            Addition = new SubmitReportRequest { Narrative = new string('x', 1000) },
        })).Kind);
    }

    [Fact]
    public async Task A_link_is_a_manifest_that_its_hash_proves()
    {
        var replica = await backing.ReplicaAsync();
        var receipt = await TipAsync(replica);
        var link = UploadTests.Link(receipt, "https://example.org/unggahan?id=1");

        var preserved = await replica.Evidence.PreserveLinkAsync(link);
        Assert.Equal(preserved, await replica.Evidence.PreserveLinkAsync(link));
        var (file, manifest) = await SentFile.DownloadAsync(replica, new DownloadEvidenceRequest { Number = receipt.Number, Evidence = 1 }, TestIssuer.As(Office));
        var own = await replica.Evidence.ListOwnEvidenceAsync(new ListOwnEvidenceRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });

        Assert.Equal(preserved.ManifestSha256.ToByteArray(), SHA256.HashData(manifest));
        Assert.Equal(("application/json", "attachment"), (file.MediaType, file.Disposition));
        Assert.Contains($"\"address\":\"https://example.org/unggahan?id=1\",\"seen_on\":\"kemarin\",\"sha256\":\"{new string('0', 64)}\"", System.Text.Encoding.UTF8.GetString(manifest), StringComparison.Ordinal);
        Assert.Equal((EvidenceKind.Link, "https://example.org/unggahan?id=1"), (own.Evidence[0].Kind, own.Evidence[0].Name));
        var wrong = UploadTests.Link(receipt, "javascript:alert(1)");
        wrong.SeenOn = new string('x', 101);
        wrong.Sha256 = ByteString.CopyFrom(1);
        Assert.Equal(["address", "sha256", "seen_on"], (await Refusal.OfAsync(replica.Evidence.PreserveLinkAsync(wrong))).Fields);
        link.Description = "lain";
        await Outcome.RefusedAsync(replica.Evidence.PreserveLinkAsync(link), StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
    }

    [Fact]
    public async Task An_abandoned_upload_is_removed_with_its_parts_and_evidence_never_is()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ("Reports__Evidence__CleanUpSeconds", "1"));
        var receipt = await TipAsync(replica);
        var (kept, abandoned) = (new SentFile(receipt, Pictures.Jpeg()), new SentFile(receipt, new byte[200_000]));
        await kept.HandInAsync(replica);
        await abandoned.BeginAsync(replica);
        await abandoned.SendAsync(replica, 0, 131_072);
        var parts = Directory.GetFiles(Path.Combine(spool.FullName, "evidence"), "*", SearchOption.AllDirectories).Length;

        await backing.ScalarAsync<long>(
            "with aged as (update reports.evidence_files set touched_at = touched_at - interval '80 hours' where id in (select file_id from reports.uploads u join reports.reports r on r.id = u.report_id where r.number = $1) returning id) select count(*) from aged",
            receipt.Number.Replace("-", "", StringComparison.Ordinal));
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from reports.uploads where id = $1", Guid.Parse(abandoned.UploadId)), left => left == 0);

        await Outcome.RefusedAsync(abandoned.Finish(replica), StatusCode.NotFound, "UPLOAD_UNKNOWN");
        Assert.Equal((3, 2), (parts, Directory.GetFiles(Path.Combine(spool.FullName, "evidence"), "*", SearchOption.AllDirectories).Length));
        var (_, copy) = await SentFile.DownloadAsync(replica, new DownloadEvidenceRequest { Number = receipt.Number, Evidence = 1 }, TestIssuer.As(Office));
        Assert.NotEmpty(copy);
        // The same request begins anew.
        Assert.Equal(0, (await abandoned.BeginAsync(replica)).NextOffset);
    }

    private static BeginUploadRequest OfOfficer(BeginUploadRequest begin)
    {
        var request = begin.Clone();
        request.AccessCode = "";
        return request;
    }

    private static async Task<SubmitReportResponse> TipAsync(ReportsProcess replica) => await replica.Intake.SubmitReportAsync(
        new SubmitReportRequest { RequestId = ExaminedReport.NewId(), Narrative = "CONTOH informasi awal", RegionCode = "75.71", Contest = "Pilwali" });
}
