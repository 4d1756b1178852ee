using Netralitas.Gateway;
using Netralitas.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("gateway");
builder.Services.AddServiceDiscovery();
builder.Services.AddFailingReplicas();
builder.Services.AddReverseProxy()
    .LoadFromMemory(Routes.All, Routes.Clusters)
    .ConfigureHttpClient((_, client) => client.NoticeSilence())
    .AddServiceDiscoveryDestinationResolver();

var app = builder.Build();
app.UseServiceDefaults();
app.UseForwardingFailures();
app.UseEvidenceUploads();
app.MapDefaultEndpoints();
app.MapReverseProxy();
app.Run();
