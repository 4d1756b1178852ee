using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Pledges.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Services.Pledges.Signing;

internal sealed partial class SignatureEndpoint
{
    /// <summary>What a scan is sealed for. Never changed.</summary>
    private const string SheetPurpose = "signed-sheet";

    /// <summary>Records signatures that somebody attests, with the scan of what was signed on paper and the list as it was typed.</summary>
    /// <remarks>When this returns, list, scan and signatures survive a crash, each signature has the public log's signed promise, and one <see cref="PledgesRecorded"/> is published at least once. The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">
    /// REQUEST_ID_INVALID, SIGNATURES_INVALID, DECLARATION_UNKNOWN, DECLARATION_WITHOUT_TEXT, DECLARATION_NOT_OPEN, DECLARATION_SEALED, REGION_OUTSIDE_OFFICE, LIST_ALREADY_RECORDED, REQUEST_ID_REUSED.
    /// </exception>
    [Authorize(Roles = Roles.Organisers)]
    public override async Task<RecordAttestedListResponse> RecordAttestedList(RecordAttestedListRequest request, ServerCallContext context)
    {
        var now = clock.Now();
        AttestedList.Check(request);
        var rows = SignatureList.Read(request.Signatures, IndonesianTimeZone.Wit.LocalDate(now));
        if (!Guid.TryParse(request.DeclarationId, out var declarationId))
        {
            throw PledgeRefusals.DeclarationUnknown();
        }

        var answer = await ledger.OnceAsync(db, request.RequestId, request, context, async () =>
        {
            var listId = Guid.CreateVersion7();
            var origin = await HoldOwnAsync(declarationId, RollChange.RecordList, request.Method, context, listId);
            await RepeatedList.RequireNewAsync(db, personal, declarationId, rows, request.IsAnotherList, Caller.Of(context).Office, now, context.CancellationToken);
            await StoreAsync(listId, declarationId, request, now, context);
            var (recorded, promise) = await db.InsertSignaturesAsync(personal, promises, origin, rows, now, context.CancellationToken);
            await db.AddTypedRowsAsync(personal, origin, listId, request.Signatures, rows, recorded, context.CancellationToken);
            await CountAndAnnounceAsync(origin, rows, recorded, now, context.CancellationToken);
            return new RecordAttestedListResponse
            {
                ListId = listId.ToString(),
                Recorded = recorded.Count(row => row.IsRecorded),
                AlreadyRecorded = recorded.Count(row => !row.IsRecorded),
                OutsideRoster = rows.Zip(recorded).Count(pair => pair.First.Represented.Length == 0 && pair.Second is { IsRecorded: true, IsOnRoster: false }),
                PromiseId = promise?.ToString() ?? "",
            };
        });
        Failpoint.Reach("attested.after_commit_before_reply");
        var receipts = await Receipts.ReadAsync(db, answer.PromiseId, context.CancellationToken);
        answer.Promise = receipts.Promise;
        answer.Receipts.Add(receipts.Each);
        return answer;
    }

    private Task<int> StoreAsync(Guid listId, Guid declarationId, RecordAttestedListRequest request, DateTimeOffset now, ServerCallContext context)
    {
        var content = request.Sheet?.Content.ToByteArray();
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into pledges.attested_lists (id, declaration_id, method, attested_by, attested_as, note, sheet_name, sheet_type, sheet_sha256, sheet_sealed, recorded_by, recorded_at)
            values ({listId}, {declarationId}, {request.Method.ToString()}, {request.AttestedBy.Trim()}, {request.AttestedAs.Trim()}, {request.Note.Trim()},
                {request.Sheet?.FileName.Trim() ?? ""}, {request.Sheet?.MediaType ?? ""}, {Bytes(content is null ? null : SHA256.HashData(content))},
                {Bytes(content is null ? null : personal.Seal(SheetPurpose, content))}, {Caller.Of(context).Office.ToString()}, {now})
            """, context.CancellationToken);
    }

    private static NpgsqlParameter Bytes(byte[]? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea };
}
