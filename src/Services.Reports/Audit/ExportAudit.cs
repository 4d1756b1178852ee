using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Audit;

internal sealed partial class AuditEndpoint
{
    private const int PieceBytes = 64 * 1024;

    /// <summary>A chain up to now and the newest signed list of heads, in constant memory. Reads only. What is added while it is sent may be left out.</summary>
    /// <exception cref="RefusalException">AUDIT_CHAIN_UNKNOWN.</exception>
    [Authorize(Roles = Roles.Auditor)]
    public override async Task ExportAudit(ExportAuditRequest request, IServerStreamWriter<ExportAuditResponse> responseStream, ServerCallContext context)
    {
        var (chain, cancel) = (ChainOf(request.Office, Caller.Of(context)), context.CancellationToken);
        // Before the entries: whatever the list tells of is among them then.
        var list = await AuditHeads.NewestAsync(db, cancel);
        var file = new ArrayBufferWriter<byte>(PieceBytes * 2);
        await foreach (var entry in In(chain).OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            AuditFile.WriteTo(file, entry);
            if (file.WrittenCount >= PieceBytes)
            {
                await SendAsync(file, responseStream, cancel);
            }
        }

        if (list is not null)
        {
            AuditFile.WriteTo(file, list);
        }

        await SendAsync(file, responseStream, cancel);
    }

    private static async Task SendAsync(ArrayBufferWriter<byte> file, IServerStreamWriter<ExportAuditResponse> stream, CancellationToken cancel)
    {
        if (file.WrittenCount > 0)
        {
            await stream.WriteAsync(new ExportAuditResponse { Data = ByteString.CopyFrom(file.WrittenSpan) }, cancel);
            file.ResetWrittenCount();
        }
    }
}
