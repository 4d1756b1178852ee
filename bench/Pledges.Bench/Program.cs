// What signatures, rosters and coverage cost, beside PostgreSQL alone, in one run: single signatures by their signers and prepared inserts of one row; streams of batches and one COPY;
// an import; coverage at every level. The ratios are what to look at: client, service and database share the machine. `make bench`, or with options (see BenchOptions).

using Netralitas.Pledges.Bench;

var options = BenchOptions.Read(args);
await using var backing = await BackingServices.StartAsync(options.Postgres);
await using var service = await PledgesService.StartAsync(backing);
await using var raw = new RawTable(backing);
await raw.CreateAsync();
var declaration = await service.OpenDeclarationAsync();
using var people = new StoredPeople(backing, declaration);
var run = new BenchRun(options, backing, service, raw, declaration, people);
Console.WriteLine($"{Environment.ProcessorCount} processors");
foreach (var size in options.Sizes)
{
    await run.AtAsync(size);
}

await run.RostersAsync();
