using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Xunit.Abstractions;

namespace Netralitas.Services.Reports.Tests.Numbering;

/// <summary>Official numbers of reports in the database, given by replicas that die and that compete.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class NumberingTests(BackingServices backing, ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_replica_that_dies_before_its_commit_leaves_no_gap_and_two_at_once_give_each_number_once()
    {
        var requests = Enumerable.Range(0, 60).Select(n => Report("64.72", $"CONTOH nomor {n}")).ToList();
        await using (var dying = await ReportsProcess.StartAsync(backing, spool.FullName, crashAt: "number.before_commit"))
        {
            await dying.Intake.SubmitReportAsync(requests[0]);
            await dying.SeeDeadAsync();
            Assert.Contains("NETRALITAS_CRASH_AT number.before_commit", dying.Output, StringComparison.Ordinal);
        }

        Assert.Equal(0L, await CountAsync("64.72"));
        await using var one = await ReportsProcess.StartAsync(backing, spool.FullName);
        await using var two = await ReportsProcess.StartAsync(backing, spool.FullName);
        await Task.WhenAll(requests.Select((request, n) => (n % 2 == 0 ? one : two).Intake.SubmitReportAsync(request).ResponseAsync));

        await Eventually.SeeAsync(() => CountAsync("64.72"), count => count == requests.Count);
        Assert.Equal((1, 60), (await backing.ScalarAsync<int>(Sequence("min"), "64.72"), await backing.ScalarAsync<int>(Sequence("max"), "64.72")));
        Assert.Equal(60L, await backing.ScalarAsync<long>("select count(distinct number) from reports.official_numbers where office_code = $1", "64.72"));
        Assert.Equal(0L, await WaitingAsync("64.72"));
    }

    [Fact]
    public async Task The_reporter_reads_the_official_number_and_a_repeat_gets_no_second_one()
    {
        var replica = await backing.ReplicaAsync();
        var request = Report("51.71", "CONTOH dibaca");
        var receipt = await replica.Intake.SubmitReportAsync(request);

        var tracked = await Eventually.SeeAsync(() => TrackAsync(replica, receipt), answer => answer.OfficialNumber.Length > 0);
        await replica.Intake.SubmitReportAsync(request);
        var another = await replica.Intake.SubmitReportAsync(Report("51.71", "CONTOH lain"));
        var next = await Eventually.SeeAsync(() => TrackAsync(replica, another), answer => answer.OfficialNumber.Length > 0);

        Assert.Matches(@"^001/LP/PW/Kota/K51\.71/[IVX]+/20[0-9]{2}$", tracked.OfficialNumber);
        Assert.StartsWith("002/LP/PW/Kota/K51.71/", next.OfficialNumber, StringComparison.Ordinal);
        Assert.Equal((ReportKind.Laporan, "Laporan"), (tracked.Kind, tracked.KindText));
        Assert.Equal(tracked, await TrackAsync(replica, receipt));
        var waited = await backing.ScalarAsync<TimeSpan>("select n.given_at - r.received_at from reports.official_numbers n join reports.reports r on r.id = n.report_id where n.office_code = $1 and n.sequence = 2", "51.71");
        Assert.True(waited < TimeSpan.FromSeconds(5), $"An official number was given {waited} after receipt.");
        output.WriteLine($"Given {waited} after receipt.");
    }

    [Fact]
    public async Task Without_name_and_address_there_is_no_official_number()
    {
        var replica = await backing.ReplicaAsync();
        var tip = Report("32.73", "CONTOH tanpa nama");
        tip.Reporter = null;
        var receipt = await replica.Intake.SubmitReportAsync(tip);
        // What came later is numbered by then: the other would be too.
        var marker = await replica.Intake.SubmitReportAsync(Report("32.73", "CONTOH penanda"));
        await Eventually.SeeAsync(() => TrackAsync(replica, marker), answer => answer.OfficialNumber.Length > 0);

        var tracked = await TrackAsync(replica, receipt);

        Assert.Equal((ReportKind.InformasiAwal, "Informasi awal", ""), (tracked.Kind, tracked.KindText, tracked.OfficialNumber));
        Assert.Equal(1L, await CountAsync("32.73"));
    }

    [Fact]
    public async Task A_row_from_before_kinds_were_kept_is_read_and_numbered_by_its_content()
    {
        var replica = await backing.ReplicaAsync();
        var report = Report("33.74", "CONTOH baris lama");
        var receipt = await replica.Intake.SubmitReportAsync(report);
        var expected = await Eventually.SeeAsync(() => TrackAsync(replica, receipt), answer => answer.OfficialNumber.Length > 0);

        await using (var old = backing.Owner.CreateCommand(
            """
            with numbered as (delete from reports.official_numbers where office_code = '33.74' returning report_id),
                old as (update reports.reports r set kind = null, office_code = null, contest = null, content = $1, identity = null from numbered n where r.id = n.report_id returning r.id, r.received_at)
            insert into reports.unnumbered (formal_at, report_id) select received_at, id from old
            """))
        {
            old.Parameters.Add(new() { Value = ReportContent.Of(report).Bytes });
            Assert.Equal(1, await old.ExecuteNonQueryAsync());
        }

        Assert.Equal(expected, await Eventually.SeeAsync(() => TrackAsync(replica, receipt), answer => answer.OfficialNumber.Length > 0));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_is_set_aside_with_an_alarm_and_holds_up_nobody_else()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var unreadable = await replica.Intake.SubmitReportAsync(Report("34.71", "CONTOH rusak"));
        await Eventually.SeeAsync(() => TrackAsync(replica, unreadable), answer => answer.OfficialNumber.Length > 0);
        var content = await backing.ScalarAsync<byte[]>("select content from reports.reports where number = $1", Plain(unreadable));
        Assert.Equal(1, await backing.ExecuteAsync(
            """
            with numbered as (delete from reports.official_numbers where office_code = '34.71' returning report_id),
                broken as (update reports.reports r set kind = null, office_code = null, content = '\xffff'::bytea from numbered n where r.id = n.report_id returning r.id, r.received_at)
            insert into reports.unnumbered (formal_at, report_id) select received_at, id from broken
            """));

        var other = await replica.Intake.SubmitReportAsync(Report("34.71", "CONTOH sesudahnya"));

        Assert.StartsWith("001/", (await Eventually.SeeAsync(() => TrackAsync(replica, other), answer => answer.OfficialNumber.Length > 0)).OfficialNumber, StringComparison.Ordinal);
        var id = await backing.ScalarAsync<Guid>("select report_id from reports.unnumbered u join reports.reports r on r.id = u.report_id where r.number = $1 and u.set_aside_at is not null", Plain(unreadable));
        Assert.Contains($"Report {id} cannot be read", replica.Output, StringComparison.Ordinal);
        await backing.ExecuteAsync("update reports.reports set kind = 'Laporan', office_code = '34.71', content = $2 where id = $1", id, content);
        await backing.ExecuteAsync("update reports.unnumbered set set_aside_at = null where report_id = $1", id);
        Assert.StartsWith("002/", (await Eventually.SeeAsync(() => TrackAsync(replica, unreadable), answer => answer.OfficialNumber.Length > 0)).OfficialNumber, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waited_in_the_spool_is_numbered_once_it_is_drained()
    {
        await using var relay = new Relay(backing.Database);
        relay.Shut();
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        var receipt = await replica.Intake.SubmitReportAsync(Report("73.71", "CONTOH dari antrean"));
        relay.Open();

        await Eventually.SeeAsync(() => CountAsync("73.71"), count => count == 1);
        Assert.StartsWith("001/LP/PW/Kota/K73.71/", (await TrackAsync(replica, receipt)).OfficialNumber, StringComparison.Ordinal);
    }

    private static SubmitReportRequest Report(string region, string narrative) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        Narrative = narrative,
        RegionCode = region,
        Contest = "Pemilihan Wali Kota",
        Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" },
    };

    private static async Task<TrackReportResponse> TrackAsync(ReportsProcess replica, SubmitReportResponse receipt) =>
        await replica.Intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });

    private static string Plain(SubmitReportResponse receipt) => receipt.Number.Replace("-", "", StringComparison.Ordinal);

    private static string Sequence(string which) => $"select {which}(sequence) from reports.official_numbers where office_code = $1";

    private Task<long> CountAsync(string office) => backing.ScalarAsync<long>("select count(*) from reports.official_numbers where office_code = $1", office);

    private Task<long> WaitingAsync(string office) => backing.ScalarAsync<long>(
        "select count(*) from reports.unnumbered u join reports.reports r on r.id = u.report_id where r.office_code = $1", office);
}
