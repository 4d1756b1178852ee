using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
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

    /// <summary>Puts one notice into the inbox of each office, for each draft, unless it is there already; what is new waits to be delivered outside the inbox too.</summary>
    /// <param name="connection">A connection, in its transaction if there is one.</param>
    /// <param name="drafts">What is told.</param>
    internal static async Task TellAsync(NpgsqlConnection connection, IReadOnlyList<NoticeDraft> drafts)
    {
        var notices = drafts.SelectMany(draft => draft.Offices.Select(office => (Office: office.ToString(), Draft: draft))).ToList();
        if (PlantedBug.Is("notices.twice"))
        {
            notices.AddRange(notices.Where(n => n.Draft.SubjectVersion == 1).Select(n => (n.Office, n.Draft with { SubjectVersion = 2 })).ToList());
        }

        object[] columns =
        [
            notices.Select(n => Guid.CreateVersion7(n.Draft.CreatedAt)).ToArray(), notices.Select(n => n.Office).ToArray(),
            notices.Select(n => n.Draft.Kind.ToString()).ToArray(), notices.Select(n => n.Draft.SubjectId).ToArray(),
            notices.Select(n => n.Draft.SubjectVersion).ToArray(), notices.Select(n => n.Draft.Title).ToArray(), notices.Select(n => n.Draft.Body).ToArray(),
            notices.Select(n => n.Draft.RegionCode).ToArray(), notices.Select(n => n.Draft.CreatedAt).ToArray(),
        ];
        await using var command = new NpgsqlCommand(Insert, connection);
        foreach (var column in columns)
        {
            command.Parameters.Add(new() { Value = column });
        }

        await command.ExecuteNonQueryAsync();
    }
}
