// How fast entries come into a published log and its tiles are made again, how long an entry waits for a checkpoint, and how long a proof takes; on a fresh PostgreSQL that shares the
// machine, with every fsync. Usage: Netralitas.Sequencer.Bench [ENTRIES [SECONDS [ENTRIES-OF-THE-LARGE-LOG]]]; docs/transparency.md has the figures of 400000 60 5000000.

using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Netralitas.Sequencer.Bench;

int Given(int n, int otherwise) => args.Length > n ? int.Parse(args[n], CultureInfo.InvariantCulture) : otherwise;
var (entries, seconds, large) = (Given(0, 200_000), Given(1, 25), Given(2, 500_000));
const int PerSecond = 5_000;
var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
foreach (var resource in builder.Resources.Where(resource => resource is ProjectResource || resource.Name == "message-bus").ToList())
{
    builder.Resources.Remove(resource);
}

await using var app = await builder.BuildAsync();
await app.StartAsync();
await app.ResourceNotifications.WaitForResourceHealthyAsync("postgres").WaitAsync(TimeSpan.FromMinutes(2));
var server = (await app.GetConnectionStringAsync("postgres"))!;
static void Say(string text) => Console.WriteLine(text);
Say(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors"));
await using (var log = await BenchLog.CreateAsync(server, "sequenced"))
{
    await log.FillAsync(entries);
    var watch = Stopwatch.StartNew();
    await log.SequenceAsync(signEvery: TimeSpan.FromSeconds(1));
    Say(string.Create(CultureInfo.InvariantCulture, $"sequenced, exported, signed every second  {entries:N0} entries in {watch.Elapsed.TotalSeconds:F1} s, {entries / watch.Elapsed.TotalSeconds:N0}/s (20,000 wanted)"));
    watch.Restart();
    await log.RebuildTilesAsync();
    Say(string.Create(CultureInfo.InvariantCulture, $"tiles made again from the database         {entries / watch.Elapsed.TotalSeconds:N0}/s (100,000 wanted)"));
    watch.Restart();
    await log.ExportAsync(entries);
    Say(string.Create(CultureInfo.InvariantCulture, $"all files written again                    {entries / watch.Elapsed.TotalSeconds:N0}/s"));
}

await using (var log = await BenchLog.CreateAsync(server, "lagging"))
{
    var (longest, median, rate) = await CheckpointLag.RunAsync(log, PerSecond, TimeSpan.FromSeconds(seconds));
    Say(string.Create(CultureInfo.InvariantCulture, $"from commit to published checkpoint        at {rate:N0}/s for {seconds} s: at most {longest.TotalSeconds:F1} s (12 wanted), half within {median.TotalSeconds:F1} s"));
}

await using (var log = await BenchLog.CreateAsync(server, "large"))
{
    var times = await ProofTimes.RunAsync(log, large);
    Say(string.Create(CultureInfo.InvariantCulture, $"proof of any of {large:N0} entries         p50 {times[times.Count / 2].TotalMilliseconds:F2} ms, p99 {times[times.Count * 99 / 100].TotalMilliseconds:F2} ms (10 wanted), longest {times[^1].TotalMilliseconds:F1} ms"));
}
