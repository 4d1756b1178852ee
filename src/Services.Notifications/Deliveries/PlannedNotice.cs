using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Preferences;
using Npgsql;

namespace Netralitas.Services.Notifications.Deliveries;

/// <summary>A notice, what the directory says of its office, and what that office and its people want.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Office">Kind:code.</param>
/// <param name="Kind">What it tells of.</param>
/// <param name="Contacts">The office's addresses in their order; none for an office that is not in the directory.</param>
/// <param name="DutyFrom">Local time from which on it is written to.</param>
/// <param name="DutyTo">Local time until which it is written to.</param>
/// <param name="Wish">What the office recorded for the kind; null for nothing.</param>
/// <param name="People">What people of the office recorded for themselves.</param>
internal sealed record PlannedNotice(
    Guid Id, string Office, NoticeKind Kind, IReadOnlyList<Contact> Contacts, TimeOnly? DutyFrom, TimeOnly? DutyTo, DeliveryManner? Wish, IReadOnlyList<PersonWish> People)
{
    /// <summary>The columns that <see cref="Read"/> takes, in their order, of a notice <c>n</c> and the entry <c>o</c> of its office.</summary>
    internal const string Columns =
        """
        n.id, n.office, n.kind, o.contacts, o.duty_from, o.duty_to,
        (select p.manner from notifications.preferences p where p.office = n.office and p.kind = n.kind),
        (select json_agg(w.wish)::text from notifications.person_preferences w where w.office = n.office)
        """;

    /// <summary>Zone of the office.</summary>
    internal IndonesianTimeZone Zone => OfficeZones.Of(Office[(Office.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    /// <summary>The addresses that the notice may go to, in the order in which they are tried: a person who wants no such notice is passed over, unless it is a legal one.</summary>
    internal IReadOnlyList<Contact> Reachable() => People.Count == 0
        ? Contacts
        : [.. PersonWish.InOrder(Contacts, People).Where(contact => PersonAt(contact).MannerOf(Kind, DeliveryManner.AtOnce) is not DeliveryManner.InboxOnly)];

    /// <summary>What the person at an address wants; nothing of their own where it is nobody's, or nothing was recorded.</summary>
    internal PersonWish PersonAt(Contact contact) => People.FirstOrDefault(wish => contact.Person is not null && wish.Person == contact.Person) ?? PersonWish.None;

    internal static PlannedNotice Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), Enum.Parse<NoticeKind>(row.GetString(2)), row.IsDBNull(3) ? [] : Contact.Read(row.GetString(3)),
        row.IsDBNull(4) ? null : row.GetFieldValue<TimeOnly>(4), row.IsDBNull(5) ? null : row.GetFieldValue<TimeOnly>(5),
        row.IsDBNull(6) ? null : Enum.Parse<DeliveryManner>(row.GetString(6)), row.IsDBNull(7) ? [] : PersonWish.ReadAll(row.GetString(7)));
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
            or NoticeKind.Forwarded or NoticeKind.DataBreach or NoticeKind.TransferToAcknowledge => true,
        NoticeKind.DeclarationHeld or NoticeKind.ReportStatusChanged or NoticeKind.Broadcast or NoticeKind.Digest or NoticeKind.PledgeInvitations or NoticeKind.ReminderToPledge
            or NoticeKind.CoverageMilestone or NoticeKind.PpkDutyDue or NoticeKind.ReportRegistered or NoticeKind.ReportNotRegistered or NoticeKind.CompletionRequested or NoticeKind.Invitation
            or NoticeKind.Decision or NoticeKind.ForwardingOverdue or NoticeKind.TransferProgressed or NoticeKind.Unspecified => false,
    };
}
