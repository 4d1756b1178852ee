using Netralitas.Contracts.Reports.V1;
using Netralitas.Sequencer;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Receipts;

/// <summary>Proofs of reports in the public log, for their reporters. One file for each RPC.</summary>
internal sealed partial class ReceiptEndpoint(ReportAccess access, EntryProofs proofs, CaseFiles cases, TimeProvider clock) : ReceiptService.ReceiptServiceBase;
