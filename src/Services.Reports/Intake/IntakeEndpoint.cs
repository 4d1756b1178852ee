using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Services.Reports.Admission;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Intake;

/// <summary>Reports by anyone, without an account. One file for each RPC.</summary>
internal sealed partial class IntakeEndpoint(
    ReportsDb db, ReportAccess access, CodeKeys keys, ReportAdmission admission, ReportAdditions additions, CaseFiles cases, ContentSealing sealing, NumberingSignal numbering, Registrations registrations,
    OutboxSignal outbox, LawBook law, TimeProvider clock) : IntakeService.IntakeServiceBase;
