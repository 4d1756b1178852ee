using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Netralitas.Faults.Cases;
using Netralitas.Faults.Parts;

namespace Netralitas.Faults;

/// <summary>One run of the program: which cases, and what became of them.</summary>
internal static class Session
{
    /// <summary>Seconds of load of a case in the short form.</summary>
    private const double ShortSeconds = 20;

    internal static async Task<int> RunAsync(Options options, CancellationToken cancel)
    {
        using var folder = new RunFolder(options, new SuiteSecrets());
        var ledger = new Ledger();
        var runner = new CaseRunner(folder, new Template(folder.Template()), ledger, options);
        if (options.Mutations)
        {
            return await Mutations.RunAsync(runner, options.Bug, options.Seconds, cancel);
        }

        var cases = Chosen(options);
        var outcomes = new List<Outcome>();
        foreach (var fault in cases)
        {
            outcomes.Add(await runner.RunAsync(fault, options.TwoOf is null ? null : ShortSeconds, options.Bug, cancel));
        }

        return Summarise(outcomes, options is { Case: null, TwoOf: null } ? ledger : null, options.Seed);
    }

    private static List<FaultCase> Chosen(Options options)
    {
        if (options.TwoOf is { } commit)
        {
            // Another commit, other cases: over time each has its turn.
            var order = new Random(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(commit))));
            return [.. Catalogue.All.Where(c => c.IsShort).OrderBy(_ => order.Next()).Take(2)];
        }

        var found = options.Case is null ? Catalogue.All : Catalogue.All.Where(c => options.Case.Split(',').Contains(c.Id, StringComparer.OrdinalIgnoreCase));
        return [.. found];
    }

    private static int Summarise(List<Outcome> outcomes, Ledger? ledger, int seed)
    {
        var passed = outcomes.Count(o => o.Passed);
        var failed = outcomes.Count - passed;
        Console.WriteLine();
        foreach (var outcome in outcomes)
        {
            Console.WriteLine(outcome.Line);
        }

        if (ledger is not null)
        {
            var missing = ledger.Missing.ToList();
            Console.WriteLine(missing.Count == 0 ? $"S    passed  all {Ledger.Count} things that must happen somewhere happened" : $"S    VOID    never happened: {string.Join("; ", missing)}");
            (passed, failed) = missing.Count == 0 ? (passed + 1, failed) : (passed, failed + 1);
        }

        if (outcomes.Count == 0)
        {
            Console.WriteLine("No such case.");
            failed++;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        Console.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }
}
