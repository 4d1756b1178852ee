// What an officer waits for when many reports are stored: the first and the hundredth page of work lists and searches, and the export of everything with the memory it takes.
// `make bench`, or with the number of reports as argument (1000000 for a whole election); after it `unguarded`, for what the same costs without row-level security. Cases are written straight into the tables; the service reads them as a process of its own.

using System.Globalization;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Reports.Bench;
using Netralitas.Services.Reports.Tests;
using Netralitas.WorkList.Bench;
using Npgsql;

var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50_000;
await using var backing = await BackingServices.StartAsync();
var started = TimeProvider.System.GetTimestamp();
await new StoredCases(backing.Owner, ReportsService.NameSecret).WriteAsync(count);
Print($"{count:N0} reports stored in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:N0} s, {Environment.ProcessorCount} processors");
if (args is [_, "unguarded"])
{
    await using var owner = NpgsqlDataSource.Create(backing.Owner);
    await using var bare = owner.CreateCommand("do $$ declare t regclass; begin for t in select oid from pg_class where relrowsecurity loop execute format('alter table %s disable row level security', t); end loop; end $$");
    await bare.ExecuteNonQueryAsync();
}

await using var service = await ReportsService.StartAsync(backing, ("Access__Issuers__0__Issuer", TestIssuer.Name), ("Access__Issuers__0__PublicKey", TestIssuer.PublicKey));
var calls = await ReadingCalls.WarmAsync(new WorkListService.WorkListServiceClient(service.Channel));

(string Name, string Office, CaseFilter Filter, CaseOrder Order)[] asked =
[
    ("central, by deadline", "bawaslu:00", new(), CaseOrder.Deadline),
    ("central, by receipt", "bawaslu:00", new(), CaseOrder.Receipt),
    ("central, one status, by deadline", "bawaslu:00", new() { Statuses = { ReportStatus.Registered } }, CaseOrder.Deadline),
    ("central, overdue", "bawaslu:00", new() { Deadline = DeadlineFilter.Overdue }, CaseOrder.Deadline),
    ("central, one act of the catalogue", "bawaslu:00", new() { Codes = { "D-07" } }, CaseOrder.Receipt),
    ("central, unread messages", "bawaslu:00", new() { HasUnreadMessages = true }, CaseOrder.Deadline),
    ("province, by deadline", $"bawaslu:{StoredCases.Province}", new(), CaseOrder.Deadline),
    ("regency, by deadline", $"bawaslu:{StoredCases.Regency}", new(), CaseOrder.Deadline),
    ("central, respondent of a frequent name", "bawaslu:00", new() { Respondent = StoredCases.FrequentName }, CaseOrder.Deadline),
    ("regency, respondent of a frequent name", $"bawaslu:{StoredCases.Regency}", new() { Respondent = StoredCases.FrequentName }, CaseOrder.Deadline),
    ("central, respondent of a rare name", "bawaslu:00", new() { Respondent = StoredCases.RareName }, CaseOrder.Deadline),
    ("central, a word of one text in ten", "bawaslu:00", new() { Text = StoredCases.FrequentWord }, CaseOrder.Deadline),
    ("regency, a word of one text in ten", $"bawaslu:{StoredCases.Regency}", new() { Text = StoredCases.FrequentWord }, CaseOrder.Deadline),
    ("central, that and a rare one", "bawaslu:00", new() { Text = $"{StoredCases.FrequentWord} {StoredCases.RareWord}" }, CaseOrder.Receipt),
];
Print($"{"",-42}{"first page",18}{"hundredth page",22}");
Print($"{"milliseconds",-42}{"p50",9}{"p99",9}{"p50",9}{"p99",9}{"page",6}");
foreach (var (name, office, filter, order) in asked)
{
    Show(await calls.ReadAsync(name, office, filter, order));
}

Show(await calls.CountAsync("central, counts of the statuses", "bawaslu:00"));
var before = service.LargestResidentBytes;
var export = await calls.ExportAsync();
Print($"export: {export.Lines:N0} lines, {export.Bytes / 1e6:N0} MB in {export.Took.TotalSeconds:N1} s; most resident memory before {before >> 20} MiB, after {service.LargestResidentBytes >> 20} MiB");
return export.Lines == count + 1 ? 0 : 1;

static void Show(ListTimes times) => Print($"{times.Name,-42}{At(times.First, 50),9:N1}{At(times.First, 99),9:N1}{At(times.Hundredth, 50),9:N1}{At(times.Hundredth, 99),9:N1}{times.Pages,6}");

static double At(IReadOnlyList<TimeSpan> sorted, int percent) => sorted[(sorted.Count * percent / 100) - (percent == 100 ? 1 : 0)].TotalMilliseconds;

static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
