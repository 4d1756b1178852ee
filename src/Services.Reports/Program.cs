using Netralitas.Contracts;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports;
using Netralitas.Services.Reports.Admission;
using Netralitas.Services.Reports.Intake;
using Netralitas.Services.Reports.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("reports");
builder.Services.AddGrpcDefaults();
builder.AddDatabaseWithOutbox<ReportsDb>("reports-db", typeof(ReportReceived).Assembly);
builder.AddBus("message-bus", published: [new Subscription(typeof(ReportReceived), Queues.NotificationsReportReceived)]);
builder.AddCodeKeys();
builder.AddAdmission("reports-db");

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapGrpcService<IntakeEndpoint>();
app.Run();
