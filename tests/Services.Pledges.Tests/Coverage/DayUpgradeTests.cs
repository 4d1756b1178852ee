using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Pledges.Tests.States;
using Npgsql;

namespace Netralitas.Services.Pledges.Tests.Coverage;

/// <summary>A database from before signatures had days, brought up to date with what was in it, and back.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class DayUpgradeTests(PledgesService service)
{
    private const string Before = "20261123150000_KnowHeldPosts";

    // A declaration in WIT. On its roll: a list's person of the roster, a device's at 23.30 WIT, one without a network at 00.30 WIT, one beside the roster, one for others, one who withdrew, one who was erased.
    private const string Stored =
        """
        insert into pledges.declarations (id, version, title, region_code, venue, held_on_date, time_zone, mode, activities, organiser_name, organiser_contact_name, organiser_kind, staff_categories, contests, source, recorded_at, signatures, personal_pledges, participants, status)
        values ('00000000-0000-0000-0000-0000000000d1', 1, 't', '91.01', 'v', '2024-09-21', 'Wit', 'Luring', '{}', 'o', '', 'Bawaslu', '{}', '{}', '', now(), 0, 0,
            '[{"Role": "Attendee", "Name": "", "Position": "", "Agency": "", "Tenure": "Unspecified", "People": 4}, {"Role": "Attendee", "Name": "Uji", "Position": "", "Agency": "", "Tenure": "Unspecified", "People": null}, {"Role": "Reader", "Name": "Uji", "Position": "", "Agency": "", "Tenure": "Unspecified", "People": null}]', 'Open');
        insert into pledges.signatures (id, declaration_id, signer_name, signer_index, pledge_scope, position, agency, tenure, represented, mandate_basis, method, recorded_at)
        select s.id::uuid, '00000000-0000-0000-0000-0000000000d1', '', s.person::uuid, s.scope::uuid, '', '', 'Definitif', s.represented, '', s.method, s.at::timestamptz
        from (values
            ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000cc', '', 'List', '2026-11-01T00:00:00Z'),
            ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-0000000000a2', '00000000-0000-0000-0000-0000000000cc', '', 'Device', '2024-09-22T14:30:00Z'),
            ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-0000000000a3', '00000000-0000-0000-0000-0000000000cc', '', 'Offline', '2024-09-30T00:00:00Z'),
            ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-0000000000a4', '00000000-0000-0000-0000-0000000000cc', '', 'List', '2026-11-01T00:00:00Z'),
            ('00000000-0000-0000-0000-000000000005', '00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000cc', 'semua', 'List', '2026-11-01T00:00:00Z'),
            ('00000000-0000-0000-0000-000000000006', '00000000-0000-0000-0000-0000000000a6', '00000000-0000-0000-0000-0000000000cc', '', 'List', '2026-11-01T00:00:00Z'),
            ('00000000-0000-0000-0000-000000000007', null, null, '', 'List', '2026-11-01T00:00:00Z')) as s(id, person, scope, represented, method, at);
        insert into pledges.roster_entries (id, person_index, post_index, sealed, check_value, category, position, position_key, agency_id, region_code, is_counted, upload_id)
        select ('00000000-0000-0000-0000-0000000000e' || n)::uuid, ('00000000-0000-0000-0000-0000000000a' || n)::uuid, gen_random_uuid(), '', '', 'Pns', 'Staf', 'STAF', '00000000-0000-0000-0000-0000000000ff', '91.01', n <> 3, gen_random_uuid()
        from generate_series(1, 3) n;
        insert into pledges.pledged select ('00000000-0000-0000-0000-0000000000e' || n)::uuid, '00000000-0000-0000-0000-0000000000cc', ('00000000-0000-0000-0000-00000000000' || n)::uuid from generate_series(1, 3) n;
        insert into pledges.pledge_facts (id, kind, declaration_id, signature_id, reason, recorded_by, recorded_at)
        values (gen_random_uuid(), 'Withdrawn', '00000000-0000-0000-0000-0000000000d1', '00000000-0000-0000-0000-000000000006', '', '', now());
        set session_replication_role = replica;
        update pledges.declarations set pledge_text_id = gen_random_uuid();
        insert into pledges.offline_rows (export_id, row_id, merge_id, signed_at, is_clock_doubtful, signature_id)
        values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '2024-09-22T15:30:00Z', false, '00000000-0000-0000-0000-000000000003');
        set session_replication_role = default;
        """;

    [Fact]
    public async Task Old_signatures_get_their_days_and_no_sum_changes_by_it()
    {
        var name = $"hari_{Guid.NewGuid():N}";
        await service.Backing.ExecuteAsync($"create database {name}");
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(service.Backing.OwnerConnection) { Database = name });
        await using var db = new PledgesDb(new DbContextOptionsBuilder<PledgesDb>().UseNpgsql(source).Options);
        var migrator = db.GetService<IMigrator>();
        await ExecuteAsync(source, SqlOf(typeof(Outbox), "messaging.sql"));
        await ExecuteAsync(source, SqlOf(typeof(SequencerOptions), "log.sql"));
        await migrator.MigrateAsync(Before);
        await ExecuteAsync(source, Stored);

        await migrator.MigrateAsync();
        Assert.Equal("1 09-21, 2 09-22, 3 09-23, 4 09-21, 5 09-21, 6 09-21, 7 09-21",
            await ReadAsync(source, "select string_agg(right(id::text, 1) || ' ' || to_char(signed_on, 'MM-DD'), ', ' order by id) from pledges.signatures"));
        Assert.Equal("0 0 0 0", await ReadAsync(source, "select concat_ws(' ', sum(pledged), sum(present), sum(on_behalf), sum(outside)) from pledges.coverage_deltas"));
        Assert.Equal("09-21 1 5 1 1, 09-22 1 0 0 0", await ReadAsync(source,
            """
            select string_agg(concat_ws(' ', to_char(day, 'MM-DD'), pledged, present, on_behalf, outside), ', ' order by day)
            from (select day, sum(pledged) as pledged, sum(present) as present, sum(on_behalf) as on_behalf, sum(outside) as outside from pledges.coverage_deltas where day is not null group by 1) d
            """));

        await migrator.MigrateAsync(Before);
        Assert.Equal("0", await ReadAsync(source, "select count(*)::text from information_schema.columns where table_schema = 'pledges' and (column_name = 'signed_on' or table_name = 'coverage_deltas' and column_name = 'day')"));
    }

    private static string SqlOf(Type beside, string name)
    {
        using var reader = new StreamReader(beside.Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
