using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using static Netralitas.Services.Reports.Tests.FollowUp.FollowUpTests;
using static Netralitas.Services.Reports.Tests.FollowUp.RecordCriminalStepTests;

namespace Netralitas.Services.Reports.Tests.FollowUp;

/// <summary>A term of the Sentra Gakkumdu or of the court that passes is marked once, and a late holiday moves it first.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class CriminalOverdueTests(BackingServices backing) : IDisposable
{
    private static readonly (string, string?)[] AtOnce = [("Reports__FollowUp__GraceHours", "0"), ("Reports__FollowUp__PollSeconds", "0.2")];

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Each_term_that_passes_is_marked_once_also_after_a_crash_and_the_step_that_came_ends_it()
    {
        Forwarding forwarding;
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "overdue.before_commit", settings: AtOnce))
        {
            // The first discussion was due in 2024, so the first look dies of it.
            (_, forwarding) = await ForwardedAsync(backing, dying);
            await dying.SeeDeadAsync();
        }

        await using var one = await ReportsProcess.StartAsync(backing, spool.FullName, settings: AtOnce);
        await using var two = await ReportsProcess.StartAsync(backing, spool.FullName, settings: AtOnce);
        var discussion = await OverdueAsync(one, forwarding);
        var begun = (await two.FollowUp.RecordCriminalStepAsync(Step(discussion.Forwarding, CriminalStep.InvestigationBegun, "2024-11-13"), TestIssuer.As(Office))).Forwarding;
        var investigation = await OverdueAsync(one, forwarding);

        Assert.Null(begun.OverdueSince);
        Assert.Equal(["Overdue 2024-11-11", "CriminalStep 2024-11-13", "Overdue 2024-12-05"], investigation.Entries.Select(entry => $"{entry.Kind} {entry.HappenedOn}"));
        Assert.StartsWith("Batas penyampaian hasil penyidikan kepada penuntut umum Rabu, 4 Desember 2024 pukul 23.59 WIB", investigation.Entries[^1].Note, StringComparison.Ordinal);
        Assert.Equal<IEnumerable<int>>([2, 4], await TellingsAsync(forwarding));
    }

    [Fact]
    public async Task A_late_holiday_moves_a_term_that_runs_and_nothing_is_marked_before_its_new_end()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: AtOnce);
        var report = await DecidedAsync(replica, "Lurah");
        var forwarding = (await replica.FollowUp.ForwardCaseAsync(Forward(report, new ForwardedRespondent { Respondent = 1, Track = ForwardingTrack.Crime }), TestIssuer.As(Office))).Forwardings[0];
        var begun = (await replica.FollowUp.RecordCriminalStepAsync(Step(forwarding, CriminalStep.InvestigationBegun, forwarding.ForwardedOn), TestIssuer.As(Office))).Forwarding;
        var before = Assert.Single(begun.Criminal.Terms);
        Assert.False(before.IsPast);
        var central = TestIssuer.As("bawaslu:00", role: "central");
        var revisions = await replica.Law.ListRevisionsAsync(new ListRevisionsRequest());

        await replica.LawRevisions.ReviseCalendarAsync(new ReviseCalendarRequest
        {
            RequestId = Id(),
            ExpectedRevision = revisions.Revisions.LastOrDefault()?.Revision ?? 0,
            Decree = new Decree { Basis = "Keputusan CONTOH 7/2026", Source = "https://example.org/keputusan" },
            Holidays = { new HolidayChange { Date = before.DueOn, Kind = "LiburDaerah", RegionCode = "62.06", Name = "CONTOH libur" } },
        }, central);

        var after = Assert.Single((await replica.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = forwarding.ForwardingId }, TestIssuer.As(Office))).Forwarding.Criminal.Terms);
        Assert.True(after.EndsAt > before.EndsAt);
        Assert.Contains("CONTOH libur", after.Sentence, StringComparison.Ordinal);
        await Eventually.SeeAsync(
            () => backing.ScalarAsync<DateTime>("select overdue_at from reports.forwardings where id = $1", Guid.Parse(forwarding.ForwardingId)),
            at => at == after.EndsAt.ToDateTime());
        // As if the end that was stored were the old one, and past: the look holds it against the calendar first.
        await backing.ExecuteAsync("update reports.forwardings set overdue_at = now() - interval '1 minute' where id = $1", Guid.Parse(forwarding.ForwardingId));
        await Eventually.SeeAsync(
            () => backing.ScalarAsync<DateTime>("select overdue_at from reports.forwardings where id = $1", Guid.Parse(forwarding.ForwardingId)),
            at => at == after.EndsAt.ToDateTime());
        Assert.Empty(await TellingsAsync(forwarding));
    }

    private static async Task<GetForwardingResponse> OverdueAsync(ReportsProcess replica, Forwarding forwarding) => await Eventually.SeeAsync(
        async () => await replica.FollowUp.GetForwardingAsync(new GetForwardingRequest { ForwardingId = forwarding.ForwardingId }, TestIssuer.As(Office)), found => found.Forwarding.OverdueSince is not null);

    private Task<int[]> TellingsAsync(Forwarding forwarding) => backing.ScalarAsync<int[]>(
        """
        select coalesce(array_agg(e.version order by e.version), '{}') from (select aggregate, version, type from messaging.outbox union all select aggregate, version, type from messaging.outbox_sent) e
        where e.aggregate = $1 and e.type = $2
        """, Guid.Parse(forwarding.ForwardingId), typeof(ForwardingOverdue).FullName!);
}
