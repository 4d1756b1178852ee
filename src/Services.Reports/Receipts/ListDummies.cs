using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Receipts;

internal sealed partial class ReceiptAuditEndpoint
{
    private const string ListSql =
        """
        select e.idx, o.nonce, o.record from log.dummy d join log.entry e using (subject) join log.opening o using (subject)
        where d.day = $1 and e.idx > $2 order by e.idx limit $3
        """;

    /// <summary>A page of the entries of a day that stand for nothing, with what opens them, in the order of the log. Reads only.</summary>
    /// <remarks>Only central Bawaslu's auditors: who knows these knows how many reports came in each hour in the whole country.</remarks>
    /// <exception cref="RefusalException">RECEIPT_AUDIT_NOT_ALLOWED, AUDIT_FILTER_INVALID, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.Auditor)]
    public override async Task<ListDummiesResponse> ListDummies(ListDummiesRequest request, ServerCallContext context)
    {
        if (Caller.Of(context).Office != Office.CentralBawaslu)
        {
            throw ReceiptRefusals.AuditNotAllowed();
        }

        var faults = new List<FieldFault>();
        if (Day("day", request.Day, faults) is not { } day)
        {
            throw Audit.AuditRefusals.FilterInvalid(faults);
        }

        var (size, after) = (Paging.Size(request.PageSize), After(request.PageToken));
        await using var list = source.CreateCommand(ListSql);
        list.Parameters.Add(new() { Value = day });
        list.Parameters.Add(new() { Value = after });
        list.Parameters.Add(new() { Value = size + 1 });
        var page = new List<DummyEntry>();
        await using var rows = await list.ExecuteReaderAsync(context.CancellationToken);
        while (await rows.ReadAsync(context.CancellationToken))
        {
            page.Add(new DummyEntry { Index = rows.GetInt64(0), Nonce = ByteString.CopyFrom(rows.GetFieldValue<byte[]>(1)), Record = ByteString.CopyFrom(rows.GetFieldValue<byte[]>(2)) });
        }

        return new ListDummiesResponse
        {
            Dummies = { page.Take(size) },
            NextPageToken = page.Count > size ? page[size - 1].Index.ToString(CultureInfo.InvariantCulture) : "",
        };
    }

    private static long After(string token) => token.Length == 0 ? -1
        : long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : throw Paging.TokenInvalid();
}
