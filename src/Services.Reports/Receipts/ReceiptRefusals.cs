using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Receipts;

/// <summary>Every "no" about the public log of receipts. Reasons are listed in docs/errors.md.</summary>
internal static class ReceiptRefusals
{
    internal static RefusalException AuditNotAllowed() =>
        new(StatusCode.PermissionDenied, "RECEIPT_AUDIT_NOT_ALLOWED", "Hanya auditor Bawaslu pusat yang dapat membuka catatan pengisi. Mintalah kepada Bawaslu pusat bila Anda memerlukannya.");
}
