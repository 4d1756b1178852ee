using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Revocations;

internal sealed partial class TokenRevocationEndpoint
{
    private const int DefaultPage = 50;
    private const int LargestPage = 200;

    /// <summary>The record of revocations, newest first, for central's own office; nothing for any other.</summary>
    /// <remarks>Central alone revokes, and of whose tokens is not kept: no row is of a region below, so an auditor there sees none.</remarks>
    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = $"{Roles.Central},{Roles.Auditor}")]
    public override async Task<ListTokenRevocationsResponse> ListTokenRevocations(ListTokenRevocationsRequest request, ServerCallContext context)
    {
        var size = Paging.Size(request.PageSize, DefaultPage, LargestPage);
        var after = request.PageToken.Length == 0 ? Guid.AllBitsSet : Guid.TryParseExact(request.PageToken, "N", out var id) ? id : throw NotificationRefusals.PageTokenInvalid();
        var isOfCentral = Caller.Of(context).Office == Office.CentralBawaslu;
        var rows = await db.Database.SqlQuery<Recorded>(
            $"""
            select id as "Id", kind as "Kind", cause as "Cause", revoked_by as "RevokedBy", revoked_at as "RevokedAt", expires_at as "ExpiresAt"
            from notifications.token_revocations where {isOfCentral} and id < {after} order by id desc limit {size + 1}
            """).ToListAsync(context.CancellationToken);
        return new ListTokenRevocationsResponse
        {
            Revocations = { rows.Take(size).Select(ToWire) },
            NextPageToken = rows.Count > size ? rows[size - 1].Id.ToString("N") : "",
        };
    }

    private static TokenRevocation ToWire(Recorded row) => new()
    {
        RevocationId = row.Id.ToString(),
        Kind = System.Enum.Parse<RevokedKind>(row.Kind),
        Cause = System.Enum.Parse<RevocationCause>(row.Cause),
        RevokedBy = row.RevokedBy,
        RevokedAt = row.RevokedAt.ToTimestamp(),
        ExpiresAt = row.ExpiresAt.ToTimestamp(),
    };

    private sealed record Recorded(Guid Id, string Kind, string Cause, string RevokedBy, DateTimeOffset RevokedAt, DateTimeOffset ExpiresAt);
}
