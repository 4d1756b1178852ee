using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;
using static Netralitas.Services.Reports.Tests.FollowUp.FollowUpTests;

namespace Netralitas.Services.Reports.Tests.Law;

/// <summary>LAW-FWD-01: the body that is to come is recorded by the centre, and takes what is forwarded from its day on. Tried on the track of organisers, which no other test forwards on.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class AuthorityRevisionTests(BackingServices backing) : IDisposable
{
    private static readonly Metadata Central = TestIssuer.As("bawaslu:00", role: "central");

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task From_its_day_on_the_new_body_takes_what_is_forwarded_and_what_was_forwarded_before_stays()
    {
        await using var one = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__FollowUp__ExportAfterSeconds", "0")]);
        await using var two = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__FollowUp__ExportAfterSeconds", "0")]);
        var earlier = await ForwardedAsync(one);
        var body = $"uji-{ExaminedReport.NewId()}";

        var recorded = await one.LawRevisions.RecordAuthorityAsync(await AuthorityAsync(one, body, "Lembaga CONTOH"), Central);
        var later = await ForwardedAsync(two);
        var renamed = await two.LawRevisions.RecordAuthorityAsync(await AuthorityAsync(two, body, "Lembaga CONTOH Baru"), Central);
        var last = await ForwardedAsync(one);

        Assert.Equal((1, 2), (recorded.AuthorityVersion, renamed.AuthorityVersion));
        Assert.NotEqual(body, earlier.AuthorityId);
        Assert.Equal((body, "Lembaga CONTOH", "surat CONTOH", "Keputusan CONTOH 1/2026", "Verified"), (later.AuthorityId, later.Authority, later.Channel, later.Law, later.Mark));
        Assert.Equal((body, "Lembaga CONTOH Baru"), (last.AuthorityId, last.Authority));
        foreach (var replica in new[] { one, two })
        {
            foreach (var each in new[] { earlier, later, last })
            {
                var read = (await replica.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = each.ForwardingId }, TestIssuer.As(Office))).Forwarding;
                Assert.Equal((each.AuthorityId, each.Authority), (read.AuthorityId, read.Authority));
            }
        }

        var exported = await ExportAsync(two, body);
        Assert.Equal([later.ForwardingId, last.ForwardingId], exported);
        Assert.DoesNotContain(later.ForwardingId, await ExportAsync(two, earlier.AuthorityId));
        Assert.Equal(["Lembaga CONTOH", "Lembaga CONTOH Baru"], (await one.Law.ListAuthoritiesAsync(new ListAuthoritiesRequest())).Authorities.Where(each => each.AuthorityId == body).Select(each => each.Name));
    }

    [Fact]
    public async Task The_reporter_is_told_the_body_that_the_case_went_to_also_after_a_later_day_was_recorded()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var body = $"uji-{ExaminedReport.NewId()}";
        await replica.LawRevisions.RecordAuthorityAsync(await AuthorityAsync(replica, body, "Lembaga CONTOH Pertama"), Central);
        var report = await DecidedAsync(replica, "Lurah");
        await replica.FollowUp.ForwardCaseAsync(Forward(report, Ethics()), TestIssuer.As(Office));
        var later = await AuthorityAsync(replica, $"uji-{ExaminedReport.NewId()}", "Lembaga CONTOH Kemudian");
        later.ValidFrom = "2098-01-01";
        await replica.LawRevisions.RecordAuthorityAsync(later, Central);

        Assert.StartsWith("Diteruskan kepada Lembaga CONTOH Pertama pada ", Assert.Single((await report.TrackAsync()).FollowUp), StringComparison.Ordinal);
        Assert.Equal(body, (await ForwardedAsync(replica)).AuthorityId);
        var listed = (await replica.Law.ListAuthoritiesAsync(new ListAuthoritiesRequest())).Authorities;
        Assert.Equal("2097-12-31", listed.Single(each => each.AuthorityId == body).ValidTo);
    }

    [Fact]
    public async Task The_same_request_gets_the_first_answer_each_wrong_field_is_told_and_only_the_centre_records()
    {
        var replica = await backing.ReplicaAsync();
        var request = await AuthorityAsync(replica, $"uji-{ExaminedReport.NewId()}", "Lembaga CONTOH");
        request.ValidFrom = "2099-01-01";
        var first = await replica.LawRevisions.RecordAuthorityAsync(request, Central);
        var before = await ElectionNewsTests.LastAsync(replica);

        Assert.Equal(first, await replica.LawRevisions.RecordAuthorityAsync(request, Central));
        var wrong = new RecordAuthorityRequest { RequestId = ExaminedReport.NewId(), ExpectedRevision = before, AuthorityId = "Lembaga Baru", Track = "Disiplin", ValidFrom = "besok" };
        Assert.Equal(
            ["decree.basis", "decree.source", "authority_id", "track", "name", "channel", "valid_from"],
            (await Refusal.OfAsync(replica.LawRevisions.RecordAuthorityAsync(wrong, Central))).Fields);
        var late = await AuthorityAsync(replica, "uji-lampau", "Lembaga CONTOH");
        late.ValidFrom = "2025-01-01";
        var refusal = await Refusal.OfAsync(replica.LawRevisions.RecordAuthorityAsync(late, Central));
        Assert.Equal(("LAW_REVISION_INVALID", "valid_from"), (refusal.Reason, Assert.Single(refusal.Fields)));
        var changed = await AuthorityAsync(replica, "uji-lambat", "Lembaga CONTOH");
        changed.ExpectedRevision--;
        await Outcome.RefusedAsync(replica.LawRevisions.RecordAuthorityAsync(changed, Central), StatusCode.Aborted, "LAW_CHANGED");
        await Outcome.RefusedAsync(replica.LawRevisions.RecordAuthorityAsync(late, TestIssuer.As("bawaslu:62")), StatusCode.PermissionDenied, "ROLE_NOT_ALLOWED");
        Assert.Equal(before, await ElectionNewsTests.LastAsync(replica));
    }

    private static ForwardedRespondent Ethics() => new() { Respondent = 1, Track = ForwardingTrack.OrganiserEthics };

    private static async Task<Forwarding> ForwardedAsync(ReportsProcess replica) =>
        Assert.Single((await replica.FollowUp.ForwardCaseAsync(Forward(await DecidedAsync(replica, "Lurah"), Ethics()), TestIssuer.As(Office))).Forwardings);

    // Today at the office of these tests, which is the centre's day too.
    private static async Task<RecordAuthorityRequest> AuthorityAsync(ReportsProcess replica, string body, string name) => new()
    {
        RequestId = ExaminedReport.NewId(),
        ExpectedRevision = await ElectionNewsTests.LastAsync(replica),
        Decree = ElectionNewsTests.Decree(),
        AuthorityId = body,
        Track = "KodeEtikPenyelenggara",
        Name = name,
        Channel = "surat CONTOH",
        ValidFrom = DateTime.UtcNow.AddHours(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static async Task<string[]> ExportAsync(ReportsProcess replica, string authority)
    {
        using var call = replica.FollowUp.ExportForwardings(new ExportForwardingsRequest { Format = ExportFormat.Json, AuthorityId = authority }, TestIssuer.As(Office));
        var text = new System.Text.StringBuilder();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            text.Append(call.ResponseStream.Current.Data.ToStringUtf8());
        }

        using var documents = JsonDocument.Parse(text.ToString());
        return [.. documents.RootElement.EnumerateArray().Select(document => document.GetProperty("complaint_number").GetString()!)];
    }
}
