using System.Text;
using Netralitas.TransparencyLog;
using Netralitas.Verify.Receipts;

namespace Netralitas.Verify.Tests;

public sealed class ReceiptCheckTests : IDisposable
{
    private readonly TestLog log = TestLog.Of(21);

    public void Dispose() => log.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(20)]
    public void A_receipt_holds_step_by_step_and_says_what_it_proves(int index)
    {
        var verdict = Check(log.Proof(index).ToBytes());

        Assert.True(verdict.IsValid, verdict.Conclusion);
        Assert.Equal(["file", "record", "commitment", "log-signature", "witnesses", "inclusion"], verdict.Steps.Select(step => step.Id));
        Assert.StartsWith("SAH.", verdict.Conclusion, StringComparison.Ordinal);
        Assert.Contains(new("Nama", $"Penanda uji {index}"), verdict.Facts);
        Assert.Contains(new("Catatan nomor", $"{index + 1} dari 21"), verdict.Facts);
        Assert.Contains(new("Hari pada catatan publik", "21 November 2026"), verdict.Facts);
    }

    [Fact]
    public void Every_flipped_bit_of_a_receipt_fails_at_the_step_of_the_part_that_it_is_in()
    {
        var file = log.Proof(13).ToBytes();
        var seen = new HashSet<string>();
        foreach (var (from, to, steps) in Parts(Encoding.UTF8.GetString(file)))
        {
            for (var bit = from * 8; bit < to * 8; bit++)
            {
                var flipped = (byte[])file.Clone();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                var failed = Check(flipped).Failed;

                Assert.True(failed is not null && steps.Contains(failed.Id), $"bit {bit}: {failed?.Id ?? "holds"}, expected {string.Join(" or ", steps)}");
                seen.Add(failed!.Id);
            }
        }

        Assert.Equal(["commitment", "file", "inclusion", "log-signature", "record", "witnesses"], seen.Order());
    }

    [Fact]
    public void Every_flipped_bit_of_a_promise_fails_and_its_signature_is_no_checkpoints()
    {
        var file = log.Promise(13).ToBytes();
        var verdict = Check(file);
        Assert.True(verdict.IsValid, verdict.Conclusion);
        Assert.Equal(["file", "record", "commitment", "promise-signature", "promised"], verdict.Steps.Select(step => step.Id));
        Assert.Contains("paling lambat 19 November 2026", verdict.Conclusion, StringComparison.Ordinal);
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var flipped = (byte[])file.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Check(flipped).IsValid, $"bit {bit}");
        }

        Assert.Equal("log-signature", Check((log.Promise(13) with { IsPromise = false }).ToBytes()).Failed?.Id);
        Assert.Equal("promise-signature", Check((log.Proof(13) with { IsPromise = true }).ToBytes()).Failed?.Id);
    }

    [Fact]
    public void Whatever_is_cut_off_or_added_fails()
    {
        var file = log.Proof(7).ToBytes();

        Assert.All(Enumerable.Range(0, file.Length), length => Assert.False(Check(file[..length]).IsValid));
        Assert.Equal("file", Check([.. file, (byte)'\n']).Failed?.Id);
        Assert.Equal("file", Check([]).Failed?.Id);
    }

    [Fact]
    public void A_part_of_another_receipt_fails_where_it_does_not_fit()
    {
        using var other = TestLog.Of(30);
        var proof = log.Proof(3);

        Assert.Equal("commitment", Failed(proof with { Extra = new OpenedEntry(log.Entries[3].Entry, log.Entries[4].Nonce, log.Entries[3].Record).ToBytes() }));
        Assert.Equal("commitment", Failed(proof with { Extra = (log.Entries[3] with { Entry = log.Entries[3].Entry with { Day = 1 } }).ToBytes() }));
        Assert.Equal("inclusion", Failed(proof with { Extra = log.Entries[4].ToBytes() }));
        Assert.Equal("inclusion", Failed(proof with { Index = 4 }));
        Assert.Equal("inclusion", Failed(proof with { Checkpoint = other.Checkpoint() }));
        Assert.Equal("inclusion", Failed(proof with { Hashes = [.. proof.Hashes, proof.Hashes[0]] }));
        Assert.Equal("record", Failed(proof with { Extra = new byte[] { 1 } }));
        Assert.Equal("witnesses", Failed(proof with { Checkpoint = log.WithOneWitness() }));
        Assert.Equal("log-signature", Failed(proof with { Checkpoint = new SignedNote(proof.Checkpoint.Text, [.. proof.Checkpoint.Signatures.Skip(1)]) }));
    }

    [Fact]
    public void A_log_whose_key_is_not_trusted_proves_nothing()
    {
        var elsewhere = Rename(log.Trusted[0], "log.lain.test/ikrar");

        Assert.Equal("log-signature", ReceiptCheck.Run(log.Proof(3).ToBytes(), null, null, [elsewhere]).Verdict.Failed?.Id);
        Assert.Equal("promise-signature", ReceiptCheck.Run(log.Promise(3).ToBytes(), null, null, [elsewhere]).Verdict.Failed?.Id);
    }

    [Fact]
    public void An_erased_record_is_told_by_its_tombstone_and_by_no_other()
    {
        var (mine, others) = (log.Erase(5), log.Erase(6));
        var receipt = log.Proof(5).ToBytes();

        var (_, verdict) = ReceiptCheck.Run(receipt, log.Proof(mine).ToBytes(), null, log.Trusted);
        Assert.True(verdict.IsValid, verdict.Conclusion);
        Assert.Equal(
            "SAH, DAN TELAH DIHAPUS. Ikrar ini pernah tercatat; isinya dihapus dari penyimpanan Bawaslu pada 22 November 2026 (permintaan pemilik data). Berkas Anda tetap membuktikannya.",
            verdict.Conclusion);
        Assert.Equal("erasure", ReceiptCheck.Run(receipt, log.Proof(others).ToBytes(), null, log.Trusted).Verdict.Failed?.Id);
        Assert.Equal("erasure", ReceiptCheck.Run(receipt, log.Proof(6).ToBytes(), null, log.Trusted).Verdict.Failed?.Id);
        Assert.Equal("erasure", ReceiptCheck.Run(receipt, "x"u8.ToArray(), null, log.Trusted).Verdict.Failed?.Id);
        // By itself it is the receipt of an erasure.
        Assert.Contains(new("Catatan yang dihapus", "6"), Check(log.Proof(mine).ToBytes()).Facts);
    }

    [Fact]
    public void A_report_is_told_in_its_own_words_and_so_are_its_promise_and_its_erasure()
    {
        var index = log.AddReport();
        var verdict = Check(log.Proof(index).ToBytes());
        Assert.True(verdict.IsValid, verdict.Conclusion);
        Assert.StartsWith("SAH. Laporan ini tercatat dalam catatan publik log.netralitas.test/ikrar:", verdict.Conclusion, StringComparison.Ordinal);
        Assert.Equal(
            [new("Nomor laporan", "7K2M9QXD4T0B"), new("Diterima pada (UTC)", "2026-11-21T02:00:00Z"), new("Sidik jari isi tersegel (SHA-256)", new string('a', 64)),
                new("Catatan nomor", "22 dari 22"), new("Hari pada catatan publik", "21 November 2026")], verdict.Facts);
        Assert.StartsWith("JANJI SAH. log.netralitas.test/ikrar berjanji memuat laporan ini", Check(log.Promise(index).ToBytes()).Conclusion, StringComparison.Ordinal);

        var tombstone = log.Erase(index);
        Assert.StartsWith("SAH, DAN TELAH DIHAPUS. Laporan ini pernah tercatat", ReceiptCheck.Run(log.Proof(index).ToBytes(), log.Proof(tombstone).ToBytes(), null, log.Trusted).Verdict.Conclusion, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_that_stands_for_nothing_says_so_and_a_report_of_another_day_fails()
    {
        var index = log.AddDummy();
        Assert.Equal("SAH. Ini catatan pengisi dalam catatan publik log.netralitas.test/ikrar: tidak ada laporan di baliknya.", Check(log.Proof(index).ToBytes()).Conclusion);
        var report = log.AddReport();
        log.Entries[report] = log.Entries[report] with { Entry = log.Entries[report].Entry with { Day = 1 } };
        Assert.Equal("commitment", Failed(log.Proof(report)));
    }

    [Fact]
    public void The_advice_of_every_step_is_there_and_nothing_is_told_as_proven_when_one_fails() =>
        Assert.All(
            new[] { Steps.File, Steps.Record, Steps.Commitment, Steps.LogSignature, Steps.Witnesses, Steps.PromiseSignature, Steps.Promised, Steps.Inclusion, Steps.Erasure, Steps.LaterCheckpoint },
            step =>
            {
                Assert.NotEmpty(Steps.Title(step));
                Assert.NotEmpty(Steps.Advice(step));
                Assert.Empty(Check("x"u8.ToArray()).Facts);
            });

    private string? Failed(TlogProof proof) => Check(proof.ToBytes()).Failed?.Id;

    private Verdict Check(byte[] file) => ReceiptCheck.Run(file, null, null, log.Trusted).Verdict;

    private static LogPolicy Rename(LogPolicy policy, string name) =>
        new(name, [.. policy.LogKeys.Select(key => new VerifierKey(name, key.Type, key.PublicKey))], policy.Witnesses, policy.Quorum);

    /// <summary>Where each part of a proof's file begins and ends, in bytes, and at which steps a change of it may fail.</summary>
    private static IEnumerable<(int From, int To, string[] Steps)> Parts(string file)
    {
        var at = 0;
        var isNote = false;
        var signatures = 0;
        var isSignatures = false;
        foreach (var line in file.TrimEnd('\n').Split('\n'))
        {
            var length = Encoding.UTF8.GetByteCount(line) + 1;
            string[] steps = line switch
            {
                "" => [Steps.File, Steps.LogSignature],
                _ when isSignatures => [Steps.File, signatures == 0 ? Steps.LogSignature : Steps.Witnesses],
                _ when isNote => [Steps.File, Steps.LogSignature],
                _ when at == 0 => [Steps.File],
                _ when line.StartsWith("extra ", StringComparison.Ordinal) => [Steps.File, Steps.Record, Steps.Commitment],
                _ => [Steps.File, Steps.Inclusion],
            };
            yield return (at, at + length, steps);
            signatures += isSignatures ? 1 : 0;
            isSignatures |= isNote && line.Length == 0;
            isNote |= line.Length == 0;
            at += length;
        }
    }
}
