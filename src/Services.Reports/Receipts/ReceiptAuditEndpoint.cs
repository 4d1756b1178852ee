using Netralitas.Contracts.Reports.V1;
using Npgsql;

namespace Netralitas.Services.Reports.Receipts;

/// <summary>What auditors need to count the reports in the public log. One file for each RPC.</summary>
internal sealed partial class ReceiptAuditEndpoint(NpgsqlDataSource source) : ReceiptAuditService.ReceiptAuditServiceBase;
