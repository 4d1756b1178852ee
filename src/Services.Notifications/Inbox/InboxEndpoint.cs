using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.Services.Notifications.Proofs;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Inbox;

/// <summary>The inbox of an office. One file for each RPC.</summary>
internal sealed partial class InboxEndpoint(
    NotificationsDb db, RequestLedger ledger, InboxFeed feed, InboxSignal signal, Confirmations confirmations, InboxOptions options, TimeProvider clock) : InboxService.InboxServiceBase;
