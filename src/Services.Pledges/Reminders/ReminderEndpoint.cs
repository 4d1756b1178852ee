using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Messaging;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Reminders;

/// <summary>Reminders to those who have not pledged, for organisers. One file for each RPC.</summary>
internal sealed partial class ReminderEndpoint(PledgesDb db, RequestLedger ledger, TimeProvider clock) : ReminderService.ReminderServiceBase;

/// <summary>A row of <c>pledges.reminders</c>.</summary>
internal sealed record ReminderRow(
    Guid Id, Guid DeclarationId, string RegionCode, int EveryDays, DateOnly LastDay, string StatusName, int Rounds, DateTimeOffset? NextAt, Guid Scope)
{
    private const string Columns =
        """
        id as "Id", declaration_id as "DeclarationId", region_code as "RegionCode", every_days as "EveryDays", last_day as "LastDay", status as "StatusName", rounds as "Rounds",
        next_at as "NextAt", pledge_scope as "Scope"
        """;

    /// <summary>Reads rows.</summary>
    /// <param name="db">The database.</param>
    /// <param name="rest">What follows <c>from pledges.reminders</c>, with places for the values.</param>
    /// <param name="values">The values.</param>
    /// <param name="cancel">Gives up.</param>
    internal static Task<List<ReminderRow>> ReadAsync(PledgesDb db, string rest, object[] values, CancellationToken cancel)
    {
        // Both parts are this program's own words; what a caller sends is among the values.
        var statement = $"select {Columns} from pledges.reminders {rest}";
        return db.Database.SqlQueryRaw<ReminderRow>(statement, values).ToListAsync(cancel);
    }

    internal Contracts.Pledges.V1.Reminders ToWire() => new()
    {
        ReminderId = Id.ToString(),
        DeclarationId = DeclarationId.ToString(),
        RegionCode = RegionCode,
        EveryDays = EveryDays,
        Until = LastDay.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Status = System.Enum.Parse<ReminderStatus>(StatusName),
        Sent = Rounds,
        NextAt = NextAt?.ToTimestamp(),
    };
}

/// <summary>Adds what reminders need.</summary>
internal static class ReminderRegistration
{
    internal static void AddReminders(this IHostApplicationBuilder builder) => builder.Services.AddHostedService<ReminderRounds>();
}
