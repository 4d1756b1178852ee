using Netralitas.Services.Reports.Audit;
using Netralitas.Services.Reports.Breaches;
using Netralitas.Services.Reports.Custody;
using Netralitas.Services.Reports.DataSubjects;
using Netralitas.Services.Reports.EvidenceCustody;
using Netralitas.Services.Reports.EvidenceIntake;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Intake;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.LawRevisions;
using Netralitas.Services.Reports.OfficeIntake;
using Netralitas.Services.Reports.Reading;
using Netralitas.Services.Reports.Receipts;
using Netralitas.Services.Reports.Retention;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports;

/// <summary>Every proto service of this program; each is one class, with one file for each RPC.</summary>
internal static class ReportServices
{
    /// <summary>Serves them.</summary>
    internal static void MapReportServices(this WebApplication app)
    {
        app.MapGrpcService<IntakeEndpoint>();
        app.MapGrpcService<ReceiptEndpoint>();
        app.MapGrpcService<ReceiptAuditEndpoint>();
        app.MapGrpcService<OfficeIntakeEndpoint>();
        app.MapGrpcService<ReviewEndpoint>();
        app.MapGrpcService<TransferEndpoint>();
        app.MapGrpcService<FollowUpEndpoint>();
        app.MapGrpcService<LawEndpoint>();
        app.MapGrpcService<LawRevisionEndpoint>();
        app.MapGrpcService<EvidenceEndpoint>();
        app.MapGrpcService<CaseEvidenceEndpoint>();
        app.MapGrpcService<CustodyEndpoint>();
        app.MapGrpcService<RetentionEndpoint>();
        app.MapGrpcService<OwnDataEndpoint>();
        app.MapGrpcService<DataRequestEndpoint>();
        app.MapGrpcService<BreachEndpoint>();
        app.MapGrpcService<AuditEndpoint>();
        app.MapGrpcService<WorkListEndpoint>();
        app.MapGrpcService<StatisticsEndpoint>();
    }
}
