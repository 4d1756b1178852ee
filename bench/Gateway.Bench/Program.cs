// What the gateway costs and carries. Without arguments: signatures as JSON through it with 64 clients, beside pgbench's prepared single-row inserts and the service's own gRPC port, by turns in one run; its
// time to start; its memory with 1,000 open streams. `--flood [REPORTS [SECONDS]]`: that many reports from one address, while an office and another address go on.
// `--same-time [ASKS]`: whether an office can tell what is another's from what is not there.
// Client, gateway, service and database share the machine.

using System.Globalization;
using Netralitas.Gateway.Bench;

static int Number(string[] args, int n, int otherwise) => args.Length > n ? int.Parse(args[n], CultureInfo.InvariantCulture) : otherwise;
return args switch
{
    ["--flood", ..] => await Flood.RunAsync(Number(args, 1, 20_000), TimeSpan.FromSeconds(Number(args, 2, 60))),
    ["--same-time", ..] => await SameTime.RunAsync(Number(args, 1, 3_000)),
    _ => await Speed.RunAsync(Number(args, 0, 8), Number(args, 1, 3)),
};
