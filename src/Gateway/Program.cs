using Netralitas.Gateway;
using Netralitas.Gateway.Api;
using Netralitas.Gateway.Evidence;
using Netralitas.Gateway.Traffic;
using Netralitas.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("gateway");
var traffic = builder.AddTraffic();
var tls = ServiceTls.Of(builder.Configuration.GetSection("Gateway:Services"));
builder.Services.AddServiceDiscovery();
builder.Services.AddFailingReplicas();
builder.Services.AddEvidenceFiles(tls);
builder.Services.AddGatewayOps(tls);
builder.Services.AddReverseProxy()
    .LoadFromMemory(Routes.All, tls.Over(Routes.Clusters))
    .ConfigureHttpClient((_, client) =>
    {
        client.NoticeSilence();
        tls.Apply(client);
    })
    .AddDeadlines()
    .AddServiceDiscoveryDestinationResolver();

var app = builder.Build();
app.UseCleanHeaders(traffic.TrustedProxies);
app.UseApiDocs();
app.UseServiceDefaults();
app.UseForwardingFailures();
app.MapDefaultEndpoints();
app.MapApiDocuments();
app.MapEvidenceFiles();
app.MapGatewayOps();
app.MapTraffic();
app.Run();
