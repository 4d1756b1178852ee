using Netralitas.Contracts.Reports.V1;
using Netralitas.Messaging;
using Netralitas.ServiceDefaults;
using Netralitas.ServiceDefaults.Ops;
using Netralitas.ServiceDefaults.Revocation;
using Netralitas.Services.Notifications;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Digests;
using Netralitas.Services.Notifications.Escalations;
using Netralitas.Services.Notifications.Inbox;
using Netralitas.Services.Notifications.Offices;
using Netralitas.Services.Notifications.Proofs;
using Netralitas.Services.Notifications.Reactions;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Notifications.Webhooks;
using Netralitas.Services.Notifications.Windows;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notifications");
builder.Services.AddSingleton(new RowRules
{
    Everywhere = new HashSet<string> { Roles.Central, Roles.Auditor, Roles.Ops },
    WithoutRegion = new HashSet<string> { Roles.Agency, Roles.Signatory },
});
builder.Services.AddGrpcDefaults();
builder.AddDatabaseWithOutbox<NotificationsDb>("notifications-db", typeof(ReportReceived).Assembly);
builder.Services.AddScoped<Declarations>();
builder.Services.AddSingleton<OfficeDirectory>();
builder.Services.AddScoped<Confirmations>();
builder.Services.AddSingleton<ConfirmationCodes>();
builder.Services.AddSingleton(builder.Configuration.GetSection("Notifications:Inbox").Get<InboxOptions>() ?? new InboxOptions());
builder.AddDelivery();
builder.AddWebhooks();
builder.AddEscalation();
builder.AddDigests();
builder.AddWindows();
builder.AddSharedInbox<NoticeDraft>(nameof(OnReportReceived), NoticeDraft.TellAsync);
builder.AddSharedInbox<StatusNotice>(nameof(OnReportStatusChanged), (connection, told) => NoticeDraft.TellAsync(connection, [.. told.Select(each => each.Draft)]));
builder.AddSharedInbox<SignedFact>(nameof(OnPledgeSigned), SignedFact.CountAsync);
builder.AddNoticeBus();

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapOps("notifications");
app.MapRevokedTokens();
app.MapNotificationServices();
app.MapReceipts();
app.Run();
