using Netralitas.ServiceDefaults;
using Netralitas.ServiceDefaults.Ops;
using Netralitas.ServiceDefaults.Revocation;
using Netralitas.Services.Reports;

var builder = WebApplication.CreateBuilder(args);
var part = builder.ReportsPart();
builder.AddServiceDefaults("reports");
// An agency sees what was forwarded to it, whatever else there is in its region.
builder.Services.AddSingleton(new RowRules { WithoutRegion = new HashSet<string> { Roles.Agency, Roles.Signatory } });
builder.Services.AddGrpcDefaults();
builder.AddReports(part);

var app = builder.Build();
app.UseServiceDefaults();
app.MapDefaultEndpoints();
app.MapOps(part.Resource());
app.MapRevokedTokens();
app.MapReports(part);
app.Run();
