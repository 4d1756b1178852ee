using Aspire.Hosting.Testing;
using Npgsql;

namespace Netralitas.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class DatabaseRoleTests(RunningSuite suite)
{
    [Theory]
    [InlineData("pledges")]
    [InlineData("reports")]
    [InlineData("notifications")]
    public async Task A_service_connects_as_a_role_that_owns_nothing_and_is_bound_by_row_security(string service)
    {
        await using var source = NpgsqlDataSource.Create((await suite.App.GetConnectionStringAsync($"{service}-db"))!);

        Assert.Equal(service, await ScalarAsync(source, "select current_user::text"));
        Assert.Equal(false, await ScalarAsync(source, "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication from pg_roles where rolname = current_user"));
        Assert.Equal(0L, await ScalarAsync(source, "select count(*) from pg_class where relowner = current_user::regrole"));
        Assert.Equal(0L, await ScalarAsync(source, "select count(*) from pg_database where datdba = current_user::regrole"));
        Assert.Equal(0L, await ScalarAsync(source, "select count(*) from pg_auth_members where member = current_user::regrole"));
        Assert.True((long)(await ScalarAsync(source, "select count(*) from information_schema.tables where table_schema = current_user"))! > 0);
    }

    [Theory]
    [InlineData("pledges", "create table pledges.x (id int)")]
    [InlineData("reports", "create schema x")]
    [InlineData("reports", "drop table reports.reports")]
    [InlineData("notifications", "alter table notifications.notices disable row level security")]
    [InlineData("pledges", "create table public.x (id int)")]
    [InlineData("reports", "update reports.reports set status = 'Received'")]
    [InlineData("reports", "delete from reports.reports")]
    [InlineData("reports", "update reports.case_events set status = 'Received'")]
    [InlineData("reports", "delete from reports.case_clocks")]
    [InlineData("reports", "delete from reports.follow_ups")]
    [InlineData("reports", "update reports.registrations set number = ''")]
    [InlineData("reports", "update reports.law_revisions set known_since = now()")]
    [InlineData("reports", "update log.held set at = now()")]
    [InlineData("reports", "delete from log.opening")]
    [InlineData("reports", "delete from log.dummy")]
    [InlineData("reports", "delete from log.entry")]
    [InlineData("pledges", "update pledges.signatures set signer_name = ''")]
    [InlineData("pledges", "delete from pledges.pledge_texts")]
    [InlineData("pledges", "update pledges.roll_corrections set wrong = ''")]
    [InlineData("pledges", "delete from pledges.attested_lists")]
    [InlineData("pledges", "update pledges.pledge_facts set reason = ''")]
    [InlineData("pledges", "update pledges.rolls set size = 0")]
    [InlineData("pledges", "delete from pledges.election_revisions")]
    [InlineData("pledges", "delete from pledges.roll_lines")]
    [InlineData("pledges", "delete from log.entry")]
    [InlineData("pledges", "update log.opening set record = ''")]
    [InlineData("pledges", "delete from log.opening")]
    [InlineData("pledges", "insert into log.erasure values (gen_random_uuid(), gen_random_uuid(), '', '', '', now())")]
    [InlineData("pledges", "update log.promise set note = ''")]
    [InlineData("pledges", "delete from log.signed")]
    [InlineData("notifications", "delete from messaging.outbox_dead")]
    public async Task A_service_can_change_neither_its_tables_nor_what_is_written_once(string service, string statement)
    {
        await using var source = NpgsqlDataSource.Create((await suite.App.GetConnectionStringAsync($"{service}-db"))!);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(source, statement));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Theory]
    [InlineData("select content from reports.reports")]
    [InlineData("update reports.reports set status = 'Received'")]
    [InlineData("delete from reports.additions")]
    [InlineData("select * from log.dummy")]
    [InlineData("select * from messaging.outbox")]
    public async Task Intake_connects_as_a_role_that_cannot_read_what_it_takes_in(string statement)
    {
        await using var source = NpgsqlDataSource.Create((await suite.App.GetConnectionStringAsync("reports-intake-db"))!);

        Assert.Equal("reports_intake", await ScalarAsync(source, "select current_user::text"));
        Assert.Equal(false, await ScalarAsync(source, "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication from pg_roles where rolname = current_user"));
        Assert.Equal(0L, await ScalarAsync(source, "select count(*) from pg_class where relowner = current_user::regrole"));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(source, statement));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_service_cannot_enter_another_services_database()
    {
        var connection = new NpgsqlConnectionStringBuilder(await suite.App.GetConnectionStringAsync("pledges-db")) { Database = "reports" };
        await using var source = NpgsqlDataSource.Create(connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(source, "select 1"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static async Task<object?> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
