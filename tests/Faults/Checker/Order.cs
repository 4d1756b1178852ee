using Npgsql;

namespace Netralitas.Faults.Checker;

/// <summary>I7: versions of each aggregate took effect one after the other, from the first to the last.</summary>
internal static class Order
{
    internal static async Task<Finding> CheckAsync(Stored stored, IReadOnlyList<StoredDeclaration> declarations)
    {
        var finding = new Finding("I7", "versions of each aggregate took effect without a gap, in order");
        List<(string Consumer, Guid Aggregate, int Version)> applied;
        try
        {
            applied = await stored.AppliedAsync();
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedColumn)
        {
            finding.Check(false, () => "the inbox does not record the order in which versions took effect");
            return finding;
        }

        var byAggregate = applied.ToLookup(a => a.Aggregate);
        foreach (var stream in applied.GroupBy(a => (a.Consumer, a.Aggregate)))
        {
            var versions = stream.Select(a => a.Version).ToList();
            finding.Check(versions.SequenceEqual(Enumerable.Range(1, versions.Count)), () => $"{stream.Key.Consumer} of {stream.Key.Aggregate}: {Around(versions)}");
        }

        foreach (var declaration in declarations)
        {
            var last = byAggregate[declaration.Id].Select(a => a.Version).DefaultIfEmpty(0).Max();
            finding.Check(last == declaration.Version, () => $"declaration {declaration.Id} is at version {declaration.Version}, the last that took effect is {last}");
        }

        if (await stored.HasAsync("notifications", "messaging.inbox_early"))
        {
            var early = await stored.CountAsync("notifications", "select count(*) from messaging.inbox_early");
            finding.Check(early == 0, () => $"{early} messages still wait for an earlier version");
        }

        return finding;
    }

    // The place where it goes wrong, and a little before and after.
    private static string Around(List<int> versions)
    {
        var wrong = Enumerable.Range(0, versions.Count).First(n => versions[n] != n + 1);
        var from = Math.Max(0, wrong - 3);
        return $"... {string.Join(' ', versions.Skip(from).Take(8))} ... at place {wrong + 1} of {versions.Count}";
    }
}
