using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Services.Notifications.Escalations;

/// <summary>Tells the office above of what nobody acknowledged in time [LAW-ESC-01].</summary>
/// <remarks>
/// When one is due is a column of its row, so no restart forgets it. The notice above and the row that says so are one commit, in any number of replicas: a crash leaves it due, and no office is told twice.
/// An acknowledgement at the same moment goes before it or after it.
/// </remarks>
internal sealed class EscalationClimb(NpgsqlDataSource database, EscalationOptions options, TimeProvider clock)
{
    private const int LargestRound = 100;

    // Whoever acknowledges what was only told for information stops nothing: the offices of the line up to the step, and whoever was told that it climbed. A step of the case answers everything before it.
    private const string Due =
        """
        select e.subject_id, e.kind, e.subject_version, e.line, e.step, e.number, e.region_code, e.since,
            exists (select 1 from notifications.notices n where n.subject_id = e.subject_id and (
                (n.kind = any($3) and n.created_at >= e.since)
                or (n.acknowledged_at is not null and n.subject_version = e.subject_version and (
                    n.kind = case e.kind when 'ReportReceived' then 'ReportUnanswered' else 'DeadlineUnanswered' end
                    or (n.kind = e.kind and n.office = any((string_to_array(e.line, ' '))[1:e.step + 1]))))))
        from notifications.escalations e where e.due_at <= $1 order by e.due_at limit $2 for update of e skip locked
        """;

    private static readonly string[] Steps = [.. Enum.GetValues<NoticeKind>().Where(CaseWords.TellsStep).Select(kind => kind.ToString())];

    private const string Store =
        """
        update notifications.escalations e set step = s.step, due_at = s.due_at, outcome = s.outcome, ended_at = s.ended_at
        from unnest($1, $2, $3, $4, $5, $6, $7) as s(subject_id, kind, subject_version, step, due_at, outcome, ended_at)
        where e.subject_id = s.subject_id and e.kind = s.kind and e.subject_version = s.subject_version
        """;

    /// <summary>Those that are due have climbed, or are over.</summary>
    /// <returns>How many were due.</returns>
    internal async Task<int> ClimbDueAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var due = await DueAsync(connection, now, cancel);
        if (due.Count == 0)
        {
            return 0;
        }

        var after = due.ConvertAll(each => (each.Row, After: EscalationLife.After(each.Row.Step, EscalationLife.Offices(each.Row.Line).Count, each.IsAnswered)));
        await NoticeDraft.TellAsync(connection, [.. after.Where(each => each.After.Step > each.Row.Step).Select(each => DraftOf(each.Row, each.After.Step, now))]);
        await StoreAsync(connection, after, now, cancel);
        Failpoint.Reach("escalation.before_commit");
        await transaction.CommitAsync(cancel);
        return due.Count;
    }

    private static NoticeDraft DraftOf(Escalation row, int step, DateTimeOffset now)
    {
        var offices = EscalationLife.Offices(row.Line);
        var (title, body) = EscalationWords.Of(row, offices, step);
        return new NoticeDraft([offices[step]], EscalationLife.KindAbove(row.Kind), row.SubjectId, row.SubjectVersion, title, body, row.RegionCode, now);
    }

    private static async Task<List<(Escalation Row, bool IsAnswered)>> DueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancel)
    {
        var due = new List<(Escalation, bool)>();
        await using var command = new NpgsqlCommand(Due, connection) { Parameters = { new() { Value = now }, new() { Value = LargestRound }, new() { Value = Steps } } };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var row = new Escalation
            {
                SubjectId = rows.GetGuid(0),
                Kind = Enum.Parse<NoticeKind>(rows.GetString(1)),
                SubjectVersion = rows.GetInt32(2),
                Line = rows.GetString(3),
                Step = rows.GetInt32(4),
                Number = rows.GetString(5),
                RegionCode = rows.IsDBNull(6) ? null : rows.GetString(6),
                Since = rows.GetFieldValue<DateTimeOffset>(7),
            };
            due.Add((row, rows.GetBoolean(8)));
        }

        return due;
    }

    private async Task StoreAsync(NpgsqlConnection connection, List<(Escalation Row, (int Step, EscalationOutcome? Outcome) After)> all, DateTimeOffset now, CancellationToken cancel)
    {
        object[] columns =
        [
            all.Select(each => each.Row.SubjectId).ToArray(), all.Select(each => each.Row.Kind.ToString()).ToArray(), all.Select(each => each.Row.SubjectVersion).ToArray(),
            all.Select(each => each.After.Step).ToArray(), all.Select(each => each.After.Outcome is null ? now + options.Within(each.Row.Kind) : (DateTimeOffset?)null).ToArray(),
            all.Select(each => each.After.Outcome?.ToString()).ToArray(), all.Select(each => each.After.Outcome is null ? (DateTimeOffset?)null : now).ToArray(),
        ];
        await using var command = new NpgsqlCommand(Store, connection);
        foreach (var column in columns)
        {
            command.Parameters.Add(new() { Value = column });
        }

        await command.ExecuteNonQueryAsync(cancel);
    }
}
