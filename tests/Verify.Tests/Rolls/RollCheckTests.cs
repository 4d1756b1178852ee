using System.Text;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;
using Netralitas.Verify.Receipts;
using Netralitas.Verify.Rolls;

namespace Netralitas.Verify.Tests.Rolls;

/// <summary>What a citizen can check of a sealed roll, alone and beside a receipt; and at which step each change of it fails.</summary>
public sealed class RollCheckTests : IDisposable
{
    private readonly TestLog log = new();
    private readonly TestRoll roll;

    public RollCheckTests()
    {
        for (var n = 0; n < 9; n++)
        {
            log.Entries.Add(TestLog.Pledge(n, new DateOnly(2026, 11, 21), TestRoll.Declaration));
        }

        roll = new TestRoll(log, signers: 7, missing: 5);
    }

    public void Dispose() => log.Dispose();

    [Fact]
    public void A_roll_that_holds_tells_how_many_and_nobody()
    {
        var verdict = RollCheck.Run(roll.Blinded(), log.Trusted);

        Assert.True(verdict.IsValid, verdict.Conclusion);
        Assert.Equal(["roll-file", "roll-record", "roll-log", "roll-root"], verdict.Steps.Select(step => step.Id));
        Assert.StartsWith("SAH. Daftar ini tidak berubah sejak dikunci. Dari 12 orang yang seharusnya berikrar, 7 menandatangani di sini, 0 pada deklarasi lain, dan 5 belum;", verdict.Conclusion, StringComparison.Ordinal);
        Assert.Contains(new("  belum berikrar saat daftar dikunci", "5"), verdict.Facts);
        Assert.DoesNotContain("Penanda uji", string.Concat(verdict.Facts), StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_log_has_only_promised_it_the_roll_holds_by_the_promise()
    {
        var verdict = RollCheck.Run(roll.Blinded(seal: roll.Promised), log.Trusted);

        Assert.True(verdict.IsValid, verdict.Conclusion);
        Assert.Contains("berjanji memuatnya paling lambat", verdict.Steps[2].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_lines_give_the_root_and_no_counts()
    {
        var verdict = RollCheck.Run(roll.Blinded(isHidden: true), log.Trusted);

        Assert.True(verdict.IsValid, verdict.Conclusion);
        Assert.Contains("Jumlahnya tidak ditampilkan", verdict.Conclusion, StringComparison.Ordinal);
        Assert.DoesNotContain(verdict.Facts, fact => fact.Key.Contains("belum", StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_more_less_or_changed_fails_at_the_root()
    {
        var lines = Encoding.UTF8.GetString(roll.Blinded()).Split('\n');
        string Without(int line) => string.Join('\n', lines.Where((_, n) => n != line));
        string With(int line, Func<string, string> change) => string.Join('\n', lines.Select((text, n) => n == line ? change(text) : text));

        for (var line = 1; line <= 12; line++)
        {
            Assert.Equal("roll-root", Failed(Without(line)));
            Assert.Equal("roll-root", Failed(With(line, text => $"{text}\n{text}")));
            Assert.Equal("roll-root", Failed(With(line, text => text.StartsWith("missing", StringComparison.Ordinal) ? text.Replace("missing", "signed", StringComparison.Ordinal) : text.Replace("signed", "missing", StringComparison.Ordinal))));
            Assert.Equal("roll-file", Failed(With(line, text => text.Replace(" ", "  ", StringComparison.Ordinal))));
            Assert.Equal("roll-file", Failed(With(line, text => $"x{text}")));
        }

        Assert.Equal("roll-root", Failed(string.Join('\n', lines.Take(1).Append(lines[2]).Append(lines[1]).Concat(lines.Skip(3)))));
        Assert.All(Enumerable.Range(1, 40), length => Assert.False(RollCheck.Run(roll.Blinded()[..^length], log.Trusted).IsValid));
    }

    [Fact]
    public void A_seal_of_something_else_or_that_no_trusted_log_has_fails_where_it_does_not_fit()
    {
        Assert.Equal("roll-record", RollCheck.Run(roll.Blinded(seal: log.Proof(3)), log.Trusted).Failed?.Id);
        Assert.Equal("roll-record", RollCheck.Run(roll.Blinded(seal: roll.Seal with { Extra = new byte[100] }), log.Trusted).Failed?.Id);
        Assert.Equal("roll-log", RollCheck.Run(roll.Blinded(), []).Failed?.Id);
        Assert.Equal("roll-log", RollCheck.Run(roll.Blinded(seal: roll.Seal with { Index = 3 }), log.Trusted).Failed?.Id);
        Assert.Equal("roll-log", RollCheck.Run(roll.Blinded(seal: log.Proof(9, log.WithOneWitness())), log.Trusted).Failed?.Id);
        Assert.Equal("roll-log", RollCheck.Run(roll.Blinded(seal: roll.Promised with { Index = 3 }), log.Trusted).Failed?.Id);
        Assert.Equal("roll-root", RollCheck.Run(new TestRoll(log, 7, 5, record => record with { Size = 11 }).Blinded(), log.Trusted).Failed?.Id);
        Assert.Equal("roll-root", RollCheck.Run(new TestRoll(log, 7, 5, record => record with { Root = MerkleHash.Empty }).Blinded(), log.Trusted).Failed?.Id);
    }

    [Fact]
    public void A_receipt_is_a_line_of_the_roll_by_its_own_proof_and_by_no_other()
    {
        for (var n = 0; n < 7; n++)
        {
            var verdict = Beside(n, roll.ProofOf(n).ToBytes());
            Assert.True(verdict.IsValid, verdict.Conclusion);
            Assert.EndsWith("Tanda tangan itu ada pada daftar yang dikunci.", verdict.Conclusion, StringComparison.Ordinal);
        }

        Assert.Equal("roll-line", Beside(0, roll.ProofOf(1).ToBytes()).Failed?.Id);
        // A signature that is not on the roll.
        Assert.Equal("roll-line", Beside(8, roll.ProofOf(1).ToBytes()).Failed?.Id);
        Assert.Equal("roll-line", Beside(0, (roll.ProofOf(0) with { State = RollState.Missing }).ToBytes()).Failed?.Id);
        Assert.Equal("roll-line", Beside(0, (roll.ProofOf(0) with { Index = roll.ProofOf(1).Index }).ToBytes()).Failed?.Id);
        Assert.Equal("roll-log", Beside(0, (roll.ProofOf(0) with { Seal = roll.Seal with { Index = 2 } }).ToBytes()).Failed?.Id);
        Assert.Equal("roll-record", Beside(0, (roll.ProofOf(0) with { Seal = log.Proof(2) }).ToBytes()).Failed?.Id);
        Assert.Equal("roll-record", Beside(0, (new TestRoll(log, 7, 5, record => record with { Declaration = Guid.Empty }).ProofOf(0)).ToBytes()).Failed?.Id);
        Assert.Equal("roll-file", Beside(0, "x"u8.ToArray()).Failed?.Id);
        Assert.Equal("roll-file", Beside(0, roll.Blinded()).Failed?.Id);
    }

    [Fact]
    public void Every_flipped_bit_of_a_roll_proof_fails()
    {
        var file = roll.ProofOf(4).ToBytes();
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var flipped = (byte[])file.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Beside(4, flipped).IsValid, $"bit {bit}");
        }
    }

    [Fact]
    public void The_advice_of_every_step_is_there() =>
        Assert.All(new[] { Steps.RollFile, Steps.RollRecord, Steps.RollLog, Steps.RollLine, Steps.RollRoot }, step =>
        {
            Assert.NotEmpty(Steps.Title(step));
            Assert.NotEmpty(Steps.Advice(step));
        });

    private string? Failed(string file) => RollCheck.Run(Encoding.UTF8.GetBytes(file), log.Trusted).Failed?.Id;

    private Verdict Beside(int receipt, byte[] file) => ReceiptCheck.Run(log.Proof(receipt).ToBytes(), null, file, log.Trusted).Verdict;
}
