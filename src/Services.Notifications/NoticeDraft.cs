using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Windows;
using Npgsql;

namespace Netralitas.Services.Notifications;

/// <summary>What the notices of one event have in common, and who is told.</summary>
internal sealed record NoticeDraft(IReadOnlyList<Office> Offices, NoticeKind Kind, Guid SubjectId, int SubjectVersion, string Title, string Body, string? RegionCode, DateTimeOffset CreatedAt)
{
    // In the order of the key: two transactions with notices in common wait for each other one way only.
    private const string Insert =
        """
        with told as (
            insert into notifications.notices (id, office, kind, subject_id, subject_version, title, body, region_code, created_at)
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) as n(id, office, kind, subject_id, subject_version, title, body, region_code, created_at)
            order by n.subject_id, n.office, n.kind, n.subject_version
            on conflict (subject_id, office, kind, subject_version) do nothing returning id, created_at)
        insert into notifications.notices_to_deliver (notice_id, due_at) select id, created_at from told
        """;

    private const string InsertClimbing =
        """
        insert into notifications.escalations (subject_id, kind, subject_version, line, step, number, region_code, since, due_at)
        select e.subject_id, e.kind, e.subject_version, e.line, 0, e.number, e.region_code, e.since, e.due_at
        from unnest($1, $2, $3, $4, $5, $6, $7, $8) as e(subject_id, kind, subject_version, line, number, region_code, since, due_at)
        order by e.subject_id, e.kind, e.subject_version on conflict do nothing
        """;

    /// <summary>Which offices above are told when nobody acknowledges the notice in time; null when it climbs nowhere.</summary>
    internal ClimbingLine? Climbing { get; init; }

    /// <summary>Whether offices are told only when a window is over (<see cref="WindowRules.Holds"/>).</summary>
    internal bool IsHeld { get; init; }

    /// <summary>
    /// Puts one notice into the inbox of each office, for each draft, unless it is there already; what is new waits to be delivered outside the inbox too. What is held is kept for the end of its window.
    /// </summary>
    /// <param name="connection">A connection, in its transaction if there is one.</param>
    /// <param name="drafts">What is told.</param>
    internal static async Task TellAsync(NpgsqlConnection connection, IReadOnlyList<NoticeDraft> drafts)
    {
        var held = drafts.Where(draft => draft.IsHeld).ToList();
        if (held.Count > 0)
        {
            await HeldNotice.HoldAsync(connection, held);
        }

        if (held.Count < drafts.Count)
        {
            await TellNowAsync(connection, held.Count == 0 ? drafts : [.. drafts.Where(draft => !draft.IsHeld)]);
        }
    }

    private static async Task TellNowAsync(NpgsqlConnection connection, IReadOnlyList<NoticeDraft> drafts)
    {
        var notices = drafts.SelectMany(draft => draft.Offices.Select(office => (Office: office.ToString(), Draft: draft))).ToList();
        if (PlantedBug.Is("notices.twice"))
        {
            notices.AddRange(notices.Where(n => n.Draft.SubjectVersion == 1).Select(n => (n.Office, n.Draft with { SubjectVersion = 2 })).ToList());
        }

        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Command(Insert,
                [
                    notices.Select(n => Guid.CreateVersion7(n.Draft.CreatedAt)).ToArray(), notices.Select(n => n.Office).ToArray(),
                    notices.Select(n => n.Draft.Kind.ToString()).ToArray(), notices.Select(n => n.Draft.SubjectId).ToArray(),
                    notices.Select(n => n.Draft.SubjectVersion).ToArray(), notices.Select(n => n.Draft.Title).ToArray(), notices.Select(n => n.Draft.Body).ToArray(),
                    notices.Select(n => n.Draft.RegionCode).ToArray(), notices.Select(n => n.Draft.CreatedAt).ToArray(),
                ]),
            },
        };
        var climbing = drafts.Where(draft => draft.Climbing is not null).Select(draft => (Draft: draft, Line: draft.Climbing!)).ToList();
        if (climbing.Count > 0)
        {
            batch.BatchCommands.Add(Command(InsertClimbing,
            [
                climbing.Select(c => c.Draft.SubjectId).ToArray(), climbing.Select(c => c.Draft.Kind.ToString()).ToArray(), climbing.Select(c => c.Draft.SubjectVersion).ToArray(),
                climbing.Select(c => string.Join(' ', c.Line.Line)).ToArray(), climbing.Select(c => c.Line.Number).ToArray(), climbing.Select(c => c.Draft.RegionCode).ToArray(),
                climbing.Select(c => c.Draft.CreatedAt).ToArray(), climbing.Select(c => c.Line.DueAt).ToArray(),
            ]));
        }

        await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand Command(string sql, object[] columns)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var column in columns)
        {
            command.Parameters.Add(new() { Value = column });
        }

        return command;
    }
}
