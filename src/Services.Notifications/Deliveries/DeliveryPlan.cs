using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Preferences;
using Netralitas.Services.Notifications.Proofs;
using Npgsql;
using NpgsqlTypes;

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
        select $1, $2, $3, $4, $5, $6, coalesce((select max(version) from notifications.templates where kind = $7), 0), 'Created', 0, $8, $9, $10
        on conflict do nothing
        """;

    /// <summary>The first address of an office that was not tried yet and that there is a way to; null when none is left. Pure.</summary>
    /// <param name="contacts">The office's addresses in their order.</param>
    /// <param name="tried">Addresses that the notice went to.</param>
    internal Contact? Next(IReadOnlyList<Contact> contacts, IReadOnlyCollection<(ContactChannel Channel, string Address)> tried) =>
        contacts.FirstOrDefault(contact => open.Contains(contact.Channel) && !tried.Contains((contact.Channel, contact.Address)));

    /// <summary>Plans how a notice leaves the inbox for the first time, as its office wants it.</summary>
    /// <param name="connection">A connection in the transaction that takes it off the list.</param>
    /// <param name="notice">The notice and the office that it is for.</param>
    /// <param name="wish">What the office recorded for its kind; null for nothing.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task AddFirstAsync(NpgsqlConnection connection, PlannedNotice notice, DeliveryManner? wish, DateTimeOffset now, CancellationToken cancel)
    {
        var manner = NoticePreferences.Of(notice.Kind, wish);
        if (manner is DeliveryManner.AtOnce)
        {
            await AddNextAsync(connection, notice, [], now, cancel);
        }
        else if (manner is DeliveryManner.Digest)
        {
            await using var command = new NpgsqlCommand("insert into notifications.digest_items (notice_id, office, due_at) values ($1, $2, $3) on conflict do nothing", connection);
            command.Parameters.Add(new() { Value = notice.Id });
            command.Parameters.Add(new() { Value = notice.Office });
            command.Parameters.Add(new() { Value = DigestOptions.Next(digestTimes, now, notice.Zone) });
            await command.ExecuteNonQueryAsync(cancel);
        }
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
        if (notice.Contacts is null || Next(Contact.Read(notice.Contacts), tried) is not { } contact)
        {
            return;
        }

        var nextAt = NoticeManner.IsLegal(notice.Kind) ? now : DutyHours.Next(now, notice.Zone, notice.DutyFrom, notice.DutyTo);
        var id = Guid.CreateVersion7(now);
        await using var command = new NpgsqlCommand(Insert, connection);
        foreach (var value in new object[]
        {
            id, notice.Id, tried.Count, contact.Channel.ToString(), contact.Function, contact.Address, Templates.ShippedTemplates.NameOf(notice.Kind), nextAt, now,
            (object?)codes.DigestOf(id) ?? DBNull.Value,
        })
        {
            command.Parameters.Add(new() { Value = value });
        }

        command.Parameters[^1].NpgsqlDbType = NpgsqlDbType.Bytea;
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>A notice and what the directory says of its office.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Office">Kind:code.</param>
/// <param name="Kind">What it tells of.</param>
/// <param name="Contacts">The office's addresses as JSON; null for an office that is not in the directory.</param>
/// <param name="DutyFrom">Local time from which on it is written to.</param>
/// <param name="DutyTo">Local time until which it is written to.</param>
internal sealed record PlannedNotice(Guid Id, string Office, NoticeKind Kind, string? Contacts, TimeOnly? DutyFrom, TimeOnly? DutyTo)
{
    /// <summary>The columns that <see cref="Read"/> takes, in their order.</summary>
    internal const string Columns = "n.id, n.office, n.kind, o.contacts, o.duty_from, o.duty_to";

    /// <summary>How many those are.</summary>
    internal const int ColumnCount = 6;

    /// <summary>Zone of the office.</summary>
    internal IndonesianTimeZone Zone => OfficeZones.Of(Office[(Office.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    internal static PlannedNotice Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), Enum.Parse<NoticeKind>(row.GetString(2)), row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetFieldValue<TimeOnly>(4), row.IsDBNull(5) ? null : row.GetFieldValue<TimeOnly>(5));
}

/// <summary>How notices of a kind are handled. Pure.</summary>
internal static class NoticeManner
{
    /// <summary>Whether something runs from the day on which it is confirmed, so that its service is told to whom it matters.</summary>
    internal static bool IsServed(NoticeKind kind) => kind is NoticeKind.Forwarded;

    /// <summary>Whether it is a legal notice, which goes out at any hour.</summary>
    internal static bool IsLegal(NoticeKind kind) => kind switch
    {
        NoticeKind.ReportReceived or NoticeKind.CaseDeadlineApproached or NoticeKind.CaseDeadlinePassed or NoticeKind.ReportUnanswered or NoticeKind.DeadlineUnanswered
            or NoticeKind.Forwarded or NoticeKind.DataBreach => true,
        NoticeKind.DeclarationHeld or NoticeKind.ReportStatusChanged or NoticeKind.Broadcast or NoticeKind.Digest or NoticeKind.PledgeInvitations or NoticeKind.ReminderToPledge
            or NoticeKind.CoverageMilestone or NoticeKind.PpkDutyDue or NoticeKind.Unspecified => false,
    };
}
