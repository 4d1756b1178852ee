using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Receipts;

internal sealed partial class ReceiptAuditEndpoint
{
    /// <summary>A part of the file by which an auditor counts the reports of some days in the public log. Reads only.</summary>
    /// <remarks>Only central Bawaslu's auditors, as <see cref="ListDummies"/>. Asked again with the same token it gives the same part.</remarks>
    /// <exception cref="RefusalException">RECEIPT_AUDIT_NOT_ALLOWED, AUDIT_FILTER_INVALID, PAGE_TOKEN_INVALID.</exception>
    [Authorize(Roles = Roles.Auditor)]
    public override async Task<ExportDummiesResponse> ExportDummies(ExportDummiesRequest request, ServerCallContext context)
    {
        if (Caller.Of(context).Office != Office.CentralBawaslu)
        {
            throw ReceiptRefusals.AuditNotAllowed();
        }

        var faults = new List<FieldFault>();
        var (first, last) = (Day("first_day", request.FirstDay, faults), Day("last_day", request.LastDay, faults));
        if (last < first)
        {
            faults.Add(new FieldFault("last_day", "Isi dengan hari yang sama dengan hari pertama atau sesudahnya."));
        }

        if (first is not { } from || last is not { } until || faults.Count > 0)
        {
            throw Audit.AuditRefusals.FilterInvalid(faults);
        }

        var place = request.PageToken.Length == 0 ? (DummyPlace?)null : DummyPlace.TryParse(request.PageToken) ?? throw Paging.TokenInvalid();
        var part = await export.ReadAsync(from, until, place, context.CancellationToken);
        return new ExportDummiesResponse { Part = ByteString.CopyFrom(part.Text, Encoding.ASCII), NextPageToken = part.Next?.ToString() ?? "" };
    }
}
