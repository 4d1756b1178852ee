using Netralitas.Contracts;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports;
using Netralitas.Services.Reports.Admission;
using Netralitas.Services.Reports.Audit;
using Netralitas.Services.Reports.Custody;
using Netralitas.Services.Reports.Deadlines;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.FollowUp;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.Reading;
using Netralitas.Services.Reports.Reconciliation;
using Netralitas.Services.Reports.Retention;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;
using Netralitas.Services.Reports.Transfers;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("reports");
builder.Services.AddGrpcDefaults();
builder.AddDatabaseWithOutbox<ReportsDb>("reports-db", typeof(ReportReceived).Assembly);
builder.AddBus("message-bus",
    published:
    [
        new(typeof(ReportReceived), Queues.NotificationsReportReceived),
        new(typeof(ReportStatusChanged), Queues.NotificationsReportStatusChanged),
        new(typeof(CaseDeadlineApproached), Queues.NotificationsCaseDeadlineApproached),
        new(typeof(CaseDeadlinePassed), Queues.NotificationsCaseDeadlinePassed),
        new(typeof(ReportsRecounted), Queues.NotificationsReportsRecounted),
        new(typeof(ReportErased), Queues.NotificationsReportErased),
        new(typeof(DataDeadlineReached), Queues.NotificationsDataDeadlineReached),
        new(typeof(PersonalDataBreached), Queues.NotificationsPersonalDataBreached),
    ],
    consumed: [new(new(typeof(NoticesCounted), Queues.ReportsNoticesCounted), typeof(OnNoticesCounted))]);
builder.AddAntiEntropy();
builder.AddCodeKeys();
builder.AddSealingKeys();
builder.AddOpeningKeys();
builder.AddAdmission("reports-db");
builder.AddNumbering();
builder.AddDeadlineWarnings();
builder.AddEvidence();
builder.AddCustody();
builder.AddCases();
builder.AddTransfers();
builder.AddFollowUp();
builder.AddAudit();
builder.AddReading();
builder.AddRetention();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapReportServices();
app.Run();
