using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Services.Notifications.Digests;

/// <summary>A notice that waits to go out together with others.</summary>
internal sealed class DigestItem
{
    public required Guid NoticeId { get; init; }

    /// <summary>Kind:code.</summary>
    public required string Office { get; init; }

    /// <summary>When it goes out.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

/// <summary>Makes one message of the notices that an office wanted together.</summary>
/// <remarks>
/// The notices that are taken off the list and the message about them are one commit: a crash leaves them waiting, and nothing goes out in two messages. One replica at a time does this.
/// </remarks>
internal sealed class DigestWriter(NpgsqlDataSource database, TimeProvider clock)
{
    private const int OfficesAtOnce = 100;
    private const int MostTitles = 40;
    private const long Line = 0x44696765;

    private const string Take =
        """
        with due as (select distinct office, due_at from notifications.digest_items where due_at <= $1 order by due_at, office limit $2),
        taken as (delete from notifications.digest_items i using due d where i.office = d.office and i.due_at = d.due_at returning i.notice_id)
        select n.office, n.title from taken t join notifications.notices n on n.id = t.notice_id order by n.office, n.id
        """;

    /// <summary>Writes the digests that are due, a part of them.</summary>
    /// <returns>How many.</returns>
    internal async Task<int> WriteDueAsync(CancellationToken cancel)
    {
        var now = clock.Now();
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var turn = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = Line } } })
        {
            if (await turn.ExecuteScalarAsync(cancel) is not true)
            {
                return 0;
            }
        }

        var digests = (await TakeAsync(connection, now, cancel)).GroupBy(item => item.Office).Select(items => DraftOf(items.Key, [.. items.Select(item => item.Title)], now)).ToList();
        if (digests.Count > 0)
        {
            await NoticeDraft.TellAsync(connection, digests);
            Failpoint.Reach("digest.before_commit");
            await transaction.CommitAsync(cancel);
        }

        return digests.Count;
    }

    /// <summary>What a digest says, in Indonesian: the headlines, of which the inbox has the texts. Pure.</summary>
    internal static (string Title, string Body) Words(IReadOnlyList<string> titles)
    {
        var more = titles.Count > MostTitles ? $"\ndan {titles.Count - MostTitles} lainnya" : "";
        return ($"Ringkasan: {titles.Count} pemberitahuan baru", $"Pemberitahuan berikut ada di kotak masuk kantor Anda:\n{string.Join('\n', titles.Take(MostTitles).Select((title, n) => $"{n + 1}. {title}"))}{more}");
    }

    private static NoticeDraft DraftOf(string name, IReadOnlyList<string> titles, DateTimeOffset now)
    {
        var office = Office.TryParse(name, out var read) ? read : throw new InvalidOperationException($"'{name}' is no office.");
        var (title, body) = Words(titles);
        return new NoticeDraft([office], NoticeKind.Digest, Guid.CreateVersion7(now), 1, title, body, office.Code, now);
    }

    private static async Task<List<(string Office, string Title)>> TakeAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancel)
    {
        var items = new List<(string, string)>();
        await using var command = new NpgsqlCommand(Take, connection) { Parameters = { new() { Value = now }, new() { Value = OfficesAtOnce } } };
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            items.Add((rows.GetString(0), rows.GetString(1)));
        }

        return items;
    }
}
