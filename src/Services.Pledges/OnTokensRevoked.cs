using MassTransit;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.Messaging.Revocation;
using Netralitas.ServiceDefaults.Revocation;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges;

/// <summary>Central Bawaslu revoked tokens: no process of this service takes them any more.</summary>
internal sealed class OnTokensRevoked(PledgesDb db, RevokedTokens known) : IConsumer<TokensRevoked>
{
    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<TokensRevoked> context)
    {
        var happened = context.Message;
        var revoked = new RevokedToken(happened.Digest, happened.RevokedAt, happened.ExpiresAt);
        await db.OnceAsync(context, nameof(OnTokensRevoked), () => db.AddRevokedAsync(revoked, context.CancellationToken));
        known.Add([revoked]);
    }
}
