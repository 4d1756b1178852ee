using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Preferences;
using Netralitas.Services.Notifications.Proofs;
using Netralitas.Services.Notifications.Templates;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>Which address is tried next.</summary>
/// <param name="channels">The ways out that are configured.</param>
/// <param name="codes">The codes that messages carry.</param>
/// <param name="digest">When digests go out.</param>
internal sealed class DeliveryPlan(IEnumerable<IOutwardChannel> channels, ConfirmationCodes codes, DigestOptions digest)
{
    private readonly IReadOnlyList<TimeOnly> digestTimes = digest.Times;

    private readonly HashSet<ContactChannel> open = [.. channels.Select(channel => channel.Channel)];

    // What was planned before keeps its words. A notice has one delivery for each address, whoever plans it.
    private const string Insert =
        """
        insert into notifications.deliveries (id, notice_id, step, channel, function, address, template_version, state, attempts, next_at, created_at, confirmation_digest)
        select p.id, p.notice_id, p.step, p.channel, p.function, p.address, coalesce((select max(version) from notifications.templates t where t.kind = p.kind), 0), 'Created', 0, p.next_at, $9, p.digest
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $10) as p(id, notice_id, step, channel, function, address, kind, next_at, digest)
        order by p.notice_id on conflict do nothing
        """;

    private const string InsertDigest =
        """
        insert into notifications.digest_items (notice_id, office, due_at)
        select i.notice_id, i.office, i.due_at from unnest($1, $2, $3) as i(notice_id, office, due_at) order by i.notice_id on conflict do nothing
        """;

    /// <summary>The first address of an office that was not tried yet and that there is a way to; null when none is left. Pure.</summary>
    /// <param name="contacts">The office's addresses in their order.</param>
    /// <param name="tried">Addresses that the notice went to.</param>
    internal Contact? Next(IReadOnlyList<Contact> contacts, IReadOnlyCollection<(ContactChannel Channel, string Address)> tried) =>
        contacts.FirstOrDefault(contact => open.Contains(contact.Channel) && !tried.Contains((contact.Channel, contact.Address)));

    /// <summary>Plans how notices leave the inbox for the first time, as their offices and the people there want it.</summary>
    /// <param name="connection">A connection in the transaction that takes them off the list.</param>
    /// <param name="notices">The notices, each with what the directory says of its office.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task AddFirstAsync(NpgsqlConnection connection, IReadOnlyList<PlannedNotice> notices, DateTimeOffset now, CancellationToken cancel)
    {
        var (deliveries, digests) = (new List<Planned>(), new List<PlannedNotice>());
        foreach (var notice in notices)
        {
            var (manner, contact) = FirstOf(notice);
            if (manner is DeliveryManner.Digest)
            {
                digests.Add(notice);
            }
            else if (manner is DeliveryManner.AtOnce && contact is not null)
            {
                deliveries.Add(Plan(notice, contact, 0, now));
            }
        }

        await using var batch = new NpgsqlBatch(connection);
        Add(batch, deliveries, now);
        if (digests.Count > 0)
        {
            batch.BatchCommands.Add(Command(InsertDigest,
                [digests.Select(n => n.Id).ToArray(), digests.Select(n => n.Office).ToArray(), digests.Select(n => DigestOptions.Next(digestTimes, now, n.Zone)).ToArray()]));
        }

        await ExecuteAsync(batch, cancel);
    }

    /// <summary>Plans the next delivery of a notice, if there is an address left.</summary>
    /// <param name="connection">A connection in the transaction of what makes it needed.</param>
    /// <param name="notice">The notice and the office that it is for.</param>
    /// <param name="tried">Addresses that it went to.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task AddNextAsync(
        NpgsqlConnection connection, PlannedNotice notice, IReadOnlyCollection<(ContactChannel Channel, string Address)> tried, DateTimeOffset now, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, Next(notice.Reachable(), tried) is { } contact ? [Plan(notice, contact, tried.Count, now)] : [], now);
        await ExecuteAsync(batch, cancel);
    }

    // As the office has the kind, or as the first person that it would go to has it, where that tells less. Where nobody wants it, nothing goes out.
    private (DeliveryManner Manner, Contact? Contact) FirstOf(PlannedNotice notice)
    {
        var (office, reachable) = (NoticePreferences.Of(notice.Kind, notice.Wish), notice.Reachable());
        if (reachable.Count == 0 && notice.Contacts.Count > 0)
        {
            return (DeliveryManner.InboxOnly, null);
        }

        var contact = Next(reachable, []);
        return (contact is null ? office : notice.PersonAt(contact).MannerOf(notice.Kind, office), contact);
    }

    private static Planned Plan(PlannedNotice notice, Contact contact, int step, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), notice, step, contact, NoticeManner.IsLegal(notice.Kind) ? now : notice.PersonAt(contact).Next(now, notice.Zone, notice.DutyFrom, notice.DutyTo));

    private void Add(NpgsqlBatch batch, IReadOnlyList<Planned> planned, DateTimeOffset now)
    {
        if (planned.Count > 0)
        {
            batch.BatchCommands.Add(Command(Insert,
            [
                planned.Select(p => p.Id).ToArray(), planned.Select(p => p.Notice.Id).ToArray(), planned.Select(p => p.Step).ToArray(), planned.Select(p => p.Contact.Channel.ToString()).ToArray(),
                planned.Select(p => p.Contact.Function).ToArray(), planned.Select(p => p.Contact.Address).ToArray(), planned.Select(p => ShippedTemplates.NameOf(p.Notice.Kind)).ToArray(),
                planned.Select(p => p.NextAt).ToArray(), now, planned.Select(p => codes.DigestOf(p.Id)).ToArray(),
            ]));
        }
    }

    private static NpgsqlBatchCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }

    private static async Task ExecuteAsync(NpgsqlBatch batch, CancellationToken cancel)
    {
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }
    }

    private sealed record Planned(Guid Id, PlannedNotice Notice, int Step, Contact Contact, DateTimeOffset NextAt);
}
