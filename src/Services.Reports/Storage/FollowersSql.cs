namespace Netralitas.Services.Reports.Storage;

/// <summary>Shows the reports that follow a case to the office that gets it, which takes them along in the same transaction; a migration runs it after <see cref="RowPolicies"/>.</summary>
internal static class FollowersSql
{
    /// <summary>The trigger; it sees every follower, also those that the office which gets the case does not see yet.</summary>
    internal const string Up =
        """
        create function reports.share_followers() returns trigger language plpgsql set search_path = pg_catalog, pg_temp set "netralitas.from" = '0' set "netralitas.below" = ':' as $body$ begin
            insert into reports.case_offices select f.report_id, new.office_code from reports.cases f where f.joined_to = new.report_id on conflict do nothing;
            return null;
        end $body$;
        create trigger share_followers after update of office_code on reports.cases for each row
            when (old.office_code is distinct from new.office_code and new.joined_to is null) execute function reports.share_followers();
        revoke all on function reports.share_followers() from public;
        """;

    /// <summary>Takes the trigger away.</summary>
    internal const string Down =
        """
        drop trigger share_followers on reports.cases;
        drop function reports.share_followers();
        """;
}
