// How fast entries come into a published log, and how fast its tiles are made again; on a fresh PostgreSQL that shares the machine, with every fsync.
// Usage: Netralitas.Sequencer.Bench [ENTRIES]

using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Netralitas.Sequencer.Bench;

var entries = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 400_000;
var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
foreach (var resource in builder.Resources.Where(resource => resource is ProjectResource || resource.Name == "message-bus").ToList())
{
    builder.Resources.Remove(resource);
}

await using var app = await builder.BuildAsync();
await app.StartAsync();
await app.ResourceNotifications.WaitForResourceHealthyAsync("postgres").WaitAsync(TimeSpan.FromMinutes(2));
await using var log = await BenchLog.CreateAsync((await app.GetConnectionStringAsync("postgres"))!);
await log.FillAsync(entries);

var watch = Stopwatch.StartNew();
await log.SequenceAsync(signEvery: TimeSpan.FromSeconds(1));
Console.WriteLine($"sequenced, exported and signed every second: {entries} entries in {watch.Elapsed.TotalSeconds:F1} s, {entries / watch.Elapsed.TotalSeconds:F0}/s");

watch.Restart();
await log.RebuildTilesAsync();
Console.WriteLine($"tiles rebuilt from the database: {entries / watch.Elapsed.TotalSeconds:F0}/s");

watch.Restart();
await log.ExportAsync(entries);
Console.WriteLine($"all files written again: {entries / watch.Elapsed.TotalSeconds:F0}/s");
