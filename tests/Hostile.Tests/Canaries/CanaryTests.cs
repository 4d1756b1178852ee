using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Hostile.Tests.Standing;
using Npgsql;
using Xunit.Abstractions;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>What people send is looked for, word by word, in everything that the suite leaves behind: also while the parts under it fail.</summary>
[Collection(StandingSuiteCollection.Name)]
public sealed class CanaryTests(StandingSuite suite, ITestOutputHelper told)
{
    // Each has a column that the service writes with what it was sent, sealed or not.
    private static readonly (string Database, string Table)[] Refusing =
        [("reports", "reports.reports"), ("reports", "reports.additions"), ("reports", "reports.case_events"), ("pledges", "pledges.signatures"), ("notifications", "notifications.notices")];

    [Fact]
    public async Task No_word_that_was_sent_lies_where_it_may_not()
    {
        var sent = new Sent();
        await using var broker = new BrokerTap();
        await broker.OpenAsync(await suite.BrokerAsync());
        var places = new Places(suite, broker);
        var (reporter, office, refused) = (new ReporterDrive(suite, sent), new OfficeDrive(suite, sent), new RefusedDrive(suite, sent));

        var receipt = await reporter.FollowUpAsync();
        await reporter.SubmitAsync(sent.Report(region: sent.Word(sent.Reporter, "no_region")));
        await office.TakeInAsync();
        await office.ExamineAsync(receipt, () => reporter.AnswerAsync(receipt));
        await office.PledgeAsync();
        await reporter.WithdrawAsync(receipt);
        await refused.AsJsonAsync();
        await refused.AsGrpcAsync(receipt);
        var spooled = await WhileDatabaseIsShutAsync(places, sent, reporter);
        await WhileTablesRefuseAsync(places, reporter, office);
        await WhileBrokerIsAwayAsync(broker, reporter);
        await WhileBackendsDieAsync(places, reporter);
        await SettleAsync(places);
        await places.PlantAsync(sent.Planted.Text);

        var all = await Eventually.SeeAsync(() => places.AllAsync(), found => LeakSearch.Find([sent.Planted], found.Where(p => p.Name is "output" or "messages")).Count > 1);
        var findings = LeakSearch.Find(sent.All, all).Concat(LeakSearch.Find(sent.All, [spooled])).ToList();

        SeeSearchFinds(sent, all);
        var leaks = findings.Where(found => !AllowedPlaces.Allow(found)).ToList();
        told.WriteLine($"{sent.All.Count} texts and beginnings of texts in {all.Count} places; {findings.Count} times where they may lie");
        Assert.True(leaks.Count == 0, string.Join('\n', leaks.GroupBy(l => (l.Kind, l.Place)).SelectMany(g => g.Take(6).Select(l => $"{l.Kind} in {l.Place} ({l.Form}, {l.Where}), {g.Count()} times: {l.Around}"))));
        Assert.Empty(AllowedPlaces.Unneeded(findings));
    }

    /// <summary>The search is worth something: what was left in each place on purpose it finds in each, and in each form that the place has.</summary>
    private static void SeeSearchFinds(Sent sent, List<Place> all)
    {
        var found = LeakSearch.Find([sent.Planted], all);
        Assert.Empty(all.Select(place => place.Name).Except(found.Select(f => f.Place)));
        Assert.All(Places.Databases, database => Assert.Contains(found, f => f.Place == $"dump of {database}" && f.Form == "hex"));
        var every = new Place("every form", sent.Planted.Forms().Select((form, n) => ($"{n}", form.Pattern)));
        Assert.Equal(sent.Planted.Forms().Select(form => form.Form).Distinct().Order(), LeakSearch.Find([sent.Planted], [every]).Select(f => f.Form).Distinct().Order());
        Assert.All(Enumerable.Range(0, 3), before => Assert.Contains(
            LeakSearch.Find([sent.Planted], [new Place("base64", [("", System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{new string('x', before)}{sent.Planted.Text}yz"))))])]), f => f.Form == "base64"));
    }

    /// <summary>Shuts the database of reports, so that reports go to the spool, and looks at the spool before it is drained.</summary>
    private async Task<Place> WhileDatabaseIsShutAsync(Places places, Sent sent, ReporterDrive reporter)
    {
        await places.RunAsync("postgres", "alter database reports allow_connections false; select pg_terminate_backend(pid) from pg_stat_activity where datname = 'reports'");
        try
        {
            foreach (var _ in Enumerable.Range(0, 5))
            {
                await reporter.SubmitAsync();
            }

            await TryAsync(async () => await new IntakeService.IntakeServiceClient(suite.Channel).TrackReportAsync(new TrackReportRequest { Number = "0000-0000-0000", AccessCode = sent.Word(sent.Refused, "code") }, reporter.Headers()));
            var spool = places.Folder("spool");
            var held = new Place("spool while the database is shut", [.. spool.Contents]);
            Assert.NotEmpty(held.Contents);
            return held;
        }
        finally
        {
            await places.RunAsync("postgres", "alter database reports allow_connections true");
        }
    }

    /// <summary>Has tables turn every new row down, which PostgreSQL tells of with the row in its words.</summary>
    private static async Task WhileTablesRefuseAsync(Places places, ReporterDrive reporter, OfficeDrive office)
    {
        var receipt = await reporter.SubmitAsync();
        await SettleAsync(places);
        foreach (var (database, table) in Refusing)
        {
            await places.RunAsync(database, $"alter table {table} add constraint hostile_tests check (false) not valid");
        }

        try
        {
            await TryAsync(() => reporter.SubmitAsync());
            await TryAsync(() => reporter.FollowUpAsync());
            await TryAsync(() => reporter.WithdrawAsync(receipt));
            await TryAsync(() => office.TakeInAsync());
            await TryAsync(() => office.ExamineAsync(receipt, () => reporter.AnswerAsync(receipt)));
            await TryAsync(() => office.PledgeAsync());
        }
        finally
        {
            foreach (var (database, table) in Refusing)
            {
                await places.RunAsync(database, $"alter table {table} drop constraint hostile_tests");
            }
        }
    }

    private async Task WhileBrokerIsAwayAsync(BrokerTap broker, ReporterDrive reporter)
    {
        await broker.ControlAsync("close_all_connections", "hostile tests");
        await broker.OpenAsync(await suite.BrokerAsync());
        await reporter.SubmitAsync();
    }

    private static async Task WhileBackendsDieAsync(Places places, ReporterDrive reporter)
    {
        for (var n = 0; n < 5; n++)
        {
            var submitted = TryAsync(() => reporter.SubmitAsync());
            await places.RunAsync("postgres", "select pg_terminate_backend(pid) from pg_stat_activity where datname in ('reports', 'notifications', 'pledges') and pid <> pg_backend_pid()");
            await submitted;
        }
    }

    /// <summary>Waits until nothing is left to do: the spool is drained, events are out and have come.</summary>
    private static async Task SettleAsync(Places places)
    {
        await Eventually.SeeAsync(() => Task.FromResult(places.Folder("spool").Contents.Count()), files => files == 0);
        await Eventually.SeeAsync(
            async () =>
            {
                try
                {
                    return await places.ScalarAsync<long>("reports", "select count(*) from messaging.outbox");
                }
                catch (NpgsqlException)
                {
                    return -1;
                }
            },
            waiting => waiting == 0);
    }

    // What comes of it is not asked here, only what is left of it.
    private static async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RpcException)
        {
        }
    }
}
