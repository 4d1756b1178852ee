namespace Netralitas.Services.Reports.Storage;

/// <summary>What the database does by itself for the role of intake, which may not read what it stores; a migration runs it after the tables exist. The role's rights are in <c>src/Migrations/intake-role.sql</c>.</summary>
internal static class IntakeSql
{
    /// <summary>The setting by which a connection shows whose report it is at work on: <c>id:verifier in hexadecimal digits</c>.</summary>
    internal const string Setting = "ntrl.reporter";

    /// <summary>The functions, as the owner of the tables: each gives something of one report, and only to who shows the verifier of its access code.</summary>
    internal const string Functions =
        """
        create function reports.opens(report uuid, verifier bytea) returns boolean
            language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select exists (select from reports.reports r where r.id = report and r.code_verifier = verifier);
        $$;

        -- The report whose reporter is at work on this connection; null when none is, or the verifier is not its own.
        create function reports.own_report() returns uuid
            language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select r.id from reports.reports r
            where r.id = nullif(split_part(current_setting('ntrl.reporter', true), ':', 1), '')::uuid
                and r.code_verifier = decode(split_part(current_setting('ntrl.reporter', true), ':', 2), 'hex');
        $$;

        -- The report that the own one was joined to: its reporter is told how that one goes on.
        create function reports.lead_of_own() returns uuid
            language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select c.joined_to from reports.cases c where c.report_id = reports.own_report();
        $$;

        -- Without who took a step and what was written with it: that is the other report's.
        create function reports.lead_steps() returns table (version int, step text, status text, at timestamptz)
            language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select e.version, e.step, e.status, e.at from reports.case_events e where e.report_id = reports.lead_of_own() order by e.version;
        $$;

        create function reports.own_content() returns bytea
            language sql stable security definer set search_path = pg_catalog, pg_temp as $$
            select r.content from reports.reports r where r.id = reports.own_report();
        $$;

        revoke all on function reports.opens(uuid, bytea), reports.own_report(), reports.lead_of_own(), reports.lead_steps(), reports.own_content() from public;
        """;

    /// <summary>Takes them away.</summary>
    internal const string NoFunctions = "drop function reports.own_content(), reports.lead_steps(), reports.lead_of_own(), reports.own_report(), reports.opens(uuid, bytea);";
}
