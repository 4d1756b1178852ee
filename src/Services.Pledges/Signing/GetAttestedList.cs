using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Signing;

internal sealed partial class SignatureEndpoint
{
    /// <summary>An attested list with its scan, and as it was typed.</summary>
    /// <exception cref="RefusalException">ATTESTED_LIST_UNKNOWN, also for a list of another region.</exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<GetAttestedListResponse> GetAttestedList(GetAttestedListRequest request, ServerCallContext context)
    {
        var found = Guid.TryParse(request.ListId, out var id)
            ? await db.Database.SqlQuery<Attested>(
                $"""
                select l.declaration_id as "DeclarationId", d.region_code as "RegionCode", method as "Method", attested_by as "AttestedBy", attested_as as "AttestedAs", note as "Note",
                    sheet_name as "SheetName", sheet_type as "SheetType", sheet_sha256 as "SheetSha256", sheet_sealed as "SheetSealed"
                from pledges.attested_lists l join pledges.declarations d on d.id = l.declaration_id where l.id = {id}
                """).ToListAsync(context.CancellationToken)
            : [];
        var list = found.SingleOrDefault();
        if (list is null || !Caller.Of(context).Office.Covers(list.RegionCode))
        {
            throw PledgeRefusals.AttestedListUnknown();
        }

        return new GetAttestedListResponse
        {
            DeclarationId = list.DeclarationId.ToString(),
            Method = Enum.Parse<SigningMethod>(list.Method),
            AttestedBy = list.AttestedBy,
            AttestedAs = list.AttestedAs,
            Note = list.Note,
            Sheet = list.SheetSealed is { } scan
                ? new Sheet { FileName = list.SheetName, MediaType = list.SheetType, Content = ByteString.CopyFrom(personal.Open(SheetPurpose, scan)) }
                : null,
            SheetSha256 = ByteString.CopyFrom(list.SheetSha256 ?? []),
            Typed = { await db.ReadTypedRowsAsync(personal, id, context.CancellationToken) },
        };
    }

    private sealed record Attested(
        Guid DeclarationId, string RegionCode, string Method, string AttestedBy, string AttestedAs, string Note, string SheetName, string SheetType, byte[]? SheetSha256, byte[]? SheetSealed);
}
