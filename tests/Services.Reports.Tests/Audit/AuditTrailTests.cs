using Netralitas.Faults.Checker;

namespace Netralitas.Services.Reports.Tests.Audit;

/// <summary>The fault suite's own look at audit chains: it is green on a whole one, and red on each that something was done to.</summary>
public class AuditTrailTests
{
    private const string Office = "bawaslu:75.71";

    private static readonly Guid Case = new("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44");

    private static readonly StoredAudit[] Chain = Chained(
        ("read", "ReviewService/GetCase", "budi", 1), ("change", "ReviewService/ClaimCase", "budi", 2),
        ("change", "CustodyService/ApproveIdentityOpening", "dua", 2), ("change", "CustodyService/GetIdentity", "satu", 2), ("change", "CustodyService/GetIdentity", "satu", 2));

    private static readonly AuditedAct Approval = new(Case, "dua", "ApproveIdentityOpening");
    private static readonly AuditedAct Reading = new(Case, "satu", "GetIdentity");

    [Fact]
    public void It_is_green_on_a_whole_chain() => Assert.True(Check(Chain).Holds, string.Join('\n', Check(Chain).Lines()));

    [Fact]
    public void It_is_red_when_an_entry_was_skipped_changed_moved_or_cut_off()
    {
        Assert.False(Check([.. Chain[..1], .. Chain[2..]]).Holds);
        Assert.False(Check([Chain[0] with { Actor = "orang lain" }, .. Chain[1..]]).Holds);
        Assert.False(Check([Chain[1] with { Sequence = 1 }, Chain[0] with { Sequence = 2 }, .. Chain[2..]]).Holds);
        Assert.False(Check(Chain[..^1], heads: [(Office, 5, Chain[^1].Hash)]).Holds);
        Assert.False(Check([], heads: [(Office, 5, Chain[^1].Hash)], acts: [], version: null).Holds);
    }

    [Fact]
    public void It_is_red_when_an_opening_or_a_change_has_no_entry_in_a_chain_that_is_whole()
    {
        Assert.False(Check(Chain, acts: [Approval, Reading, Reading, Reading]).Holds);
        Assert.False(Check(Chain, acts: [Approval, Reading, Reading, Reading with { Actor = "tiga" }]).Holds);
        Assert.False(Check(Chain, acts: [Approval, Reading]).Holds);
        Assert.False(Check(Chain, version: 3).Holds);
    }

    [Fact]
    public void It_is_red_when_reports_came_and_nothing_was_written_and_green_when_none_came()
    {
        Assert.False(Check([], heads: [], acts: [], version: null).Holds);
        Assert.True(AuditTrail.Check(new StoredAudits([], [], [], []), reports: 0).Holds);
    }

    private static Finding Check(StoredAudit[] entries, (string Office, long Sequence, string Hash)[]? heads = null, AuditedAct[]? acts = null, int? version = 2) => AuditTrail.Check(new StoredAudits(
        entries,
        heads ?? [(Office, entries[^1].Sequence, entries[^1].Hash)],
        acts ?? [Approval, Reading, Reading],
        version is { } last ? [(Case, last)] : []), reports: 1);

    private static StoredAudit[] Chained(params (string Act, string Rpc, string Actor, int Version)[] acts)
    {
        var (chain, last) = (new List<StoredAudit>(), new string('0', 64));
        foreach (var (act, rpc, actor, version) in acts)
        {
            var entry = new StoredAudit(Office, chain.Count + 1, DateTimeOffset.UnixEpoch, act, $"netralitas.reports.v1.{rpc}", actor, Office, Case, version, last, "");
            last = entry.Computed();
            chain.Add(entry with { Hash = last });
        }

        return [.. chain];
    }
}
