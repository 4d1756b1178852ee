using Netralitas.Migrations;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Storage;
using Netralitas.Services.Pledges.Storage;
using Netralitas.Services.Reports.Storage;

var builder = Host.CreateApplicationBuilder(args);
builder.AddWorkerDefaults();
builder.AddServiceDatabase<PledgesDb>("pledges", appendOnly: ["pledge_texts", "signatures"]);
builder.AddServiceDatabase<ReportsDb>("reports", appendOnly: ["reports"]);
builder.AddServiceDatabase<NotificationsDb>("notifications");

using var host = builder.Build();
await host.StartAsync();
foreach (var database in host.Services.GetServices<ServiceDatabase>())
{
    await database.BringUpToDateAsync(CancellationToken.None);
}

await host.StopAsync();
