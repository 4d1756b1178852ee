using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.EvidenceFiles;
using Netralitas.Services.Reports.Tests.EvidenceIntake;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.EvidenceCustody;

/// <summary>Evidence as officers work with it: reading, exhibits, the chain of custody, and the requirement that a file meets: LAW-REP-02.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class CaseEvidenceTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.71";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_file_meets_the_requirement_as_a_described_one_does_and_completes_what_was_asked_for()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var submitted = ExaminedReport.Whole("62.71");
        submitted.Evidence.Clear();
        var report = await ExaminedReport.ClaimedAsync(replica, submitted, Office);
        var before = await report.GetAsync();
        await report.ReviewAsync("evidence");
        await report.RequestCompletionAsync();

        await new SentFile(report.Receipt, Pictures.Jpeg(), name: "spanduk.jpg").HandInAsync(replica);
        await new SentFile(report.Receipt, [1]).HandInAsync(replica);
        var after = await report.GetAsync();

        Assert.False(Evidence(before).Requirement.IsMet);
        Assert.True(Evidence(after).Requirement.IsMet);
        Assert.Equal((ReportStatus.Completed, ReportStatus.Completed, false), (after.State.Status, (await report.TrackAsync()).Status, after.IsReviewed));
        Assert.Equal([("spanduk.jpg", "image/jpeg", 2, true), ("foto.jpg", "application/octet-stream", 1, true)], after.Evidence.Select(e => (e.Name, e.MediaType, e.CustodyLength, e.IsByReporter)));
        Assert.Equal(["1 Claim", "1 Add"], after.History.Where(step => step.Step is "Claim" or "Add").Select(step => $"1 {step.Step}"));
        await report.ReviewAsync();
        Assert.Equal(ReportStatus.Registered, (await report.RegisterAsync()).Status);

        static ChecklistItem Evidence(GetCaseResponse file) => file.Checklist.Single(item => item.Requirement.Key == "evidence");
    }

    [Fact]
    public async Task Whoever_opens_a_file_is_in_its_chain_of_custody_and_a_part_can_be_read()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        var file = new SentFile(report.Receipt, Pictures.Jpeg(scanBytes: 150_000), keepsMetadata: true);
        await file.HandInAsync(replica);

        var (original, whole) = await SentFile.DownloadAsync(replica, Download(report, 1, isOriginal: true), TestIssuer.As(Office, "petugas a"));
        var part = Download(report, 1, isOriginal: true);
        (part.Offset, part.Length) = (65_530, 20);
        var (_, some) = await SentFile.DownloadAsync(replica, part, TestIssuer.As("bawaslu:62", "petugas b"));
        var (copy, _) = await SentFile.DownloadAsync(replica, Download(report, 1), TestIssuer.As(Office, "petugas a"));
        var evidence = Assert.Single((await replica.CaseEvidence.ListCaseEvidenceAsync(new ListCaseEvidenceRequest { Number = report.Number }, TestIssuer.As(Office))).Evidence);

        Assert.Equal(file.Bytes, whole);
        Assert.Equal((true, 3), (original.IsOriginal, original.CustodyEntry));
        Assert.Equal(file.Bytes.AsSpan(65_530, 20).ToArray(), some);
        Assert.Equal((evidence.CopySha256, false, 5), (copy.Sha256, copy.IsOriginal, copy.CustodyEntry));
        Assert.Equal(
            ["1 Received  ", "2 CopyMade  ", "3 OriginalOpened bawaslu:62.71 petugas a", "4 OriginalOpened bawaslu:62 petugas b", "5 CopyOpened bawaslu:62.71 petugas a"],
            evidence.Custody.Select(entry => $"{entry.Entry} {entry.Act} {entry.Office} {entry.Person}"));
        Assert.Equal((12_000_000L, "CONTOH"), (evidence.Pixels, evidence.Description));
        (part.Offset, part.Length) = (file.Bytes.Length, 1);
        Assert.Equal("RANGE_INVALID", await RefusalOfAsync(replica, part, Office));
        Assert.Equal(5, (await replica.CaseEvidence.ListCaseEvidenceAsync(new ListCaseEvidenceRequest { Number = report.Number }, TestIssuer.As(Office))).Evidence[0].Custody.Count);
    }

    [Fact]
    public async Task The_original_of_a_picture_stays_sealed_and_other_offices_see_nothing()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        await new SentFile(report.Receipt, Pictures.Jpeg()).HandInAsync(replica);
        await replica.CaseEvidence.RegisterExhibitAsync(Exhibit(report), TestIssuer.As(Office));

        Assert.Equal("ORIGINAL_SEALED", await RefusalOfAsync(replica, Download(report, 1, isOriginal: true), Office));
        Assert.Equal("EVIDENCE_WITHOUT_FILE", await RefusalOfAsync(replica, Download(report, 2), Office));
        Assert.Equal("EVIDENCE_UNKNOWN", await RefusalOfAsync(replica, Download(report, 3), Office));
        Assert.Equal("REPORT_UNKNOWN", await RefusalOfAsync(replica, Download(report, 1), "bawaslu:62.01"));
        await Outcome.RefusedAsync(
            replica.CaseEvidence.ListCaseEvidenceAsync(new ListCaseEvidenceRequest { Number = report.Number }, TestIssuer.As("bawaslu:62.01")), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.Equal("custodian", await backing.ScalarAsync<string>(
            "select string_agg(k.recipient, ' ') from reports.evidence_file_keys k join reports.evidence_items e on e.original_file_id = k.file_id join reports.reports r on r.id = e.report_id where r.number = $1",
            report.Number.Replace("-", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_exhibit_is_registered_moved_handed_over_and_taken_back()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        var registration = Exhibit(report);

        await Outcome.RefusedAsync(replica.CaseEvidence.RegisterExhibitAsync(registration, TestIssuer.As("bawaslu:62")), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
        var registered = await replica.CaseEvidence.RegisterExhibitAsync(registration, TestIssuer.As(Office));
        await Outcome.RefusedAsync(
            replica.CaseEvidence.RecordCustodyAsync(Step(report, 1, CustodyAct.Moved, "Lemari B"), TestIssuer.As("bawaslu:62")), StatusCode.FailedPrecondition, "CASE_HANDLED_BELOW");
        Assert.Equal(registered, await replica.CaseEvidence.RegisterExhibitAsync(registration, TestIssuer.As(Office)));
        await replica.CaseEvidence.RecordCustodyAsync(Step(report, 1, CustodyAct.Moved, "Lemari B"), TestIssuer.As(Office));
        var handing = Step(report, 2, CustodyAct.HandedOver, "Sentra Gakkumdu");
        var handed = await replica.CaseEvidence.RecordCustodyAsync(handing, TestIssuer.As(Office));
        Assert.Equal(handed, await replica.CaseEvidence.RecordCustodyAsync(handing, TestIssuer.As(Office)));
        await Outcome.RefusedAsync(replica.CaseEvidence.RecordCustodyAsync(Step(report, 3, CustodyAct.Moved, "Lemari A"), TestIssuer.As(Office)), StatusCode.FailedPrecondition, "CUSTODY_STEP_NOT_ALLOWED");
        var away = await report.GetAsync();
        await replica.CaseEvidence.RecordCustodyAsync(Step(report, 3, CustodyAct.TakenBack, "Lemari A"), TestIssuer.As(Office));
        var evidence = Assert.Single((await replica.CaseEvidence.ListCaseEvidenceAsync(new ListCaseEvidenceRequest { Number = report.Number }, TestIssuer.As(Office))).Evidence);

        Assert.StartsWith("Diserahkan", Assert.Single(away.Evidence).StateText, StringComparison.Ordinal);
        Assert.Equal(("Spanduk", "BB-1", ExhibitSource.Supervisor, "Lemari A"), (evidence.Summary.Name, evidence.Mark, evidence.Source, evidence.KeptAt));
        Assert.Equal(["Registered Lemari A", "Moved Lemari B", "HandedOver Sentra Gakkumdu", "TakenBack Lemari A"], evidence.Custody.Select(entry => $"{entry.Act} {entry.Place}"));
        Assert.Equal(4L, await CustodyAsync(report));
    }

    [Fact]
    public async Task Each_wrong_record_is_told_all_that_is_wrong_and_of_two_at_once_one_is_refused()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var report = await ExaminedReport.SubmittedAsync(one, ExaminedReport.Whole("62.71"), Office);
        var empty = new RegisterExhibitRequest { RequestId = ExaminedReport.NewId(), Number = report.Number };

        Assert.Equal(["name", "mark", "source", "kept_at"], (await Refusal.OfAsync(one.CaseEvidence.RegisterExhibitAsync(empty, TestIssuer.As(Office)))).Fields);
        await one.CaseEvidence.RegisterExhibitAsync(Exhibit(report), TestIssuer.As(Office));
        Assert.Equal(["act", "place"], (await Refusal.OfAsync(one.CaseEvidence.RecordCustodyAsync(Step(report, 1, CustodyAct.CopyOpened, ""), TestIssuer.As(Office)))).Fields);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(n =>
            Outcome.OfAsync((n % 2 == 0 ? one : two).CaseEvidence.RecordCustodyAsync(Step(report, 1, CustodyAct.Moved, $"Lemari {n}"), TestIssuer.As(Office)))));

        Assert.Equal((1, 5), (outcomes.Count(code => code == StatusCode.OK), outcomes.Count(code => code == StatusCode.Aborted)));
        await new SentFile(report.Receipt, [1]).HandInAsync(one);
        var ofFile = Step(report, 1, CustodyAct.Moved, "Lemari A");
        ofFile.Evidence = 2;
        await Outcome.RefusedAsync(one.CaseEvidence.RecordCustodyAsync(ofFile, TestIssuer.As(Office)), StatusCode.FailedPrecondition, "CUSTODY_STEP_NOT_ALLOWED");
    }

    [Theory]
    [InlineData("exhibit.before_commit")]
    [InlineData("link.before_commit")]
    [InlineData("begin.before_commit")]
    [InlineData("custody.before_commit")]
    public async Task What_a_crash_stopped_is_sent_again_and_is_there_once(string failpoint)
    {
        ExaminedReport report;
        Func<ReportsProcess, Task> write;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            report = await ExaminedReport.SubmittedAsync(dying, ExaminedReport.Whole("62.71"), Office);
            write = await WriteOfAsync(failpoint, dying, report);
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => write(dying))).StatusCode);
            await dying.SeeDeadAsync();
            Assert.Contains($"NETRALITAS_CRASH_AT {failpoint}", dying.Output, StringComparison.Ordinal);
        }

        var survived = await RowsAsync(report);
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        await write(next);
        await write(next);
        Assert.Equal(survived + 1, await RowsAsync(report));
    }

    private static async Task<Func<ReportsProcess, Task>> WriteOfAsync(string failpoint, ReportsProcess replica, ExaminedReport report)
    {
        var (exhibit, link, file) = (Exhibit(report), UploadTests.Link(report.Receipt, "https://example.org"), new SentFile(report.Receipt, [1]));
        if (failpoint.StartsWith("custody", StringComparison.Ordinal))
        {
            await replica.CaseEvidence.RegisterExhibitAsync(exhibit, TestIssuer.As(Office));
        }

        var moved = Step(report, 1, CustodyAct.Moved, "Lemari B");
        return failpoint switch
        {
            "exhibit.before_commit" => async at => await at.CaseEvidence.RegisterExhibitAsync(exhibit, TestIssuer.As(Office)),
            "link.before_commit" => async at => await at.Evidence.PreserveLinkAsync(link),
            "begin.before_commit" => async at => await file.BeginAsync(at),
            _ => async at => await at.CaseEvidence.RecordCustodyAsync(moved, TestIssuer.As(Office)),
        };
    }

    [Fact]
    public async Task What_was_changed_in_the_store_is_not_given_out()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("62.71"), Office);
        await new SentFile(report.Receipt, new byte[70_000]).HandInAsync(replica);
        var stored = Assert.Single(Directory.GetFiles(Path.Combine(spool.FullName, "evidence"), "*", SearchOption.AllDirectories));
        var bytes = await File.ReadAllBytesAsync(stored);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(stored, bytes);

        Assert.Equal("INTERNAL_ERROR", await RefusalOfAsync(replica, Download(report, 1), Office));
        File.Delete(stored);
        Assert.Equal("EVIDENCE_UNAVAILABLE", await RefusalOfAsync(replica, Download(report, 1), Office));
    }

    private static DownloadEvidenceRequest Download(ExaminedReport report, int evidence, bool isOriginal = false) =>
        new() { Number = report.Number, Evidence = evidence, IsOriginal = isOriginal };

    private static async Task<string> RefusalOfAsync(ReportsProcess replica, DownloadEvidenceRequest request, string office)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => SentFile.DownloadAsync(replica, request, TestIssuer.As(office)));
        return Refusal.Of(refused).Reason;
    }

    private static RegisterExhibitRequest Exhibit(ExaminedReport report) => new()
    {
        RequestId = ExaminedReport.NewId(),
        Number = report.Number,
        Name = "Spanduk",
        Mark = "BB-1",
        Source = ExhibitSource.Supervisor,
        KeptAt = "Lemari A",
    };

    private static RecordCustodyRequest Step(ExaminedReport report, int length, CustodyAct act, string place) =>
        new() { RequestId = ExaminedReport.NewId(), Number = report.Number, Evidence = 1, ExpectedLength = length, Act = act, Place = place };

    // Uploads and entries of custody: each write adds one.
    private Task<long> RowsAsync(ExaminedReport report) => backing.ScalarAsync<long>(
        """
        select (select count(*) from reports.custody_entries c join reports.evidence_items e on e.id = c.item_id where e.report_id = r.id) + (select count(*) from reports.uploads u where u.report_id = r.id)
        from reports.reports r where r.number = $1
        """, report.Number.Replace("-", "", StringComparison.Ordinal));

    private Task<long> CustodyAsync(ExaminedReport report) => backing.ScalarAsync<long>(
        "select count(*) from reports.custody_entries c join reports.evidence_items e on e.id = c.item_id join reports.reports r on r.id = e.report_id where r.number = $1",
        report.Number.Replace("-", "", StringComparison.Ordinal));
}
