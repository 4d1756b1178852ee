using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.ServiceDefaults.Revocation;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Revocations;

/// <summary>Revocations of tokens by central. One file for each RPC.</summary>
internal sealed partial class TokenRevocationEndpoint(NotificationsDb db, RequestLedger ledger, RevokedTokens known, AccessOptions access, TimeProvider clock)
    : TokenRevocationService.TokenRevocationServiceBase;
