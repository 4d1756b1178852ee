using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.EvidenceFiles;
using Netralitas.Services.Reports.Tests.EvidenceIntake;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Custody;

/// <summary>Opening an original that only custodians may open: two people, a reason, on the record and in the chain of custody, told to the reporter.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class OriginalOpeningTests(BackingServices backing) : IDisposable
{
    private const string Region = "62.13";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Two_custodians_read_it_bit_for_bit_each_reading_is_recorded_and_the_reporter_is_told()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var (report, file) = await SealedAsync(replica);
        var wish = Wish(report.Number);

        var requested = await replica.Custody.RequestOriginalOpeningAsync(wish, As("satu"));
        Assert.Equal(requested, await replica.Custody.RequestOriginalOpeningAsync(wish, As("satu")));
        Assert.Equal("OPENING_NOT_APPROVED", await RefusalOfAsync(replica, requested.OpeningId, As("satu")));
        await replica.Custody.ApproveIdentityOpeningAsync(Approval(requested.OpeningId), As("dua"));
        var (told, bytes) = await DownloadAsync(replica, requested.OpeningId, As("satu"));
        await DownloadAsync(replica, requested.OpeningId, As("dua"));

        Assert.Equal(file.Bytes, bytes);
        Assert.Equal(("foto.jpg", "image/jpeg", file.Bytes.Length, "attachment"), (told.Name, told.MediaType, (int)told.SizeBytes, told.Disposition));
        Assert.Equal(file.Sha256, told.Sha256.ToByteArray());
        var opened = Assert.Single((await report.TrackAsync()).OpenedIdentities);
        Assert.Equal("Berkas asli bukti nomor 1: Pelapor akan dimintai keterangan atau dihubungi.", opened.GroundText);
        var custody = Assert.Single((await replica.CaseEvidence.ListCaseEvidenceAsync(new ListCaseEvidenceRequest { Number = report.Number }, TestIssuer.As($"bawaslu:{Region}"))).Evidence).Custody;
        Assert.Equal([("satu", told.CustodyEntry), ("dua", told.CustodyEntry + 1)], custody.Where(entry => entry.Act == CustodyAct.OriginalOpened).Select(entry => (entry.Person, entry.Entry)));
        var listed = Assert.Single((await replica.Custody.ListIdentityOpeningsAsync(new ListIdentityOpeningsRequest(), As("pengawas", "auditor"))).Openings, opening => opening.OpeningId == requested.OpeningId);
        Assert.Equal((1, "satu", "dua"), (listed.Evidence, listed.RequestedBy, listed.ApprovedBy));
        Assert.Equal(["satu", "dua"], listed.Readings.Select(reading => reading.ReadBy));
        await Outcome.RefusedAsync(replica.Custody.GetIdentityAsync(new GetIdentityRequest { OpeningId = requested.OpeningId }, As("satu")), StatusCode.NotFound, "OPENING_UNKNOWN");
    }

    [Fact]
    public async Task Each_wrong_step_is_told_what_is_wrong()
    {
        var replica = await backing.ReplicaAsync();
        var (report, _) = await SealedAsync(replica);
        await new SentFile(report.Receipt, Pictures.Jpeg(), keepsMetadata: true).HandInAsync(replica);
        var custody = replica.Custody;

        Assert.Equal(StatusCode.PermissionDenied, await Outcome.OfAsync(custody.RequestOriginalOpeningAsync(Wish(report.Number), As("satu", "officer"))));
        await Outcome.RefusedAsync(custody.RequestOriginalOpeningAsync(Wish("000000000000"), As("satu")), StatusCode.NotFound, "REPORT_UNKNOWN");
        await Outcome.RefusedAsync(custody.RequestOriginalOpeningAsync(Wish(report.Number, 9), As("satu")), StatusCode.NotFound, "EVIDENCE_UNKNOWN");
        await Outcome.RefusedAsync(custody.RequestOriginalOpeningAsync(Wish(report.Number, 2), As("satu")), StatusCode.FailedPrecondition, "ORIGINAL_NOT_SEALED");
        var blank = Wish(report.Number);
        (blank.Ground, blank.Reason) = (IdentityOpeningGround.Unspecified, "");
        Assert.Equal(["ground", "reason"], (await Refusal.OfAsync(custody.RequestOriginalOpeningAsync(blank, As("satu")))).Fields);
        var id = (await custody.RequestOriginalOpeningAsync(Wish(report.Number), As("satu"))).OpeningId;
        await Outcome.RefusedAsync(custody.ApproveIdentityOpeningAsync(Approval(id), As("satu")), StatusCode.FailedPrecondition, "OPENING_NEEDS_ANOTHER_PERSON");
        await custody.ApproveIdentityOpeningAsync(Approval(id), As("dua"));
        Assert.Equal("OPENING_UNKNOWN", await RefusalOfAsync(replica, id, As("tiga")));
        Assert.Equal(0L, await ReadingsAsync(id));
        var identity = (await custody.RequestIdentityOpeningAsync(
            new RequestIdentityOpeningRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, Ground = IdentityOpeningGround.Protection, Reason = "CONTOH" }, As("satu"))).OpeningId;
        await custody.ApproveIdentityOpeningAsync(Approval(identity), As("dua"));
        Assert.Equal("OPENING_UNKNOWN", await RefusalOfAsync(replica, identity, As("satu")));
    }

    [Fact]
    public async Task A_reading_whose_bytes_got_lost_is_on_the_record_and_without_the_custodians_key_nothing_is()
    {
        string id;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "original.after_commit_before_send"))
        {
            var (report, _) = await SealedAsync(dying);
            id = (await dying.Custody.RequestOriginalOpeningAsync(Wish(report.Number), As("satu"))).OpeningId;
            await dying.Custody.ApproveIdentityOpeningAsync(Approval(id), As("dua"));
            await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(dying, id, As("satu")));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(1L, await ReadingsAsync(id));
        await using var keyless = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__Sealing__CustodianKeysPath", null)]);
        Assert.Equal("IDENTITY_KEY_MISSING", await RefusalOfAsync(keyless, id, As("satu")));
        Assert.Equal(1L, await ReadingsAsync(id));
    }

    private static async Task<(ExaminedReport Report, SentFile File)> SealedAsync(ReportsProcess replica)
    {
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        var file = new SentFile(report.Receipt, Pictures.Jpeg(scanBytes: 150_000));
        await file.HandInAsync(replica);
        return (report, file);
    }

    private static async Task<(OriginalFile File, byte[] Bytes)> DownloadAsync(ReportsProcess replica, string id, Metadata custodian)
    {
        using var call = replica.Custody.DownloadOriginal(new DownloadOriginalRequest { OpeningId = id }, custodian);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        var file = call.ResponseStream.Current.File;
        using var bytes = new MemoryStream();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            call.ResponseStream.Current.Data.WriteTo(bytes);
        }

        return (file, bytes.ToArray());
    }

    private static async Task<string> RefusalOfAsync(ReportsProcess replica, string id, Metadata custodian) =>
        Refusal.Of(await Assert.ThrowsAsync<RpcException>(() => DownloadAsync(replica, id, custodian))).Reason;

    private static RequestOriginalOpeningRequest Wish(string number, int evidence = 1) => new()
    {
        RequestId = ExaminedReport.NewId(),
        Number = number,
        Evidence = evidence,
        Ground = IdentityOpeningGround.Clarification,
        Reason = "CONTOH: waktu pengambilan gambar perlu diperiksa.",
    };

    private static ApproveIdentityOpeningRequest Approval(string id) => new() { RequestId = ExaminedReport.NewId(), OpeningId = id };

    private static Metadata As(string person, string role = "custodian") => TestIssuer.As($"bawaslu:{Region}", person, role);

    private Task<long> ReadingsAsync(string id) => backing.ScalarAsync<long>("select count(*) from reports.identity_opening_readings where opening_id = $1", Guid.Parse(id));
}
