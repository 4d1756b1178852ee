using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.FollowUp;
using Netralitas.Services.Reports.Tests.Transfers;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>Respondents of joined reports are decided on with the case that these follow, wherever it goes: LAW-REV-03.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class JoinedRespondentTests(BackingServices backing)
{
    private const string Office = FollowUpTests.Office;
    private const string Receiver = "bawaslu:81.71";
    private const string Above = "bawaslu:62";

    private static readonly Respondent[] Here =
    [
        new() { Name = "Budi Santoso, S.E.", Number = "198601012010011001" }, new() { Name = "Siti Aminah" }, new() { Name = "Siti Aminah" }, new() { Name = "Wayan", Number = "197001011990031002" },
    ];

    [Fact]
    public void One_of_the_same_number_or_name_is_the_same_person_and_of_two_neither()
    {
        Respondent[] wanted =
        [
            new() { Number = "19860101 201001 1 001" }, new() { Name = "BUDI SANTOSO S E" }, new() { Name = "Budi Santoso" }, new() { Name = "Budi Santoso, S.E.", Number = "199001012015011003" },
            new() { Name = "Siti Aminah" }, new() { Name = "wayan", Number = "tidak tahu" }, new() { Name = "Lain", Number = "197001011990031002" }, new() { Place = "Panggung" }, new() { Name = " " },
        ];
        var found = JoinedRespondents.Of(File(Here), [File(wanted)]);

        var table = new StringBuilder();
        foreach (var each in found)
        {
            table.Append($"{each.Respondent} {each.Details.Name} {each.Details.Number} | {each.RespondentHere}\n");
        }

        Assert.Equal(
            """
            1  19860101 201001 1 001 | 1
            2 BUDI SANTOSO S E  | 1
            3 Budi Santoso  | 0
            4 Budi Santoso, S.E. 199001012015011003 | 0
            5 Siti Aminah  | 0
            6 wayan tidak tahu | 4
            7 Lain 197001011990031002 | 4
            8   | 0

            """, table.ToString());
    }

    [Fact]
    public async Task A_plenary_decides_on_all_of_them_or_is_told_who_is_missing()
    {
        var replica = await backing.ReplicaAsync();
        var (lead, follower) = await JoinedAsync(replica, "Terlapor lain");
        await lead.JudgeAndRegisterAsync();

        var before = Assert.Single((await lead.GetAsync()).JoinedRespondents);
        var refusal = await Assert.ThrowsAsync<RpcException>(() => lead.DecideAsync(["D-06"]));
        await RespondentTests.RecordAsync(replica, lead, 0, new Respondent { Name = "Terlapor lain, S.Pd." }, new JoinedRespondent { Number = follower.Number.ToLowerInvariant(), Respondent = 1 });
        var after = Assert.Single((await lead.GetAsync()).JoinedRespondents);
        await lead.DecideAsync(["D-06"], ["D-06"]);

        Assert.Equal((follower.Number, 1, 0, "Terlapor lain"), (before.Number, before.Respondent, before.RespondentHere, before.Details.Name));
        Assert.Equal(StatusCode.FailedPrecondition, refusal.StatusCode);
        Assert.Contains($"laporan {follower.Number} terlapor nomor 1", refusal.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(2, after.RespondentHere);
        Assert.Equal((ReportStatus.Violation, 2), (lead.State.Status, (await lead.GetAsync()).Outcomes.Count));
        Assert.Equal(ReportStatus.Violation, (await follower.TrackAsync()).Status);
    }

    [Fact]
    public async Task What_was_joined_goes_along_to_the_office_that_acknowledges_and_opens_there_alone()
    {
        var replica = await backing.ReplicaAsync();
        var (lead, follower) = await JoinedAsync(replica, "Terlapor lain");
        await RespondentTests.RecordAsync(replica, lead, 1, new Respondent { Name = "Terlapor uji, S.E." });
        await replica.Transfers.TransferCaseAsync(TransferRequests.HandOver(lead, "81.71"), TestIssuer.As(Office));
        await lead.GetAsync();

        await replica.Transfers.AcknowledgeTransferAsync(new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = lead.Number, ExpectedVersion = lead.State.Version }, TestIssuer.As(Receiver));
        var theirs = await (await ExaminedReport.OfOfficeAsync(replica, lead, Receiver)).GetAsync();
        var along = await (await ExaminedReport.OfOfficeAsync(replica, follower, Receiver)).GetAsync();

        Assert.Equal(("81.71", follower.Number, "Terlapor uji, S.E."), (theirs.OfficeCode, Assert.Single(theirs.Joined), Assert.Single(theirs.Respondents).Details.Name));
        Assert.Equal(("81.71", lead.Number, "Terlapor lain"), (along.OfficeCode, along.JoinedTo, Assert.Single(along.Account.Respondents).Name));
        Assert.Equal("GoAlong", along.History[^1].Step);
        await Outcome.RefusedAsync(replica.Review.GetCaseAsync(new GetCaseRequest { Number = follower.Number }, TestIssuer.As(Office)), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.Equal("Bawaslu Kota Ambon", (await follower.TrackAsync()).HandlingOffice);
    }

    [Fact]
    public async Task Who_takes_a_case_over_has_what_follows_it()
    {
        var replica = await backing.ReplicaAsync();
        var (lead, follower) = await JoinedAsync(replica, "Terlapor uji");

        await replica.Transfers.TakeOverCaseAsync(new TakeOverCaseRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = lead.Number,
            ExpectedVersion = lead.State.Version,
            Reason = "CONTOH",
            Document = new EvidenceDocument { Number = "012/PM.05.02/K/2024", DatedOn = "2024-10-05" },
        }, TestIssuer.As(Above));
        var along = await (await ExaminedReport.OfOfficeAsync(replica, follower, Above)).GetAsync();

        Assert.Equal(("62", ReportStatus.Joined), (along.OfficeCode, along.State.Status));
        Assert.Equal(1, Assert.Single((await (await ExaminedReport.OfOfficeAsync(replica, lead, Above)).GetAsync()).JoinedRespondents).RespondentHere);
    }

    // A lead with one respondent, and a report that follows it.
    private static async Task<(ExaminedReport Lead, ExaminedReport Follower)> JoinedAsync(ReportsProcess replica, string named)
    {
        var told = ExaminedReport.Whole("62.06");
        told.Respondents[0].Name = named;
        var (lead, follower) = (await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("62.06"), Office), await ExaminedReport.ClaimedAsync(replica, told, Office));
        await replica.Review.JoinCaseAsync(
            new JoinCaseRequest { RequestId = ExaminedReport.NewId(), Number = follower.Number, ExpectedVersion = follower.State.Version, LeadNumber = lead.Number, Reason = "CONTOH peristiwa yang sama." }, TestIssuer.As(Office));
        await lead.GetAsync();
        return (lead, follower);
    }

    private static CaseFile File(Respondent[] respondents)
    {
        var at = DateTimeOffset.UnixEpoch;
        var report = new SubmitReportRequest { Narrative = "CONTOH", Respondents = { respondents } };
        return new CaseFile(new ReceivedCase(Guid.NewGuid(), "000000000000", at, ReportKind.InformasiAwal, WholeReport.Of(ReportBody.Split(ReportContent.Of(report).Bytes).Body, []), at), null, [], []);
    }
}
