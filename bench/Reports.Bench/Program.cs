// What a report costs: SubmitReport with 32 clients at the service's own gRPC port, beside pgbench's prepared single-row inserts with as many clients into the same
// PostgreSQL, by turns in one run; then, what of it the rows of the public log cost. `make bench`, or with seconds a turn and turns as arguments. The ratio is what to look at: client, service and database share the machine.

using System.Globalization;
using Netralitas.Reports.Bench;

var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
var turns = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
const int Clients = 32;

await using var backing = await BackingServices.StartAsync();
await using var reports = await ReportsService.StartAsync(backing);
await using var raw = await RawInserts.PrepareAsync(backing);
// Connections, plans and code are made ready.
await reports.SubmitAsync(Clients, TimeSpan.FromSeconds(20));
await raw.RunAsync(Clients, 3);

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Clients} clients, {turns} turns of {seconds} s each, {Environment.ProcessorCount} processors"));
Console.WriteLine("turn   inserts/s  submits/s   ratio   p50 ms   p99 ms  service µs/report");
var ratios = new List<double>();
for (var turn = 1; turn <= turns; turn++)
{
    var inserts = await raw.RunAsync(Clients, seconds);
    var submits = await reports.SubmitAsync(Clients, TimeSpan.FromSeconds(seconds));
    ratios.Add(submits.PerSecond / inserts);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{turn,4}  {inserts,10:N0} {submits.PerSecond,10:N0}  {ratios[^1],6:N2}  {submits.Median.TotalMilliseconds,7:N1}  {submits.Slowest99th.TotalMilliseconds,7:N1}  {submits.ProcessorTime.TotalMicroseconds,17:N0}"));
}

await PendingRow.RunAsync(backing, reports, Clients, seconds, turns);
var stored = await backing.CountReportsAsync();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"median ratio {ratios.Order().ElementAt(turns / 2):N2}; acknowledged {reports.Acknowledged:N0}, stored {stored:N0}"));
return stored == reports.Acknowledged ? 0 : 1;
