using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.FollowUp;

/// <summary>A personnel authority who is a respondent gets nothing of the case, though no position in the report says that he is one: LAW-FWD-05.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class ReportedAuthorityTests(BackingServices backing)
{
    private static readonly (string Authority, string Office, bool IsAbove) Above = ("Menteri Dalam Negeri", "", true);

    [Fact]
    public async Task An_officer_says_who_it_is_also_where_nothing_was_found_against_him()
    {
        var replica = await backing.ReplicaAsync();
        var report = await FollowUpTests.DecidedAsync(replica, [Lurah, new Respondent { Name = "Budi" }], [true, false]);
        var wrong = FollowUpTests.Forward(report, FollowUpTests.Respondent(1));
        wrong.ReportedAuthorities.Add([new ReportedAuthority { AgencyRegionCode = "62.06" }, new ReportedAuthority { AgencyKind = AgencyKind.RegencyGovernment, AgencyRegionCode = "62" }]);
        var forward = FollowUpTests.Forward(report, FollowUpTests.Respondent(1));
        forward.ReportedAuthorities.Add(new ReportedAuthority { AgencyKind = AgencyKind.RegencyGovernment, AgencyRegionCode = "62.06" });

        var refusal = await Refusal.OfAsync(replica.FollowUp.ForwardCaseAsync(wrong, TestIssuer.As(FollowUpTests.Office)));
        var sent = await replica.FollowUp.ForwardCaseAsync(forward, TestIssuer.As(FollowUpTests.Office));

        Assert.Equal(("FORWARDING_INVALID", "reported_authorities[0].agency_kind,reported_authorities[1].agency_region_code"), (refusal.Reason, string.Join(',', refusal.Fields)));
        Assert.Equal(Above, RouteOf(Assert.Single(sent.Forwardings)));
    }

    [Fact]
    public async Task What_was_said_of_one_holds_for_those_who_are_forwarded_later()
    {
        var replica = await backing.ReplicaAsync();
        var report = await FollowUpTests.DecidedAsync(replica, [Lurah, new Respondent { Name = "Budi" }]);
        var authority = FollowUpTests.Respondent(2);
        authority.IsPersonnelAuthority = true;

        await replica.FollowUp.ForwardCaseAsync(FollowUpTests.Forward(report, authority), TestIssuer.As(FollowUpTests.Office));
        await report.GetAsync();
        var later = await replica.FollowUp.ForwardCaseAsync(FollowUpTests.Forward(report, FollowUpTests.Respondent(1)), TestIssuer.As(FollowUpTests.Office));

        Assert.Equal(Above, RouteOf(Assert.Single(later.Forwardings)));
    }

    [Fact]
    public async Task Who_is_named_in_a_joined_report_alone_is_a_respondent_too()
    {
        var replica = await backing.ReplicaAsync();
        var follower = await ExaminedReport.ClaimedAsync(replica, Told(new Respondent { Name = "Terlapor lain", Position = "Bupati" }), FollowUpTests.Office);
        var lead = await ExaminedReport.ClaimedAsync(replica, Told(Lurah), FollowUpTests.Office);
        await replica.Review.JoinCaseAsync(new JoinCaseRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = follower.Number,
            ExpectedVersion = follower.State.Version,
            LeadNumber = lead.Number,
            Reason = "CONTOH peristiwa yang sama.",
        }, TestIssuer.As(FollowUpTests.Office));
        await RespondentTests.RecordAsync(replica, lead, 0, new Respondent { Name = "Terlapor lain" }, new JoinedRespondent { Number = follower.Number, Respondent = 1 });
        await lead.JudgeAndRegisterAsync();
        await lead.DecideAsync(["D-06"], []);

        var sent = await replica.FollowUp.ForwardCaseAsync(FollowUpTests.Forward(lead, FollowUpTests.Respondent(1)), TestIssuer.As(FollowUpTests.Office));

        Assert.Equal(Above, RouteOf(Assert.Single(sent.Forwardings)));
    }

    private static Respondent Lurah => new() { Name = "Terlapor uji", Position = "Lurah", Number = "198601012010011001" };

    private static (string Authority, string Office, bool IsAbove) RouteOf(Forwarding forwarding) => (forwarding.PersonnelAuthority, forwarding.AgencyOffice, forwarding.IsAbove);

    private static SubmitReportRequest Told(Respondent respondent)
    {
        var told = ExaminedReport.Whole("62.06");
        told.Respondents.Clear();
        told.Respondents.Add(respondent);
        return told;
    }
}
