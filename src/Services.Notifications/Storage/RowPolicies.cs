using static Netralitas.Messaging.RowPolicySql;

namespace Netralitas.Services.Notifications.Storage;

/// <summary>Which rows an office sees, whatever a query asks for: the second wall behind the conditions of the queries. docs/access.md tells why other tables have none.</summary>
internal static class RowPolicies
{
    /// <summary>Statements that put the wall up around the tables that there were when it was built.</summary>
    internal static string Sql => string.Concat(Conditions.Select(guarded => Guard($"notifications.{guarded.Table}", guarded.Condition)));

    /// <summary>Statements that take it down.</summary>
    internal static string DropSql => string.Concat(Conditions.Select(guarded => Unguard($"notifications.{guarded.Table}")));

    /// <summary>Statements that put it up around what is held for the end of a window, which only jobs see.</summary>
    internal static string WindowsSql => Guard("notifications.held_notices", Everything) + Guard("notifications.notice_windows", Everything);

    private static IEnumerable<(string Table, string Condition)> Conditions =>
    [
        // A Bawaslu office has to prove what was served in its region to offices of other kinds too.
        ("notices", $"{OfKind("office")} or {Region("split_part(office, ':', 2)")}"),
        ("deliveries", $"{Everything} or exists (select from notifications.notices n where n.id = deliveries.notice_id)"),
        ("offices", OfKind("office")),
        ("preferences", OfKind("office")),
        ("person_preferences", OfKind("office")),
        ("subscriptions", OfKind("office")),
        ("webhook_attempts", $"{Everything} or exists (select from notifications.subscriptions s where s.id = webhook_attempts.subscription_id)"),
        // What only jobs and central work on.
        ("broadcasts", Everything),
        ("digest_items", Everything),
        ("notices_to_deliver", Everything),
        ("escalations", Everything),
    ];
}
