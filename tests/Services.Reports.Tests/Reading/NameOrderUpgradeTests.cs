using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Reading;

/// <summary>A database whose marks of names have no order yet, brought up to date with what was in it, and back.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class NameOrderUpgradeTests(BackingServices backing)
{
    private const string Before = "20261123000655_CountChannels";

    // As the release before writes them.
    private const string Add =
        """
        with taken as (
            insert into reports.reports (id, version, request_key, content_hash, number, code_key_id, code_verifier, kind, office_code, status, received_at, content)
            select gen_random_uuid(), 1, gen_random_uuid(), sha256(n::bytea), n, '1', sha256(n::bytea), 'Laporan', '53.18', 'Received', '2024-10-01T00:00:00Z', ''::bytea
            from unnest(array['LAMA1', 'LAMA2']) as n returning *)
        insert into reports.work_list (report_id, number, received_at, received_year, kind, status, office_code, regency_code, province_code, unread_messages, due_at, codes)
        select id, number, received_at, 2024, kind, status, office_code, office_code, '53', 0, 'infinity', array[]::text[] from taken;
        """;

    private const string Mark = "insert into reports.respondent_marks (mark, report_id) select 'contoh', report_id from reports.work_list on conflict do nothing";

    private const string Marks = "select string_agg(concat_ws(' ', number, received_at at time zone 'UTC', due_at at time zone 'UTC', regency_code, province_code), ', ' order by number) from reports.respondent_marks";

    [Fact]
    public async Task Old_marks_have_the_place_of_their_row_and_follow_it_and_the_release_before_still_adds_some()
    {
        await using var database = await OldDatabase.OfAsync(backing, Before);
        await database.ExecuteAsync(Add);
        await database.ExecuteAsync(Mark);

        await database.MigrateAsync();
        Assert.Equal("LAMA1 2024-10-01 00:00:00 infinity 53.18 53, LAMA2 2024-10-01 00:00:00 infinity 53.18 53", await database.ScalarAsync(Marks));
        await database.ExecuteAsync("update reports.work_list set due_at = '2024-10-05T00:00:00Z', regency_code = '81.71', province_code = '81' where number = 'LAMA1'");
        Assert.Equal("LAMA1 2024-10-01 00:00:00 2024-10-05 00:00:00 81.71 81, LAMA2 2024-10-01 00:00:00 infinity 53.18 53", await database.ScalarAsync(Marks));

        await database.ExecuteAsync("delete from reports.respondent_marks");
        await database.ExecuteAsync(Mark);
        Assert.Equal("LAMA1 2024-10-01 00:00:00 2024-10-05 00:00:00 81.71 81, LAMA2 2024-10-01 00:00:00 infinity 53.18 53", await database.ScalarAsync(Marks));

        await database.MigrateAsync(Before);
        await database.ExecuteAsync(Mark);
        await database.ExecuteAsync("update reports.work_list set due_at = 'infinity'");
        Assert.Equal("2", await database.ScalarAsync("select count(*)::text from reports.respondent_marks"));
    }
}
