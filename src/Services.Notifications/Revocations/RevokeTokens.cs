using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Messaging;
using Netralitas.Messaging.Revocation;
using Netralitas.ServiceDefaults;
using Netralitas.ServiceDefaults.Revocation;

namespace Netralitas.Services.Notifications.Revocations;

internal sealed partial class TokenRevocationEndpoint
{
    private const int LongestValue = 200;

    /// <summary>Tokens are revoked. When this returns, that survives a crash, and every process of the suite hears of it within seconds: the gateway by asking, the other services by an event.</summary>
    /// <remarks>The same request again gets the first answer. What is stored and told is a hash; the record says who revoked, what kind of thing and why, and not whose tokens it were.</remarks>
    /// <exception cref="RefusalException">REVOCATION_INVALID, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Central)]
    public override async Task<RevokeTokensResponse> RevokeTokens(RevokeTokensRequest request, ServerCallContext context)
    {
        RevokedToken? revoked = null;
        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            if (FaultsOf(request).ToList() is { Count: > 0 } faults)
            {
                throw RevocationRefusals.RevocationInvalid(faults);
            }

            var now = clock.Now();
            revoked = new RevokedToken(DigestOf(request), now, now + access.LongestTokenLife());
            return await StoreAsync(request, revoked, Caller.Of(context).Subject, context.CancellationToken);
        });
        Failpoint.Reach("revocation.after_commit_before_reply");
        known.Add(revoked is null ? [] : [revoked]);
        return answer;
    }

    private async Task<RevokeTokensResponse> StoreAsync(RevokeTokensRequest request, RevokedToken revoked, string person, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7(revoked.RevokedAt);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into notifications.token_revocations (id, kind, cause, revoked_by, revoked_at, expires_at)
            values ({id}, {request.Kind.ToString()}, {request.Cause.ToString()}, {person}, {revoked.RevokedAt}, {revoked.ExpiresAt})
            """, cancel);
        await db.AddRevokedAsync(revoked, cancel);
        await db.EnqueueAsync(new TokensRevoked { RevocationId = id, Version = 1, Digest = revoked.Digest, RevokedAt = revoked.RevokedAt, ExpiresAt = revoked.ExpiresAt }, id, 1, cancel);
        return new RevokeTokensResponse { RevocationId = id.ToString(), RevokedAt = revoked.RevokedAt.ToTimestamp(), ExpiresAt = revoked.ExpiresAt.ToTimestamp() };
    }

    private static string DigestOf(RevokeTokensRequest request) => request.Kind switch
    {
        RevokedKind.Token => RevokedToken.OfToken(request.Value),
        RevokedKind.Session => RevokedToken.OfSession(request.Value),
        _ => RevokedToken.OfSubject(request.Value),
    };

    private IEnumerable<FieldFault> FaultsOf(RevokeTokensRequest request)
    {
        if (request.Kind is RevokedKind.Unspecified || !System.Enum.IsDefined(request.Kind))
        {
            yield return new FieldFault("kind", "Pilih apa yang dicabut: satu token, satu sesi, atau semua token satu orang.");
        }

        if (string.IsNullOrWhiteSpace(request.Value) || request.Value.Length > LongestValue)
        {
            yield return new FieldFault("value", $"Isi dengan nilai klaim jti, sid, atau sub persis seperti pada token, paling banyak {LongestValue} karakter.");
        }
        else if (request.Kind is RevokedKind.Subject && !access.CanBeSubject(request.Value))
        {
            yield return new FieldFault("value", "Tidak ada penerbit token dengan orang seperti itu. Untuk penerbit yang bernama, tulis |nama|sub dengan nama penerbit di depan sub; untuk penerbit tanpa nama, tulis sub saja.");
        }

        if (request.Cause is RevocationCause.Unspecified || !System.Enum.IsDefined(request.Cause))
        {
            yield return new FieldFault("cause", "Pilih alasan pencabutan.");
        }
    }
}
