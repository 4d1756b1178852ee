// Looks at what a case left behind and says for each invariant whether it holds. Trusts nothing that the suite says of itself where it can look for itself.

using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Faults.Checker;
using Netralitas.Faults.History;

if (CheckerOptions.TryRead(args, Console.Error) is not { } options)
{
    return 2;
}

var client = ClientKnowledge.Read(options.History);
using var contents = new SealedContents(options);
var facts = contents.AsSent(Facts.Read(options.Facts), client);
var stored = new Stored(options.Postgres, contents, new SealedRecords(options.PersonalData));
var reports = await stored.ReportsAsync();
var notices = await stored.NoticesAsync();
var declarations = await stored.DeclarationsAsync();
var lists = await stored.ListsAsync();
var tallies = await stored.TalliesAsync();
using var channel = GrpcChannel.ForAddress(options.Gateway);
using var issuerKey = Token.KeyFromEnvironment();
var officer = new Metadata { { "authorization", $"Bearer {Token.Create(issuerKey, TimeSpan.FromMinutes(10))}" } };

var ofReports = new Reports(client, reports, facts);
var acknowledged = ofReports.Acknowledged();
var unknown = ofReports.Unknown();
var logs = new Lazy<Task<(Finding Entries, Finding Logs)>>(() => LogInvariants.CheckAsync(stored, options, client, facts, channel.CreateCallInvoker()));
Signatures.Check(acknowledged, unknown, client, declarations, lists);
List<Func<Task<Finding>>> checks =
[
    () => Task.FromResult(acknowledged),
    () => new Receipts(client, channel.CreateCallInvoker()).CheckAsync(facts.LostByRestore),
    async () => (await logs.Value).Entries,
    () => Task.FromResult(unknown),
    () => Task.FromResult(ofReports.Phantoms(notices.Where(n => !MadeUp.Is(n.Subject)), declarations, lists, tallies.Select(t => t.Declaration).Where(id => !MadeUp.Is(id)))),
    () => new Effects(reports, notices, declarations, lists, facts.ClocksMoved).CheckAsync(tallies, channel.CreateCallInvoker(), officer),
    () => Order.CheckAsync(stored, declarations),
    () => Leftovers.CheckAsync(stored, options, facts),
    async () => (await logs.Value).Logs,
    async () => AuditTrail.Check(await stored.AuditsAsync(), facts.LostByRestore.Count > 0 ? 0 : client.Reports.Values.Count(report => report.IsAcknowledged)),
    () => Task.FromResult(LeftWords.Check(options)),
    () => Task.FromResult(Recovery.Check(facts)),
];
var holds = true;
foreach (var (name, check) in new[] { "I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10", "I11", "I12" }.Zip(checks))
{
    if (options.Skip.Contains(name))
    {
        Console.WriteLine($"{name,-4} --  not judged in this case");
        continue;
    }
    var finding = await check();
    finding.Lines().ToList().ForEach(Console.WriteLine);
    holds &= finding.Holds;
}
return holds ? 0 : 1;
