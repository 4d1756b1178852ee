using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Reading;

/// <summary>A database from before channels were kept, brought up to date with what was in it, and back.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class ChannelUpgradeTests(BackingServices backing)
{
    private const string Before = "20261122231500_OrderRegencySearches";

    private static readonly string ByChannel = Counted("concat_ws(' ', nullif(channel, ''), status)", "channel");

    private static readonly string ByStatus = Counted("status", "''");

    [Fact]
    public async Task Old_reports_are_of_no_known_channel_whatever_becomes_of_them_and_no_count_changes_when_the_release_before_comes_back()
    {
        await using var database = await OldDatabase.OfAsync(backing, Before);
        await database.ExecuteAsync(Added("LAMA1", ""));
        await database.ExecuteAsync(AddUp(""));
        await database.ExecuteAsync(Added("LAMA2", ""));

        await database.MigrateAsync();
        Assert.Equal("Received 2", await database.ScalarAsync(ByChannel));
        await database.ExecuteAsync(Added("BARU", "Pledge"));
        await database.ExecuteAsync("update reports.work_list set status = 'InitialReview' where number in ('LAMA1', 'BARU')");
        Assert.Equal("InitialReview 1, Received 1, Pledge InitialReview 1", await database.ScalarAsync(ByChannel));
        await database.ExecuteAsync(AddUp(", channel"));
        Assert.Equal("InitialReview 1, Received 1, Pledge InitialReview 1", await database.ScalarAsync(ByChannel));

        await database.MigrateAsync(Before);
        Assert.Equal("InitialReview 2, Received 1", await database.ScalarAsync(ByStatus));
        await database.ExecuteAsync("update reports.work_list set status = 'Registered' where number = 'BARU'");
        Assert.Equal("InitialReview 1, Received 1, Registered 1", await database.ScalarAsync(ByStatus));
    }

    private static string Added(string number, string channel) =>
        $"""
        with taken as (
            insert into reports.reports (id, version, request_key, content_hash, number, code_key_id, code_verifier, kind, office_code, status, received_at, content)
            values (gen_random_uuid(), 1, gen_random_uuid(), sha256('{number}'), '{number}', '1', sha256('{number}'), 'Laporan', '53.18', 'Received', now(), ''::bytea) returning *)
        insert into reports.work_list (report_id, number, received_at, received_year, kind, status, office_code, regency_code, province_code, unread_messages, due_at, codes{(channel.Length > 0 ? ", channel" : "")})
        select id, number, received_at, 2024, kind, status, office_code, office_code, '53', 0, 'infinity', array[]::text[]{(channel.Length > 0 ? $", '{channel}'" : "")} from taken
        """;

    private static string AddUp(string channel) =>
        $"""
        with taken as (delete from reports.tally_changes returning *)
        insert into reports.tallies as t (code, office_code, received_year, kind, status, contest_id{channel}, count)
        select code, office_code, received_year, kind, status, contest_id{channel}, sum(change) from taken group by code, office_code, received_year, kind, status, contest_id{channel} having sum(change) <> 0
        on conflict (code, office_code, received_year, kind, status, contest_id{channel}) do update set count = t.count + excluded.count
        """;

    // The changes that were not added up yet are in it; ordered by the channel, then the status.
    private static string Counted(string name, string channel) =>
        $"""
        select string_agg(name || ' ' || n, ', ' order by channel, name) from (
            select name, channel, sum(n) as n from (
                select {name} as name, {channel} as channel, count as n from reports.tallies
                union all select {name}, {channel}, change from reports.tally_changes) as c
            group by 1, 2 having sum(n) <> 0) as d
        """;
}
