namespace Netralitas.Faults.Checker;

/// <summary>I1 and I4 of lists of signatures and declarations.</summary>
internal static class Signatures
{
    internal static void Check(Finding acknowledged, Finding unknown, ClientKnowledge client, IReadOnlyList<StoredDeclaration> declarations, IReadOnlyList<StoredList> stored)
    {
        var byList = stored.Where(s => Guid.TryParse(s.List, out _)).ToLookup(s => Guid.Parse(s.List));
        foreach (var list in client.Lists.Values)
        {
            var rows = byList[list.Request].ToList();
            var isWhole = rows is [var only] && only.Declaration == list.Declaration && only.Signatures == list.Count && only.Personal == list.Personal;
            if (list.Acknowledged.Count > 0)
            {
                acknowledged.Check(isWhole, () => $"{list} was acknowledged with {list.Count} signatures, stored are {rows.Sum(r => r.Signatures)}");
                acknowledged.Check(list.Acknowledged.All(recorded => recorded == list.Count), () => $"{list} has {list.Count} signatures, acknowledged were {string.Join(", ", list.Acknowledged)}");
            }
            else
            {
                unknown.Check(rows.Count == 0 || isWhole, () => $"{list} is of unknown outcome and stored in part: {rows.Sum(r => r.Signatures)} of {list.Count}");
            }
        }

        var byId = declarations.ToDictionary(d => d.Id);
        foreach (var (id, entry) in client.Declarations)
        {
            acknowledged.Check(byId.TryGetValue(id, out var declaration) && declaration.Region == entry.Region, () => $"declaration {id} was acknowledged and does not exist for region {entry.Region}");
        }
    }
}
