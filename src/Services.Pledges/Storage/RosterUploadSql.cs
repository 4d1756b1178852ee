namespace Netralitas.Services.Pledges.Storage;

/// <summary>When the last bytes of an upload came, so that one that is given up can be ended.</summary>
internal static class RosterUploadSql
{
    /// <summary>Adds it; an upload from before counts from when it began.</summary>
    internal const string AddReceivedAtSql =
        """
        alter table pledges.roster_uploads add column received_at timestamptz;
        update pledges.roster_uploads set received_at = started_at;
        alter table pledges.roster_uploads alter received_at set not null;
        create index ix_roster_uploads_received_at on pledges.roster_uploads (received_at) where status = 'Receiving';
        """;

    /// <summary>Takes it away; what was ended has no bytes any more, and is forgotten.</summary>
    internal const string DropSql =
        """
        delete from pledges.roster_uploads where status = 'Ended';
        alter table pledges.roster_uploads drop column received_at;
        """;
}
