using System.Collections.Concurrent;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Proofs;
using Netralitas.Services.Notifications.Templates;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Takes deliveries in hand and records how they went; any number of workers and replicas at once.</summary>
internal sealed class DeliveryStore(NpgsqlDataSource database, ConfirmationCodes codes, DeliveryOptions options)
{
    private readonly ConcurrentDictionary<(string Kind, int Version), Template> templates = new();

    // Keys as arrays: a plan that was made while the tables were small still finds them by their indexes when they are large. An attempt that was lost is made again: its row still says that it is being sent, and its time is over.
    private const string Claim =
        """
        with due as (
            select id from notifications.deliveries where channel = $1 and state in ('Created', 'Sending') and next_at <= $2 order by next_at limit $3 for update skip locked),
        begun as (
            update notifications.deliveries d set state = 'Sending', attempts = d.attempts + 1, next_at = $4 where d.id = any(array(select id from due))
            returning d.id, d.attempts, d.address, d.provider, d.template_version, d.notice_id, d.confirmation_digest)
        select b.id, b.attempts, b.address, b.provider, b.template_version, n.id, n.office, n.kind, n.subject_id, n.subject_version, n.title, n.body, n.region_code, n.created_at,
            coalesce(o.name, n.office), b.confirmation_digest
        from begun b join notifications.notices n on n.id = b.notice_id left join notifications.offices o on o.office = n.office
        where n.id = any(array(select notice_id from begun))
        """;

    /// <summary>Takes deliveries of a channel in hand whose time has come.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="atMost">How many at most.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancel">Gives up.</param>
    /// <remarks>When this returns, the attempt is on record: if the process dies now, another makes it again after <see cref="DeliveryOptions.LostAfterSeconds"/>, under the same key.</remarks>
    internal async Task<IReadOnlyList<OutwardMessage>> ClaimAsync(ContactChannel channel, int atMost, DateTimeOffset now, CancellationToken cancel)
    {
        var claimed = new List<(OutwardMessage WithoutWords, int TemplateVersion, Notice Notice, string OfficeName, string? Code)>();
        await using (var command = database.CreateCommand(Claim))
        {
            foreach (var value in new object[] { channel.ToString(), now, atMost, now.AddSeconds(options.LostAfterSeconds) })
            {
                command.Parameters.Add(new() { Value = value });
            }

            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                var sending = new OutwardMessage(rows.GetGuid(0), rows.GetInt32(1), rows.GetString(2), rows.IsDBNull(3) ? null : rows.GetString(3), new TemplateWords());
                claimed.Add((sending, rows.GetInt32(4), NoticeOf(rows), rows.GetString(14), codes.CodeOf(sending.Id, rows.IsDBNull(15) ? null : rows.GetFieldValue<byte[]>(15))));
            }
        }

        var sendings = new List<OutwardMessage>();
        foreach (var (sending, version, notice, officeName, code) in claimed)
        {
            var template = await TemplateAsync(ShippedTemplates.NameOf(notice.Kind), version, cancel);
            sendings.Add(sending with { Words = template.Fill(TemplateFields.Of(notice, officeName, code)) });
        }

        return sendings;
    }

    private static Notice NoticeOf(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(5),
        Office = row.GetString(6),
        Kind = Enum.Parse<NoticeKind>(row.GetString(7)),
        SubjectId = row.GetGuid(8),
        SubjectVersion = row.GetInt32(9),
        Title = row.GetString(10),
        Body = row.GetString(11),
        RegionCode = row.IsDBNull(12) ? null : row.GetString(12),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(13),
    };

    // A version never changes, so that it is read once. A kind without words of its own is written with those of a broadcast, which fit any notice.
    private async Task<Template> TemplateAsync(string kind, int version, CancellationToken cancel)
    {
        if (version == 0)
        {
            return ShippedTemplates.Find(kind) ?? ShippedTemplates.Find(ShippedTemplates.NameOf(NoticeKind.Broadcast))!;
        }

        if (templates.TryGetValue((kind, version), out var known))
        {
            return known;
        }

        await using var command = database.CreateCommand("select subject, text, html, short_text from notifications.templates where kind = $1 and version = $2");
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = version });
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return templates[(kind, version)] = new Template { Kind = kind, Version = version, Subject = row.GetString(0), Text = row.GetString(1), Html = row.GetString(2), ShortText = row.GetString(3) };
    }
}
