using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Broadcasts;

internal sealed partial class BroadcastEndpoint
{
    private const int LongestTitle = 200;
    private const int LongestBody = 5000;

    /// <summary>A broadcast is drafted. When this returns, the draft survives a crash; nobody is told of it.</summary>
    /// <remarks>The same request again gets the first answer.</remarks>
    /// <exception cref="RefusalException">BROADCAST_INVALID, REQUEST_ID_INVALID, TEXT_UNREADABLE, REQUEST_ID_REUSED.</exception>
    [Authorize(Roles = Roles.Central)]
    public override Task<DraftBroadcastResponse> DraftBroadcast(DraftBroadcastRequest request, ServerCallContext context) =>
        ledger.OnceAsync(db, request.RequestId, request, context, () =>
        {
            if (FaultsOf(request).ToList() is { Count: > 0 } faults)
            {
                throw BroadcastRefusals.BroadcastInvalid(faults);
            }

            var now = clock.Now();
            var draft = new Broadcast
            {
                Id = Guid.CreateVersion7(now),
                State = BroadcastState.Drafted,
                Title = request.Title.Trim(),
                Body = request.Body.Trim(),
                OfficeKind = request.OfficeKind,
                RegionCode = request.RegionCode.Length == 0 ? "00" : request.RegionCode,
                DraftedBy = Caller.Of(context).Subject,
                DraftedAt = now,
                ToldUpTo = "",
                ToldOffices = 0,
            };
            db.Broadcasts.Add(draft);
            return Task.FromResult(new DraftBroadcastResponse { BroadcastId = draft.Id.ToString() });
        });

    private static IEnumerable<FieldFault> FaultsOf(DraftBroadcastRequest request)
    {
        if (request.Title.Trim().Length is 0 or > LongestTitle || request.Title.AsSpan().ContainsAny('\r', '\n'))
        {
            yield return new FieldFault("title", $"Isi judul dalam satu baris, paling banyak {LongestTitle} karakter.");
        }

        if (request.Body.Trim().Length is 0 or > LongestBody)
        {
            yield return new FieldFault("body", $"Isi naskah, paling banyak {LongestBody} karakter.");
        }

        if (request.OfficeKind is not ("" or "bawaslu" or "ppk" or "opd"))
        {
            yield return new FieldFault("office_kind", "Isi dengan bawaslu, ppk, atau opd, atau kosongkan untuk semua jenis kantor.");
        }

        if (request.RegionCode.Length > 0 && (!RegionCode.TryParse(request.RegionCode, out var code) || RegionDirectory.Find(code) is null))
        {
            yield return new FieldFault("region_code", "Isi dengan kode wilayah Kemendagri yang ada, atau kosongkan untuk seluruh Indonesia.");
        }
    }
}
