using Netralitas.Contracts;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Proofs;
using Netralitas.Services.Notifications.Reactions;
using Netralitas.Services.Notifications.Reconciliation;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Notifications.Webhooks;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notifications");
builder.Services.AddGrpcDefaults();
builder.AddDatabaseWithOutbox<NotificationsDb>("notifications-db", typeof(ReportReceived).Assembly);
builder.Services.AddScoped<Declarations>();
builder.Services.AddScoped<OfficeDirectory>();
builder.Services.AddScoped<Confirmations>();
builder.Services.AddSingleton<ConfirmationCodes>();
builder.AddDelivery();
builder.AddWebhooks();
builder.AddEscalation();
builder.AddDigests();
builder.AddSharedInbox<NoticeDraft>(nameof(OnReportReceived), NoticeDraft.TellAsync);
builder.AddBus("message-bus", published: [new(typeof(NoticesCounted), Queues.ReportsNoticesCounted), new(typeof(NoticeServed), Queues.ReportsNoticeServed)],
    consumed:
    [
        new(new(typeof(DeclarationHeld), Queues.NotificationsDeclarationHeld), typeof(OnDeclarationHeld)),
        new(new(typeof(PledgeSigned), Queues.NotificationsPledgeSigned), typeof(OnPledgeSigned)),
        new(new(typeof(PledgesRecorded), Queues.NotificationsPledgesRecorded), typeof(OnPledgesRecorded)),
        new(new(typeof(ReportReceived), Queues.NotificationsReportReceived), typeof(OnReportReceived)) { AtOnce = 32 },
        new(new(typeof(ReportStatusChanged), Queues.NotificationsReportStatusChanged), typeof(OnReportStatusChanged)),
        new(new(typeof(CaseDeadlineApproached), Queues.NotificationsCaseDeadlineApproached), typeof(OnCaseDeadlineApproached)),
        new(new(typeof(CaseDeadlinePassed), Queues.NotificationsCaseDeadlinePassed), typeof(OnCaseDeadlinePassed)),
        new(new(typeof(CaseForwarded), Queues.NotificationsCaseForwarded), typeof(OnCaseForwarded)),
        new(new(typeof(ReportsRecounted), Queues.NotificationsReportsRecounted), typeof(OnReportsRecounted)),
    ]);

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapNotificationServices();
app.MapReceipts();
app.Run();
