using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.Sequencer;
using Netralitas.Services.Reports.Admission;
using Netralitas.Services.Reports.Audit;
using Netralitas.Services.Reports.Breaches;
using Netralitas.Services.Reports.Custody;
using Netralitas.Services.Reports.DataClocks;
using Netralitas.Services.Reports.DataSubjects;
using Netralitas.Services.Reports.Deadlines;
using Netralitas.Services.Reports.EvidenceCustody;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.EvidenceIntake;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Intake;
using Netralitas.Services.Reports.Law;
using Netralitas.Services.Reports.LawRevisions;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.OfficeIntake;
using Netralitas.Services.Reports.Reading;
using Netralitas.Services.Reports.Receipts;
using Netralitas.Services.Reports.Reconciliation;
using Netralitas.Services.Reports.Retention;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports;

/// <summary>What runs where: the two parts of this program, as a table.</summary>
internal static class ReportParts
{
    private const ReportsPart Intake = ReportsPart.Intake;
    private const ReportsPart Review = ReportsPart.Review;
    private const ReportsPart Each = Intake | Review;

    // In this order. What Each has, a process that does both has once.
    private static readonly (ReportsPart Where, Action<WebApplicationBuilder, ReportsPart> Add)[] Abilities =
    [
        (Each, (builder, part) => builder.AddDatabaseThatQueues<ReportsDb>(part.Database(), servesOffices: part != Intake)),
        (Each, (builder, _) => builder.AddCodeKeys()),
        (Each, (builder, _) => builder.AddSealingKeys()),
        (Each, (builder, part) => builder.AddAdmission(part.Database())),
        (Each, (builder, _) => builder.AddClockWatch()),
        (Each, (builder, _) => builder.AddEvidence()),
        (Each, (builder, _) => builder.AddCases()),
        (Each, (builder, _) => builder.AddAudit()),
        (Review, (builder, _) => builder.AddOpeningKeys()),
        (Review, (builder, _) => builder.AddOutbox(typeof(ReportReceived).Assembly)),
        (Review, (builder, _) => builder.AddReportBus()),
        (Review, (builder, _) => builder.AddReceiptLog()),
        (Review, (builder, _) => builder.AddAntiEntropy()),
        (Review, (builder, _) => builder.AddElectionNews()),
        (Review, (builder, _) => builder.AddNumbering()),
        (Review, (builder, _) => builder.AddDeadlineWarnings()),
        (Review, (builder, _) => builder.AddEvidenceCustody()),
        (Review, (builder, _) => builder.AddCustody()),
        (Review, (builder, _) => builder.AddOfficersSteps()),
        (Review, (builder, _) => builder.AddRespondentPledges()),
        (Review, (builder, _) => builder.AddTransfers()),
        (Review, (builder, _) => builder.AddFollowUp()),
        (Review, (builder, _) => builder.AddAuditHeads()),
        (Review, (builder, _) => builder.AddReading()),
        (Review, (builder, _) => builder.AddRetention()),
        (Review, (builder, _) => builder.AddDataClocks()),
    ];

    // Instead of what review has: no private key of anyone, and the log's promises without its sequencing.
    private static readonly Action<WebApplicationBuilder>[] OfIntakeAlone = [builder => builder.AddNoOpeningKeys(), builder => builder.AddWindowedLogPromises()];

    // One class for each proto service. What reporters call by their codes is intake's; officers hand evidence in at review, where the gateway sends who brings a token.
    private static readonly (ReportsPart Where, Action<WebApplication> Map)[] Services =
    [
        (Intake, app => app.MapGrpcService<IntakeEndpoint>()),
        (Intake, app => app.MapGrpcService<ReceiptEndpoint>()),
        (Intake, app => app.MapGrpcService<OwnDataEndpoint>()),
        (Each, app => app.MapGrpcService<EvidenceEndpoint>()),
        (Review, app => app.MapGrpcService<ReceiptAuditEndpoint>()),
        (Review, app => app.MapGrpcService<OfficeIntakeEndpoint>()),
        (Review, app => app.MapGrpcService<ReviewEndpoint>()),
        (Review, app => app.MapGrpcService<TransferEndpoint>()),
        (Review, app => app.MapGrpcService<FollowUpEndpoint>()),
        (Review, app => app.MapGrpcService<LawEndpoint>()),
        (Review, app => app.MapGrpcService<LawRevisionEndpoint>()),
        (Review, app => app.MapGrpcService<CaseEvidenceEndpoint>()),
        (Review, app => app.MapGrpcService<CustodyEndpoint>()),
        (Review, app => app.MapGrpcService<RetentionEndpoint>()),
        (Review, app => app.MapGrpcService<DataRequestEndpoint>()),
        (Review, app => app.MapGrpcService<BreachEndpoint>()),
        (Review, app => app.MapGrpcService<AuditEndpoint>()),
        (Review, app => app.MapGrpcService<WorkListEndpoint>()),
        (Review, app => app.MapGrpcService<StatisticsEndpoint>()),
        (Review, app => app.MapTransparencyLog("/log/receipts")),
    ];

    /// <summary>Adds what a part does.</summary>
    /// <exception cref="InvalidOperationException">Names what is wrong with the settings of the first ability that has something wrong.</exception>
    internal static void AddReports(this WebApplicationBuilder builder, ReportsPart part)
    {
        foreach (var (_, add) in Abilities.Where(ability => (ability.Where & part) != 0))
        {
            add(builder, part);
        }

        foreach (var add in part == Intake ? OfIntakeAlone : [])
        {
            add(builder);
        }

        builder.Services.AddSingleton(new OwnPart(part));
    }

    /// <summary>Serves what a part serves.</summary>
    internal static void MapReports(this WebApplication app, ReportsPart part)
    {
        foreach (var (_, map) in Services.Where(service => (service.Where & part) != 0))
        {
            map(app);
        }
    }
}

/// <summary>What this process is.</summary>
/// <param name="Part">The part.</param>
internal sealed record OwnPart(ReportsPart Part)
{
    /// <summary>Whether officers are served here.</summary>
    internal bool ServesOfficers => Part.HasFlag(ReportsPart.Review);
}
