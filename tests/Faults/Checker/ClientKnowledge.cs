using Netralitas.Faults.History;

namespace Netralitas.Faults.Checker;

/// <summary>A report as a client knows it: what was sent under which id, and every answer.</summary>
internal sealed class SentReport
{
    internal required Guid Request { get; init; }

    internal required string ContentHash { get; init; }

    internal required string? Region { get; init; }

    internal required bool RegionExists { get; init; }

    internal List<Entry> Receipts { get; } = [];

    internal bool HasUnknown { get; set; }

    internal string? Refusal { get; set; }

    internal bool IsAcknowledged => Receipts.Count > 0;

    /// <summary>Its name in a finding.</summary>
    public override string ToString() => $"report {Request} ({ContentHash[..8]})";
}

/// <summary>A list of signatures as a client knows it.</summary>
internal sealed class SentList
{
    internal required Guid Request { get; init; }

    internal required Guid Declaration { get; init; }

    internal required int Count { get; init; }

    internal required int Personal { get; init; }

    /// <summary>How many signatures each acknowledgement spoke of.</summary>
    internal List<int> Acknowledged { get; } = [];

    /// <summary>An attempt was sent, and nobody told what became of it.</summary>
    internal bool HasUnknown { get; set; }

    public override string ToString() => $"list {Request} of declaration {Declaration}";
}

/// <summary>Everything that clients know.</summary>
internal sealed class ClientKnowledge
{
    internal Dictionary<(Guid Request, string Hash), SentReport> Reports { get; } = [];

    internal Dictionary<Guid, SentList> Lists { get; } = [];

    /// <summary>Declarations that were acknowledged, by their id.</summary>
    internal Dictionary<Guid, Entry> Declarations { get; } = [];

    /// <summary>Requests for a declaration that were sent.</summary>
    internal HashSet<Guid> DeclarationRequests { get; } = [];

    internal static ClientKnowledge Read(string path)
    {
        var knowledge = new ClientKnowledge();
        foreach (var entry in Entry.ReadAll(path))
        {
            switch (entry.Subject)
            {
                case Subject.Report: knowledge.LearnReport(entry); break;
                case Subject.Signatures: knowledge.LearnList(entry); break;
                case Subject.Declaration: knowledge.LearnDeclaration(entry); break;
            }
        }

        return knowledge;
    }

    private void LearnReport(Entry entry)
    {
        var key = (entry.Request, entry.ContentHash!);
        if (!Reports.TryGetValue(key, out var report))
        {
            report = new SentReport { Request = entry.Request, ContentHash = entry.ContentHash!, Region = entry.Region, RegionExists = entry.RegionExists };
            Reports.Add(key, report);
        }

        switch (entry.Phase)
        {
            case Phase.Ok: report.Receipts.Add(entry); break;
            case Phase.Info: report.HasUnknown = true; break;
            case Phase.Fail: report.Refusal = entry.Code; break;
            case Phase.Sent: break;
        }
    }

    private void LearnList(Entry entry)
    {
        if (!Lists.TryGetValue(entry.Request, out var list))
        {
            list = new SentList { Request = entry.Request, Declaration = entry.Declaration!.Value, Count = entry.Count, Personal = entry.Personal };
            Lists.Add(entry.Request, list);
        }

        switch (entry.Phase)
        {
            case Phase.Ok: list.Acknowledged.Add(entry.Count); break;
            case Phase.Info: list.HasUnknown = true; break;
            case Phase.Sent or Phase.Fail: break;
        }
    }

    private void LearnDeclaration(Entry entry)
    {
        DeclarationRequests.Add(entry.Request);
        if (entry is { Phase: Phase.Ok, Declaration: { } id })
        {
            Declarations[id] = entry;
        }
    }
}
