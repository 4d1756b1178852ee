using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.Services.Reports.OfficeIntake;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.OfficeIntake;

/// <summary>A report on paper is received when it is handed over, however late it is typed in (LAW-RCP-04); whatever an office takes in is in its audit chain.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class HandOverTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:75.71";

    // It is 10 October 2024, 03.00 UTC; the act was on the given day.
    private const string Instants = """
        75.71 | 2024-10-01 | 2024-10-10T03:00:00Z -> right
        75.71 | 2024-10-01 | 2024-10-10T03:00:01Z -> wrong
        75.71 | 2024-10-01 | 2024-10-01T00:00:00Z -> right
        75.71 | 2024-10-01 | 2024-09-30T16:00:00Z -> right
        35.75 | 2024-10-01 | 2024-09-30T16:00:00Z -> wrong
        75.71 | 2024-09-01 | 2024-09-10T03:00:00Z -> right
        75.71 | 2024-09-01 | 2024-09-10T02:59:59Z -> wrong
        75.71 | kemarin dulu | 2024-10-01T00:00:00Z -> right

        """;

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public void It_is_not_in_the_future_nor_long_ago_nor_before_the_day_of_the_act_by_the_clock_of_the_office() => Assert.Equal(Instants, string.Concat(
        Instants.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(" -> ")[0]).Select(input =>
        {
            var cells = input.Split(" | ");
            var faults = HandOver.FaultsOf(Timestamp.FromDateTimeOffset(At(cells[2])), new SubmitReportRequest { HappenedOn = cells[1] }, RegionCode.Parse(cells[0]), At("2024-10-10T03:00:00Z"));
            return $"{input} -> {(faults.Any() ? "wrong" : "right")}\n";
        })));

    [Fact]
    public async Task What_was_handed_over_in_time_and_is_typed_in_later_is_received_when_it_was_handed_over()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var handedOver = DateTimeOffset.UtcNow.AddDays(-3);
        var request = Paper(handedOver);

        var receipt = await replica.OfficeIntake.EnterReportAsync(request, TestIssuer.As(Office, "loket"));
        var again = await replica.OfficeIntake.EnterReportAsync(request, TestIssuer.As(Office, "loket"));
        var file = await replica.Review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, TestIssuer.As(Office));
        var tracked = await replica.Intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });
        var page = await replica.Receipts.PrintReportReceiptAsync(new PrintReportReceiptRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });

        Assert.Equal(receipt, again);
        Assert.Equal((request.HandedOverAt, request.HandedOverAt, request.HandedOverAt), (receipt.HandedOverAt, file.HandedOverAt, tracked.HandedOverAt));
        Assert.InRange(receipt.ReceivedAt.ToDateTimeOffset(), handedOver.AddDays(3).AddMinutes(-1), handedOver.AddDays(3).AddMinutes(5));
        Assert.Equal((receipt.ReceivedAt, receipt.ReceivedAt), (file.ReceivedAt, tracked.ReceivedAt));
        Assert.Equal(request.HandedOverAt, tracked.Steps[0].TakenAt);
        Assert.Equal(request.HandedOverAt, (await replica.OwnData.GetOwnDataAsync(new GetOwnDataRequest { Number = receipt.Number, AccessCode = receipt.AccessCode })).HandedOverAt);
        Assert.DoesNotContain(receipt.Remarks, remark => remark.Contains("sudah lewat", StringComparison.Ordinal));
        Assert.False(file.Clocks.Single(clock => clock.Subject == "ReportFiling").IsLate);
        Assert.True(file.Checklist.Single(item => item.Requirement.Key == "reported_in_time").Requirement.IsMet);
        var text = ReadPdf.Text(page.Content.ToByteArray());
        Assert.Contains(IndonesianDates.Instant(request.HandedOverAt.ToDateTimeOffset(), IndonesianTimeZone.Wita), text, StringComparison.Ordinal);
        Assert.Contains("Dicatat dalam sistem pada", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_it_the_instant_of_entry_counts_as_ever()
    {
        var replica = await backing.ReplicaAsync();
        var request = Paper(DateTimeOffset.UtcNow);
        request.HandedOverAt = null;

        var receipt = await replica.OfficeIntake.EnterReportAsync(request, TestIssuer.As(Office));
        var file = await replica.Review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, TestIssuer.As(Office));
        var page = await replica.Receipts.PrintReportReceiptAsync(new PrintReportReceiptRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });

        Assert.Null(receipt.HandedOverAt);
        Assert.Null(file.HandedOverAt);
        Assert.True(file.Clocks.Single(clock => clock.Subject == "ReportFiling").IsLate);
        Assert.DoesNotContain("Dicatat dalam sistem pada", ReadPdf.Text(page.Content.ToByteArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instant_that_cannot_be_is_refused_and_nothing_is_taken_in()
    {
        var replica = await backing.ReplicaAsync();
        var now = DateTimeOffset.UtcNow;
        foreach (var wrong in new[] { Timestamp.FromDateTimeOffset(now.AddHours(1)), Timestamp.FromDateTimeOffset(now.AddDays(-31)), Timestamp.FromDateTimeOffset(now.AddDays(-11)), new Timestamp { Nanos = -1 } })
        {
            var request = Paper(now);
            request.HandedOverAt = wrong;

            var refusal = await Refusal.OfAsync(replica.OfficeIntake.EnterReportAsync(request, TestIssuer.As(Office)));

            Assert.Equal((StatusCode.InvalidArgument, "HANDED_OVER_INVALID", "handed_over_at"), (refusal.Code, refusal.Reason, Assert.Single(refusal.Fields)));
            Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from reports.reports where request_key = $1", Guid.Parse(request.RequestId)));
        }
    }

    [Fact]
    public async Task Whatever_an_office_takes_in_is_once_in_its_chain_with_who_entered_it_also_of_many_at_once()
    {
        var one = await backing.ReplicaAsync();
        var two = await backing.ReplicaAsync(2);
        var person = $"loket-{ExaminedReport.NewId()}";
        var paper = Paper(DateTimeOffset.UtcNow.AddDays(-2));
        var finding = new RecordFindingRequest { RequestId = ExaminedReport.NewId(), Finding = new SubmitReportRequest { Narrative = "CONTOH temuan." } };
        var note = new RecordSupervisionRequest { RequestId = ExaminedReport.NewId(), Note = new SubmitReportRequest { Narrative = "CONTOH pengawasan." } };

        var receipts = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => (n % 2 == 0 ? one : two).OfficeIntake.EnterReportAsync(paper, TestIssuer.As(Office, person)).ResponseAsync));
        await one.OfficeIntake.RecordFindingAsync(finding, TestIssuer.As(Office, person));
        await one.OfficeIntake.RecordFindingAsync(finding, TestIssuer.As(Office, person));
        await two.OfficeIntake.RecordSupervisionAsync(note, TestIssuer.As(Office, person));
        var auditor = TestIssuer.As("bawaslu:00", "auditor", "auditor");
        var entries = (await one.Audit.ListAuditAsync(new ListAuditRequest { Office = Office, Actor = person }, auditor)).Entries;

        Assert.All(receipts, receipt => Assert.Equal(receipts[0], receipt));
        Assert.Equal(
            ["RecordSupervision Change 1", "RecordFinding Change 1", "EnterReport Change 1"],
            entries.Select(entry => $"{entry.Rpc.Split('/')[1]} {entry.Act} {entry.Version}"));
        Assert.Equal((receipts[0].Number, Office, receipts[0].ReceivedAt), (entries[^1].Number, entries[^1].ActorOffice, entries[^1].At));
        Assert.True((await one.Audit.VerifyAuditAsync(new VerifyAuditRequest { Office = Office }, auditor)).IsIntact);
    }

    [Fact]
    public async Task What_waits_in_the_spool_while_the_database_is_away_keeps_both_and_is_in_the_chain_once_it_is_drained()
    {
        await using var relay = new Relay(backing.Database);
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        relay.Shut();
        var person = $"loket-{ExaminedReport.NewId()}";
        var request = Paper(DateTimeOffset.UtcNow.AddDays(-3));
        var receipt = await replica.OfficeIntake.EnterReportAsync(request, TestIssuer.As(Office, person));
        Assert.NotEmpty(spool.GetFiles("*.spool"));
        relay.Open();

        await Eventually.SeeAsync(() => backing.ScalarAsync<long>("select count(*) from reports.audit_entries where actor = $1 and act = 'change'", person), count => count == 1);
        var file = await replica.Review.GetCaseAsync(new GetCaseRequest { Number = receipt.Number }, TestIssuer.As(Office));
        Assert.Equal((request.HandedOverAt, receipt.ReceivedAt), (file.HandedOverAt, file.ReceivedAt));
    }

    // Known eight days ago and so too late today, of an act the day before.
    private static EnterReportRequest Paper(DateTimeOffset handedOver)
    {
        var report = ExaminedReport.Whole("75.71");
        (report.RequestId, report.KnownOn, report.HappenedOn) = ("", Day(-8), Day(-9));
        return new EnterReportRequest { RequestId = ExaminedReport.NewId(), Report = report, HandedOverAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(handedOver.Ticks / 10 * 10, handedOver.Offset)) };
    }

    private static string Day(int days) => IndonesianTimeZone.Wita.LocalDate(DateTimeOffset.UtcNow).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
