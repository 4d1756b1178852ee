using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Audit;

internal sealed partial class AuditEndpoint
{
    /// <summary>Entries of one chain, the newest first. Reads only.</summary>
    /// <exception cref="RefusalException">AUDIT_CHAIN_UNKNOWN, AUDIT_FILTER_INVALID with all faults, PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.Auditor)]
    public override async Task<ListAuditResponse> ListAudit(ListAuditRequest request, ServerCallContext context)
    {
        var (chain, cancel) = (ChainOf(request.Office, Caller.Of(context)), context.CancellationToken);
        var (size, before) = (Paging.Size(request.PageSize), Before(request.PageToken));
        var report = request.Number.Length == 0 ? null : await ReportAsync(request.Number, cancel);
        if (FaultsOf(request, report).ToList() is { Count: > 0 } faults)
        {
            throw AuditRefusals.FilterInvalid(faults);
        }

        var (from, to) = (SentInstant.Read(request.From), SentInstant.Read(request.To));
        var page = await In(chain)
            .Where(e => e.Sequence < before && (request.Actor.Length == 0 || e.Actor == request.Actor) && (report == null || e.ReportId == report)
                && (from == null || e.At >= from) && (to == null || e.At < to))
            .OrderByDescending(e => e.Sequence)
            .Take(size + 1)
            .Select(e => new { Entry = e, Number = db.Reports.Where(r => r.Id == e.ReportId).Select(r => r.Number).FirstOrDefault() })
            .ToListAsync(cancel);
        return new ListAuditResponse
        {
            Entries = { page.Take(size).Select(row => RecordOf(row.Entry, row.Number)) },
            NextPageToken = page.Count > size ? page[size - 1].Entry.Sequence.ToString(CultureInfo.InvariantCulture) : "",
        };
    }

    private static long Before(string token) => token.Length == 0 ? long.MaxValue
        : long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : throw AuditRefusals.PageTokenInvalid();

    private static IEnumerable<FieldFault> FaultsOf(ListAuditRequest request, Guid? report)
    {
        if (request.Number.Length > 0 && report is null)
        {
            yield return new FieldFault("number", "Isi dengan nomor laporan yang ada, atau kosongkan.");
        }

        if (SentInstant.IsUnreadable(request.From))
        {
            yield return new FieldFault("from", "Isi dengan waktu antara tahun 1 dan 9999, atau kosongkan.");
        }

        if (SentInstant.IsUnreadable(request.To) || SentInstant.Read(request.From) >= SentInstant.Read(request.To))
        {
            yield return new FieldFault("to", "Isi dengan waktu setelah waktu mulai, paling lambat tahun 9999, atau kosongkan.");
        }
    }

    private async Task<Guid?> ReportAsync(string number, CancellationToken cancel)
    {
        var wanted = Crockford.TryRead(number, ReportCodes.NumberLength, out var read) ? read : "";
        return await db.Reports.Where(r => r.Number == wanted).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancel);
    }

    private static AuditRecord RecordOf(AuditEntry entry, string? number) => new()
    {
        Office = entry.Office,
        Sequence = entry.Sequence,
        At = entry.At.ToTimestamp(),
        Act = entry.Act,
        Rpc = entry.Rpc,
        Actor = entry.Actor,
        ActorOffice = entry.ActorOffice,
        Number = number is null ? "" : Crockford.Grouped(number),
        CaseId = entry.ReportId?.ToString() ?? "",
        Version = entry.Version,
        Previous = ByteString.CopyFrom(entry.Previous),
        Hash = ByteString.CopyFrom(entry.Hash),
    };
}
