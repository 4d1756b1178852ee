using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.DataClocks;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.DataSubjects;

/// <summary>Reporters and data of their own. One file for each RPC.</summary>
internal sealed partial class OwnDataEndpoint(
    ReportsDb db, ReportAccess access, ReportAdditions additions, CaseFiles cases, ContentSealing sealing, CodeKeys keys, DataClockBook clocks, LawBook law, TimeProvider clock)
    : OwnDataService.OwnDataServiceBase;
