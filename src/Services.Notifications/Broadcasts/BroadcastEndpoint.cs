using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Broadcasts;

/// <summary>Broadcasts by central. One file for each RPC.</summary>
internal sealed partial class BroadcastEndpoint(NotificationsDb db, RequestLedger ledger, BroadcastSignal signal, TimeProvider clock) : BroadcastService.BroadcastServiceBase
{
    /// <summary>The broadcast, locked until the transaction ends, so that of two who decide the second finds the first one's decision.</summary>
    private async Task<Broadcast> FindForStepAsync(string broadcastId, BroadcastStep step, CancellationToken cancel)
    {
        var broadcast = Guid.TryParse(broadcastId, out var id)
            ? await db.Broadcasts.FromSql($"select * from notifications.broadcasts where id = {id} for update").SingleOrDefaultAsync(cancel)
            : null;
        return BroadcastLife.After((broadcast ?? throw BroadcastRefusals.BroadcastUnknown()).State, step) is null ? throw BroadcastRefusals.BroadcastStepNotAllowed() : broadcast;
    }
}

/// <summary>Raised when a broadcast was approved.</summary>
internal sealed class BroadcastSignal : WakeSignal;
