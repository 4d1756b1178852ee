using Netralitas.Messaging;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Parts;

/// <summary>What the role of intake can do in the database, tried as that role: whoever takes the process over has that, and no more.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class IntakeRoleTests(BackingServices backing)
{
    private const string Printed = "tests/Services.Reports.Tests/Parts/intake-grants.txt";

    [Fact]
    public async Task The_role_has_the_rights_that_are_written_down_and_no_other()
    {
        await using var list = backing.Owner.CreateCommand(
            """
            with granted as (
                select p.table_schema || '.' || p.table_name as name, p.privilege_type as what, array_agg(p.column_name::text order by c.ordinal_position) as columns,
                    (select count(*) from information_schema.columns a where (a.table_schema, a.table_name) = (p.table_schema, p.table_name)) as of
                from information_schema.column_privileges p join information_schema.columns c using (table_schema, table_name, column_name)
                where p.grantee = 'reports_intake' and p.table_schema in ('reports', 'messaging', 'log') group by p.table_schema, p.table_name, p.privilege_type
                union all
                select table_schema || '.' || table_name, privilege_type, '{}', 0 from information_schema.role_table_grants where grantee = 'reports_intake' and privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
            )
            select t.table_schema || '.' || t.table_name || coalesce(' | ' || string_agg(lower(g.what) || case when cardinality(g.columns) in (0, g.of) then '' else ' (' || array_to_string(g.columns, ', ') || ')' end, '; ' order by g.what), ' | nothing')
            from information_schema.tables t left join granted g on g.name = t.table_schema || '.' || t.table_name
            where t.table_schema in ('reports', 'messaging', 'log') and t.table_name !~ '_(20\d\d.*|default)$' and t.table_name <> '__EFMigrationsHistory' group by t.table_schema, t.table_name order by t.table_schema, t.table_name
            """);
        var lines = new List<string>();
        await using (var rows = await list.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                lines.Add(rows.GetString(0));
            }
        }

        var (path, actual) = (Path.Combine(Root(), Printed), string.Concat(lines.Select(line => $"{line}\n")));
        if (Environment.GetEnvironmentVariable("NETRALITAS_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
        Assert.DoesNotContain(lines, line => line.Contains("delete", StringComparison.Ordinal) && !line.StartsWith("reports.running_clocks ", StringComparison.Ordinal) && !line.StartsWith("reports.clock_warnings ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("select content from reports.reports")]
    [InlineData("select identity from reports.reports")]
    [InlineData("select code_verifier from reports.reports")]
    [InlineData("select * from reports.reports")]
    [InlineData("update reports.reports set content = ''")]
    [InlineData("delete from reports.reports")]
    [InlineData("update reports.additions set content = ''")]
    [InlineData("update reports.case_events set facts = ''")]
    [InlineData("update reports.cases set office_code = '00'")]
    [InlineData("update reports.evidence_items set label_for_office = ''")]
    [InlineData("select sealed_key from reports.evidence_file_keys")]
    [InlineData("select report_id from reports.respondent_marks")]
    [InlineData("select words from reports.search_documents")]
    [InlineData("select reason from reports.identity_openings")]
    [InlineData("select actor from reports.audit_entries")]
    [InlineData("select answer from messaging.request")]
    [InlineData("select body from messaging.outbox")]
    [InlineData("select reports.is_held(gen_random_uuid())")]
    [InlineData("update log.held set record = ''")]
    [InlineData("alter table reports.case_events disable row level security")]
    [InlineData("set role reports")]
    public async Task What_is_not_its_own_is_refused(string statement)
    {
        await using var intake = NpgsqlDataSource.Create(backing.IntakeDatabase);
        await using var command = intake.CreateCommand(statement);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Rows_of_a_report_are_there_for_who_shows_the_verifier_of_its_code_and_for_nobody_else()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("75.71"), "bawaslu:75.71");
        var other = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("75.71"), "bawaslu:75.71");
        await replica.Intake.SendMessageAsync(report.Message());
        await replica.Intake.SendMessageAsync(other.Message());
        var (id, verifier) = await OfAsync(report);
        var (otherId, _) = await OfAsync(other);

        await using var intake = NpgsqlDataSource.Create(RowScopes.OfService(backing.IntakeDatabase));
        foreach (var table in new[] { "additions", "case_events", "cases", "case_clocks", "work_list", "running_clocks", "clock_warnings" })
        {
            Assert.True(await backing.ScalarAsync<long>($"select count(*) from reports.{table} where report_id = $1", otherId) > 0, table);
            Assert.Equal(0L, await CountAsync(intake, "", table));
            Assert.Equal(0L, await CountAsync(intake, $"{otherId}:{verifier}", table));
            Assert.Equal(await backing.ScalarAsync<long>($"select count(*) from reports.{table} where report_id = $1", id), await CountAsync(intake, $"{id}:{verifier}", table));
        }

        Assert.Equal(DBNull.Value, await ShowingAsync(intake, $"{otherId}:{verifier}", "select reports.own_content()"));
        Assert.NotEqual(DBNull.Value, await ShowingAsync(intake, $"{id}:{verifier}", "select reports.own_content()"));
        Assert.Equal(0, await ShowingAsync(intake, $"{id}:{verifier}", $"with changed as (update reports.cases set unread_messages = 9 where report_id = '{otherId}' returning 1) select count(*)::int from changed"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ShowingAsync(
            intake, $"{id}:{verifier}", $"insert into reports.case_clocks select * from json_populate_record(null::reports.case_clocks, '{{\"report_id\": \"{otherId}\"}}')"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        // What one connection showed is gone for the next who gets it.
        Assert.Equal(0L, await CountAsync(intake, null, "case_events"));
    }

    private async Task<(Guid Id, string Verifier)> OfAsync(ExaminedReport report)
    {
        var number = report.Number.Replace("-", "", StringComparison.Ordinal);
        return (await backing.ScalarAsync<Guid>("select id from reports.reports where number = $1", number), await backing.ScalarAsync<string>("select encode(code_verifier, 'hex') from reports.reports where number = $1", number));
    }

    private static async Task<long> CountAsync(NpgsqlDataSource intake, string? shown, string table) => (long)(await ShowingAsync(intake, shown, $"select count(*) from reports.{table}"))!;

    private static async Task<object?> ShowingAsync(NpgsqlDataSource intake, string? shown, string sql)
    {
        await using var connection = await intake.OpenConnectionAsync();
        if (shown is not null)
        {
            await using var show = new NpgsqlCommand("select set_config('ntrl.reporter', $1, false)", connection) { Parameters = { new() { Value = shown } } };
            await show.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from inside the repository.");
    }
}
