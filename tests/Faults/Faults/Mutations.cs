using Netralitas.Faults.Cases;

namespace Netralitas.Faults;

/// <summary>Holds the checker against bugs that were planted: for each invariant at least one, and each must turn it red.</summary>
internal static class Mutations
{
    private static readonly (string Bug, string Invariant, string Case)[] Planted =
    [
        ("submit.answer_before_commit", "I1", "F0"),
        ("submit.other_code", "I2", "F0"),
        ("signatures.not_logged", "I3", "F0"),
        ("receipts.not_held", "I3", "F0"),
        ("windows.entry_twice", "I3", "F0"),
        ("windows.forget_dummy", "I3", "F0"),
        ("submit.new_key_each_time", "I4", "F17"),
        ("submit.phantom", "I5", "F0"),
        ("notices.twice", "I6", "F0"),
        ("inbox.off", "I6", "F10"),
        ("inbox.out_of_order", "I7", "F11"),
        ("outbox.skip", "I6", "F0"),
        ("outbox.forget", "I8", "F0"),
        ("log.damaged_tile", "I9", "F0"),
        ("log.another_tree", "I9", "F0"),
        ("outbox.delete_before_confirm", "I6", "F4"),
        ("audit.skip_entry", "I10", "F0"),
        ("submit.tell_log", "I11", "F0"),
        ("outbox.long_pause", "I12", "F4"),
    ];

    /// <summary>Runs them.</summary>
    /// <param name="runner">Runs their cases.</param>
    /// <param name="chosen">Names of bugs, with commas between; null for all.</param>
    /// <param name="seconds">Seconds of load of each; null for 20.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>0 when each turned its invariant red.</returns>
    internal static async Task<int> RunAsync(CaseRunner runner, string? chosen, double? seconds, CancellationToken cancel)
    {
        var lines = new List<string>();
        var passed = 0;
        var some = Planted.Where(planted => chosen?.Split(',').Contains(planted.Bug) ?? true).ToList();
        foreach (var (bug, invariant, name) in some)
        {
            var fault = Catalogue.All.Single(c => c.Id == name);
            var outcome = await runner.RunAsync(fault, seconds ?? 20, bug, cancel);
            var seen = outcome.Red.Contains(invariant);
            passed += seen ? 1 : 0;
            lines.Add($"{bug,-32} {invariant,-4} {(seen ? "seen" : "NOT SEEN"),-9} in {name}; red: {string.Join(' ', outcome.Red.DefaultIfEmpty("nothing"))}");
        }

        Console.WriteLine();
        lines.ForEach(Console.WriteLine);
        Console.WriteLine($"{passed} passed, {some.Count - passed} failed");
        return some.Count > 0 && passed == some.Count ? 0 : 1;
    }
}
