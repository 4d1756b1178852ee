using Netralitas.Contracts;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports;
using Netralitas.Services.Reports.Admission;
using Netralitas.Services.Reports.Custody;
using Netralitas.Services.Reports.Intake;
using Netralitas.Services.Reports.Numbering;
using Netralitas.Services.Reports.OfficeIntake;
using Netralitas.Services.Reports.Reconciliation;
using Netralitas.Services.Reports.Review;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("reports");
builder.Services.AddGrpcDefaults();
builder.AddDatabaseWithOutbox<ReportsDb>("reports-db", typeof(ReportReceived).Assembly);
builder.AddBus("message-bus",
    published:
    [
        new(typeof(ReportReceived), Queues.NotificationsReportReceived),
        new(typeof(ReportsRecounted), Queues.NotificationsReportsRecounted),
    ],
    consumed: [new(new(typeof(NoticesCounted), Queues.ReportsNoticesCounted), typeof(OnNoticesCounted))]);
builder.AddAntiEntropy();
builder.AddCodeKeys();
builder.AddSealingKeys();
builder.AddOpeningKeys();
builder.AddAdmission("reports-db");
builder.AddNumbering();
builder.AddCustody();
builder.Services.AddScoped<ReportAdditions>();
builder.Services.AddScoped<CaseFiles>();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapGrpcService<IntakeEndpoint>();
app.MapGrpcService<OfficeIntakeEndpoint>();
app.MapGrpcService<ReviewEndpoint>();
app.MapGrpcService<CustodyEndpoint>();
app.Run();
