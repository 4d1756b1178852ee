using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Documents;
using Netralitas.Geography;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Receipts;

internal sealed partial class ReceiptEndpoint
{
    // Who reported from where is not asked for a page that names nobody.
    private const IndonesianTimeZone Zone = IndonesianTimeZone.Wib;

    /// <summary>The receipt of a report as a page.</summary>
    /// <remarks>Stores and logs nothing. An unknown number costs the same work and gets the same answer as a wrong code.</remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND.</exception>
    [AllowAnonymous]
    public override async Task<PrintReportReceiptResponse> PrintReportReceipt(PrintReportReceiptRequest request, ServerCallContext context)
    {
        var report = await access.OpenAsync(request.Number, request.AccessCode, context.CancellationToken);
        var standing = await proofs.FindOwnAsync(report.Id, context.CancellationToken) ?? throw new InvalidOperationException("A report has no entry.");
        var number = Crockford.Grouped(report.Number);
        var isProven = standing is { State: EntryState.Proven, File: not null };
        var words = LogStanding.Words(isProven ? (standing.File!.Checkpoint.Text, standing.File.Index) : null, standing.PromisedUntil, Zone);
        var entry = await cases.FirstEntryAsync(report, context.CancellationToken);
        // Whoever came to an office knows its clock; of anyone else it is not asked where.
        var zone = entry is null ? Zone : RegionDirectory.TimeZoneOf(entry.Region);
        var page = new ReportReceipt(
            number, report.ReceivedAt, zone, words, standing.File is { } file ? Encoding.UTF8.GetString(file.ToBytes()) : null,
            request.WithAccessCode ? Crockford.Grouped(report.Code.AccessCode) : null)
        {
            HandedOverAt = entry?.HandedOverAt,
        };
        return new PrintReportReceiptResponse { Content = UnsafeByteOperations.UnsafeWrap(page.ToPdf()), ContentType = "application/pdf", FileName = $"tanda-terima-laporan-{number}.pdf" };
    }
}
