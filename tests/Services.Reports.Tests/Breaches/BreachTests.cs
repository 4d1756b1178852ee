using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Breaches;

/// <summary>A breach is on the record with its clocks until people and authority are told: LAW-PDP-05.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class BreachTests(BackingServices backing) : IDisposable
{
    private const string Region = "62.12";

    private static readonly Metadata Central = TestIssuer.As("bawaslu:00", "pusat", "central");

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task Both_clocks_run_from_when_it_was_known_stop_with_the_notices_and_the_reporter_reads_it()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var report = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole(Region), $"bawaslu:{Region}");
        var known = DateTime.UtcNow.AddHours(-1);
        var wish = Breach(known, report.Number);

        var recorded = await replica.Breaches.RecordBreachAsync(wish, Central);
        Assert.Equal(recorded, await replica.Breaches.RecordBreachAsync(wish, Central));
        var before = await replica.Breaches.GetBreachAsync(new GetBreachRequest { BreachId = recorded.BreachId }, TestIssuer.As("bawaslu:00", role: "auditor"));
        Assert.Equal([(BreachAudience.Persons, "pdp-breach-persons", false), (BreachAudience.Authority, "pdp-breach-authority", false)], before.Clocks.Select(each => (each.Audience, each.RuleId, each.IsLate)));
        Assert.All(before.Clocks, each => Assert.Equal((TimeSpan.FromHours(72), true), (each.EndsAt.ToDateTime() - wish.KnownAt.ToDateTime(), each.StoppedAt is null)));
        Assert.All(recorded.Deadlines, sentence => Assert.Contains("72 jam, UU 27/2022 Pasal 46 ayat (1)", sentence, StringComparison.Ordinal));
        Assert.Empty((await report.TrackAsync()).DataBreaches);

        var notice = Notice(recorded.BreachId, BreachAudience.Persons, known.AddMinutes(30));
        Assert.Equal((1, false), await NotifyAsync(replica, notice));
        Assert.Equal((1, false), await NotifyAsync(replica, notice));
        Assert.Equal((2, false), await NotifyAsync(replica, Notice(recorded.BreachId, BreachAudience.Public, known.AddMinutes(40))));

        var after = await replica.Breaches.GetBreachAsync(new GetBreachRequest { BreachId = recorded.BreachId }, Central);
        Assert.Equal([(BreachAudience.Persons, notice.NotifiedAt), (BreachAudience.Authority, (Timestamp?)null)], after.Clocks.Select(each => (each.Audience, (Timestamp?)each.StoppedAt)));
        Assert.Equal((2, 1, 120), (after.Notices.Count, after.Breach.Reports, after.Breach.Persons));
        var told = Assert.Single((await report.TrackAsync()).DataBreaches);
        Assert.Equal((notice.NotifiedAt, "CONTOH pemberitahuan", "alamat pelapor"), (told.NotifiedAt, told.Text, Assert.Single(told.DataCategories)));
        Assert.Equal(1L, await EventsAsync(recorded.BreachId));
        Assert.Contains((await replica.Breaches.ListBreachesAsync(new ListBreachesRequest(), Central)).Breaches, breach => breach.BreachId == recorded.BreachId);
    }

    [Fact]
    public async Task A_breach_that_nobody_was_told_of_in_time_is_late_and_warned_of()
    {
        var replica = await backing.ReplicaAsync();
        var known = DateTime.UtcNow.AddDays(-4);

        var id = (await replica.Breaches.RecordBreachAsync(Breach(known), Central)).BreachId;

        Assert.All((await replica.Breaches.GetBreachAsync(new GetBreachRequest { BreachId = id }, Central)).Clocks, each => Assert.True(each.IsLate));
        await Eventually.SeeAsync(() => backing.ScalarAsync<long>(
            "select count(*) from reports.data_clock_warnings w join reports.data_clocks c on c.id = w.clock_id where c.owner_id = $1 and w.sent_at is not null", Guid.Parse(id)), sent => sent == 2);
        Assert.Equal((1, true), await NotifyAsync(replica, Notice(id, BreachAudience.Authority, known.AddHours(73))));
        Assert.Equal((2, false), await NotifyAsync(replica, Notice(id, BreachAudience.Persons, known.AddHours(71))));
    }

    [Theory]
    [InlineData("breach.before_commit", 0L)]
    [InlineData("breach.after_commit_before_reply", 1L)]
    public async Task Who_got_no_answer_records_it_again_and_it_is_told_once(string failpoint, long survives)
    {
        var wish = Breach(DateTime.UtcNow);
        wish.Happened = $"CONTOH {Guid.NewGuid()}";
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: failpoint))
        {
            Assert.Equal(StatusCode.Unavailable, await Outcome.OfAsync(dying.Breaches.RecordBreachAsync(wish, Central)));
            await dying.SeeDeadAsync();
        }

        Assert.Equal(survives, await CountAsync());
        await using var next = await ReportsProcess.StartAsync(backing, spool.FullName);
        var id = (await next.Breaches.RecordBreachAsync(wish, Central)).BreachId;
        Assert.Equal((1L, 1L), (await CountAsync(), await EventsAsync(id)));

        Task<long> CountAsync() => backing.ScalarAsync<long>("select count(*) from reports.data_breaches where happened = $1", wish.Happened);
    }

    [Fact]
    public async Task Each_wrong_step_is_told_what_is_wrong()
    {
        var replica = await backing.ReplicaAsync();
        var wrong = new RecordBreachRequest { RequestId = ExaminedReport.NewId(), KnownAt = DateTime.UtcNow.AddDays(1).ToTimestamp(), Persons = -1, RegionCode = "99" };

        var refusal = await Refusal.OfAsync(replica.Breaches.RecordBreachAsync(wrong, Central));
        Assert.Equal(("BREACH_INVALID", "known_at,happened,measures,data_categories,person_categories,persons,region_code"), (refusal.Reason, string.Join(',', refusal.Fields)));
        wrong.KnownAt = new Timestamp { Seconds = long.MaxValue };
        Assert.Equal(refusal.Fields, (await Refusal.OfAsync(replica.Breaches.RecordBreachAsync(wrong, Central))).Fields);
        await Outcome.RefusedAsync(replica.Breaches.RecordBreachAsync(Breach(DateTime.UtcNow, "000000000000"), Central), StatusCode.NotFound, "REPORT_UNKNOWN");
        Assert.Equal(StatusCode.PermissionDenied, await Outcome.OfAsync(replica.Breaches.RecordBreachAsync(Breach(DateTime.UtcNow), TestIssuer.As("bawaslu:62"))));
        await Outcome.RefusedAsync(replica.Breaches.RecordBreachNoticeAsync(Notice(ExaminedReport.NewId(), BreachAudience.Persons, DateTime.UtcNow), Central), StatusCode.NotFound, "BREACH_UNKNOWN");
        var id = (await replica.Breaches.RecordBreachAsync(Breach(DateTime.UtcNow), Central)).BreachId;
        var notice = Notice(id, BreachAudience.Unspecified, DateTime.UtcNow.AddDays(-9));
        (notice.Way, notice.Text, notice.DocumentNumber, notice.Persons) = ("", "", "", -1);
        Assert.Equal(["audience", "notified_at", "persons", "way", "document_number", "text"], (await Refusal.OfAsync(replica.Breaches.RecordBreachNoticeAsync(notice, Central))).Fields);
        notice.NotifiedAt = new Timestamp { Nanos = -1 };
        Assert.Contains("notified_at", (await Refusal.OfAsync(replica.Breaches.RecordBreachNoticeAsync(notice, Central))).Fields);
    }

    [Theory]
    [InlineData("bawaslu:00", true)]
    [InlineData("bawaslu:62", true)]
    [InlineData("bawaslu:62.12", true)]
    [InlineData("bawaslu:62.13", false)]
    [InlineData("bawaslu:13", false)]
    [InlineData("ppk:62.12", false)]
    public async Task An_auditor_reads_the_breaches_of_its_own_region(string office, bool reads)
    {
        var replica = await backing.ReplicaAsync();
        var id = (await replica.Breaches.RecordBreachAsync(Breach(DateTime.UtcNow), Central)).BreachId;
        var everywhere = Breach(DateTime.UtcNow);
        everywhere.RegionCode = "00";
        var ofCentral = (await replica.Breaches.RecordBreachAsync(everywhere, Central)).BreachId;
        var auditor = TestIssuer.As(office, role: "auditor");

        var listed = (await replica.Breaches.ListBreachesAsync(new ListBreachesRequest(), auditor)).Breaches.Select(breach => breach.BreachId).ToList();
        Assert.Equal((reads, office == "bawaslu:00"), (listed.Contains(id), listed.Contains(ofCentral)));
        Assert.Equal(reads ? StatusCode.OK : StatusCode.NotFound, await Outcome.OfAsync(replica.Breaches.GetBreachAsync(new GetBreachRequest { BreachId = id }, auditor)));
        Assert.Equal(office == "bawaslu:00" ? StatusCode.OK : StatusCode.NotFound, await Outcome.OfAsync(replica.Breaches.GetBreachAsync(new GetBreachRequest { BreachId = ofCentral }, auditor)));
    }

    private static RecordBreachRequest Breach(DateTime known, params string[] reports) => new()
    {
        RequestId = ExaminedReport.NewId(),
        KnownAt = Timestamp.FromDateTime(new DateTime(known.Ticks - (known.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc)),
        Happened = "CONTOH: salinan cadangan hilang.",
        DataCategories = { "alamat pelapor" },
        PersonCategories = { "pelapor" },
        Persons = 120,
        Measures = "CONTOH: kunci diganti.",
        RegionCode = Region,
        ReportNumbers = { reports },
    };

    private static RecordBreachNoticeRequest Notice(string id, BreachAudience audience, DateTime at) => new()
    {
        RequestId = ExaminedReport.NewId(),
        BreachId = id,
        Audience = audience,
        NotifiedAt = Timestamp.FromDateTime(new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc)),
        Way = "surat",
        DocumentNumber = "1/CONTOH",
        Persons = 120,
        Text = "CONTOH pemberitahuan",
    };

    private static async Task<(int, bool)> NotifyAsync(ReportsProcess replica, RecordBreachNoticeRequest notice)
    {
        var answer = await replica.Breaches.RecordBreachNoticeAsync(notice, Central);
        return (answer.Notice, answer.IsLate);
    }

    private Task<long> EventsAsync(string id) => backing.ScalarAsync<long>(
        "select count(*) from (select aggregate from messaging.outbox union all select aggregate from messaging.outbox_sent) e where e.aggregate = $1", Guid.Parse(id));
}
