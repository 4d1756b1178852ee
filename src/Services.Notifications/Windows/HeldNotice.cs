using Netralitas.Contracts.Notifications.V1;
using Npgsql;

namespace Netralitas.Services.Notifications.Windows;

/// <summary>What some offices are told when the window is over in which it was to be told. Nobody reads it before: it is in no inbox, stream, count, message or measure.</summary>
internal sealed class HeldNotice
{
    // In the order of the key: two transactions with notices in common wait for each other one way only.
    private const string Insert =
        """
        insert into notifications.held_notices (subject_id, kind, subject_version, offices, title, body, region_code, line, number, climbs_after)
        select h.subject_id, h.kind, h.subject_version, string_to_array(h.offices, ' '), h.title, h.body, h.region_code, h.line, h.number, h.climbs_after
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as h(subject_id, kind, subject_version, offices, title, body, region_code, line, number, climbs_after)
        order by h.subject_id, h.kind, h.subject_version on conflict do nothing
        """;

    /// <summary>The report.</summary>
    public required Guid SubjectId { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>Version of the report that it tells of.</summary>
    public required int SubjectVersion { get; init; }

    /// <summary>Recipients as kind:code.</summary>
    public required string[] Offices { get; init; }

    public required string Title { get; init; }

    public required string Body { get; init; }

    /// <summary>Region that it is about; null when it is not known.</summary>
    public string? RegionCode { get; init; }

    /// <summary>When it was stored, by the clock of the database: the one that all replicas have.</summary>
    public DateTimeOffset HeldAt { get; init; }

    /// <summary>Offices from the nearest to the centre, divided by spaces; null for what climbs nowhere.</summary>
    public string? Line { get; init; }

    /// <summary>Public number of the report; null for what climbs nowhere.</summary>
    public string? Number { get; init; }

    /// <summary>How long after it is told it climbs unless somebody acknowledges it; null for what climbs nowhere.</summary>
    public TimeSpan? ClimbsAfter { get; init; }

    /// <summary>Holds what some drafts tell, each once.</summary>
    /// <param name="connection">A connection, in its transaction if there is one.</param>
    /// <param name="drafts">What is told.</param>
    internal static async Task HoldAsync(NpgsqlConnection connection, IReadOnlyList<NoticeDraft> drafts)
    {
        await using var command = new NpgsqlCommand(Insert, connection);
        object[] columns =
        [
            drafts.Select(d => d.SubjectId).ToArray(), drafts.Select(d => d.Kind.ToString()).ToArray(), drafts.Select(d => d.SubjectVersion).ToArray(),
            drafts.Select(d => string.Join(' ', d.Offices)).ToArray(), drafts.Select(d => d.Title).ToArray(), drafts.Select(d => d.Body).ToArray(), drafts.Select(d => d.RegionCode).ToArray(),
            drafts.Select(d => d.Climbing is { } climbing ? string.Join(' ', climbing.Line) : null).ToArray(), drafts.Select(d => d.Climbing?.Number).ToArray(),
            drafts.Select(d => d.Climbing?.DueAt - d.CreatedAt).ToArray(),
        ];
        foreach (var column in columns)
        {
            command.Parameters.Add(new() { Value = column });
        }

        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Up to where windows were ended: one row.</summary>
internal sealed class NoticeWindow
{
    /// <summary>Always 0.</summary>
    public required int Id { get; init; }

    /// <summary>End of the last window that was ended.</summary>
    public required DateTimeOffset Until { get; init; }
}
