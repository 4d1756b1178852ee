using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Reading;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.EvidenceIntake;

/// <summary>Files and links that a reporter hands in beside the report: who works on the case sees that there is something new, and what is over keeps them all the same.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class HandedInTests(BackingServices backing)
{
    private const string Office = "bawaslu:62.09";

    [Fact]
    public async Task An_officer_finds_new_evidence_in_the_list_and_works_on_nothing_older()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.09"), Office);
        var stale = report.Checklist();
        var file = new SentFile(report.Receipt, [1, 2, 3]);
        await file.BeginAsync(replica);
        await file.SendAsync(replica);
        await file.Finish(replica);
        await file.Finish(replica);
        await replica.Evidence.PreserveLinkAsync(Link(report));

        var whole = await report.GetAsync();
        var unread = await ListedCases.AllAsync(replica, new CaseFilter { HasUnreadMessages = true }, CaseOrder.Receipt, Office, 50);
        var refusal = await Refusal.OfAsync(replica.Review.ReviewReportAsync(stale, TestIssuer.As(Office)));
        await replica.Review.ReadMessagesAsync(new ReadMessagesRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = report.State.Version }, TestIssuer.As(Office));

        Assert.Equal((2, ReportStatus.InitialReview, 2), (whole.State.UnreadMessages, whole.State.Status, whole.Evidence.Count));
        Assert.Equal(["Claim", "HandIn", "HandIn"], whole.History.Select(step => step.Step));
        Assert.Contains(unread, each => (each.Number, each.UnreadMessages) == (report.Number, 2));
        Assert.Equal("CASE_CHANGED", refusal.Reason);
        Assert.Equal(0, (await report.GetAsync()).State.UnreadMessages);
    }

    [Fact]
    public async Task What_is_over_stays_over_and_keeps_what_comes()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.09"), Office);
        await report.ReviewAsync();
        await report.DeclineAsync(DeclineGround.NotAViolation);

        await replica.Evidence.PreserveLinkAsync(Link(report));
        var whole = await report.GetAsync();

        Assert.Equal((ReportStatus.NotRegistered, 0, 1), (whole.State.Status, whole.State.UnreadMessages, whole.Evidence.Count));
    }

    private static PreserveLinkRequest Link(ExaminedReport report) => new()
    {
        RequestId = ExaminedReport.NewId(),
        Number = report.Number,
        AccessCode = report.Receipt.AccessCode,
        Address = "https://contoh.example/unggahan",
    };
}
