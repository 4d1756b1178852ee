using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Services.Reports.Audit;
using Netralitas.Services.Reports.Storage;

namespace Netralitas.Services.Reports.Tests.Audit;

/// <summary>How entries hang together, and which rows have one.</summary>
public class AuditChainTests
{
    // Every stored row that has no entry of its own, and why.
    private static readonly Dictionary<string, string> WithoutEntry = new()
    {
        ["Report"] = "taking in is never refused for want of an entry",
        ["Case"] = "changes with a step only",
        ["CaseClockEvent"] = "follows from a step",
        ["Registration"] = "follows from a step",
        ["RegistrationCounter"] = "follows from a step",
        ["UnnumberedReport"] = "a queue",
        ["OfficialNumber"] = "given to every report by a job",
        ["RunningClock"] = "computed from clocks",
        ["ClockWarning"] = "computed from clocks",
        ["UnwatchedReport"] = "a queue",
        ["DataBreachReport"] = "recorded with the breach",
        ["DataClock"] = "follows from a request or a breach",
        ["DataClockWarning"] = "computed from clocks",
        ["EvidenceFile"] = "stored bytes; the evidence has its entry",
        ["EvidencePart"] = "stored bytes",
        ["EvidenceFileKey"] = "stored with the evidence",
        ["Upload"] = "not evidence yet",
        ["Recount"] = "asked by operators, counts only",
        ["UnknownReport"] = "found by a recount",
        ["AuditEntry"] = "is one",
        ["AuditHead"] = "of the chain",
        ["AuditHeadList"] = "of the chain",
        ["WorkListEntry"] = "follows from a report and its steps",
        ["RespondentMark"] = "follows from a step",
        ["SearchDocument"] = "follows from a step",
        ["AnonymousDecision"] = "follows from a step, and tells of no case",
        ["Tally"] = "counts only",
        ["TallyChange"] = "counts only",
    };

    [Fact]
    public void The_hash_is_that_of_the_document()
    {
        // Computed with Python's hashlib from docs/audit.md.
        Assert.Equal("28ba656e711ed01f83b945a3b0ec1d04cb090858e0eda2823e79e8c97f69f099", Convert.ToHexStringLower(AuditChain.HashOf(Entry())));
    }

    [Fact]
    public void An_entry_follows_only_with_its_number_its_hash_and_the_hash_before()
    {
        var entry = Entry();
        var whole = With(entry, AuditChain.HashOf(entry));

        Assert.True(AuditChain.Follows(whole, 6, new byte[32]));
        Assert.False(AuditChain.Follows(whole, 5, new byte[32]));
        Assert.False(AuditChain.Follows(whole, 6, Enumerable.Repeat((byte)1, 32).ToArray()));
        Assert.False(AuditChain.Follows(With(entry, new byte[32]), 6, new byte[32]));
    }

    [Fact]
    public void A_text_that_moves_from_one_field_to_the_next_gives_another_hash() =>
        Assert.NotEqual(AuditChain.HashOf(Entry("budi", "x")), AuditChain.HashOf(Entry("bud", "ix")));

    [Fact]
    public void A_signed_list_tells_each_head_and_nothing_of_it_can_be_changed()
    {
        using var key = Ed25519PrivateKey.Generate();
        var head = new AuditHead { Office = "bawaslu:75.71", Sequence = 12, Hash = AuditChain.HashOf(Entry()) };
        var list = new AuditSigner(key).Sign(DateTimeOffset.UnixEpoch, [head, new AuditHead { Office = "bawaslu:00", Sequence = 3, Hash = new byte[32] }]);

        Assert.StartsWith("netralitas/audit-heads/v1\n1970-01-01T00:00:00.000000Z\nbawaslu:00 3 0000", list.Text, StringComparison.Ordinal);
        var found = AuditHeadsText.Find(list.Text, "bawaslu:75.71")!;
        Assert.Equal((12L, Convert.ToHexStringLower(head.Hash)), (found.Sequence, Convert.ToHexStringLower(found.Hash)));
        Assert.Null(AuditHeadsText.Find(list.Text, "bawaslu:75"));
        Assert.True(AuditSigner.Holds(list));
        var other = new AuditHeadList { Id = list.Id, At = list.At, Text = list.Text.Replace(" 12 ", " 11 ", StringComparison.Ordinal), Signature = list.Signature, PublicKey = list.PublicKey };
        Assert.False(AuditSigner.Holds(other));
    }

    [Fact]
    public void Every_row_that_is_stored_has_an_entry_or_a_reason_to_have_none()
    {
        using var db = new ReportsDb(new DbContextOptionsBuilder<ReportsDb>().UseNpgsql("Host=nowhere").Options);
        var types = db.Model.GetEntityTypes().Where(type => !type.IsOwned()).Select(type => type.ClrType).ToList();

        Assert.Equal(WithoutEntry.Keys.Order(StringComparer.Ordinal), types.Where(type => !AuditedChanges.Types.Contains(type)).Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.All(AuditedChanges.Types, type => Assert.Contains(type, types));
    }

    private static AuditEntry Entry(string actor = "budi", string office = "bawaslu:75.71") => With(new AuditEntry
    {
        Id = Guid.Empty,
        Office = "bawaslu:75.71",
        Sequence = 7,
        At = new DateTimeOffset(2024, 10, 1, 2, 3, 4, TimeSpan.Zero).AddMicroseconds(5),
        Act = AuditAct.Change,
        Rpc = "netralitas.reports.v1.ReviewService/ClaimCase",
        Actor = actor,
        ActorOffice = office,
        ReportId = new Guid("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44"),
        Version = 2,
        Previous = new byte[32],
    }, []);

    private static AuditEntry With(AuditEntry entry, byte[] hash) => new()
    {
        Id = entry.Id,
        Office = entry.Office,
        Sequence = entry.Sequence,
        At = entry.At,
        Act = entry.Act,
        Rpc = entry.Rpc,
        Actor = entry.Actor,
        ActorOffice = entry.ActorOffice,
        ReportId = entry.ReportId,
        Version = entry.Version,
        Previous = entry.Previous,
        Hash = hash,
    };
}
