using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;
using Netralitas.Verify.Rolls;

namespace Netralitas.Verify.Receipts;

/// <summary>Checks a receipt step by step, with public keys and nothing else: no network, no clock, no files.</summary>
internal sealed class ReceiptCheck
{
    private const string UnknownLog = "no key of this log is trusted";

    private readonly IReadOnlyList<LogPolicy> trusted;
    private readonly List<CheckStep> steps = [];
    private readonly List<KeyValuePair<string, string>> facts = [];
    private string conclusion = "";

    private ReceiptCheck(IReadOnlyList<LogPolicy> trusted) => this.trusted = trusted;

    /// <summary>The checkpoint that was verified; null for a promise, and when anything failed before.</summary>
    internal SignedCheckpoint? Checkpoint { get; private set; }

    /// <summary>The policy of the log that the receipt is of.</summary>
    internal LogPolicy? Policy { get; private set; }

    /// <summary>The entry that is proven.</summary>
    internal OpenedEntry? Opened { get; private set; }

    /// <summary>Checks a receipt: a proof, or a promise while there is no proof yet.</summary>
    /// <param name="receipt">The file; any bytes.</param>
    /// <param name="erasure">The proof of its record's erasure; null for none.</param>
    /// <param name="roll">The proof that it is a line of its declaration's sealed roll; null for none.</param>
    /// <param name="trusted">Logs and witnesses that are trusted.</param>
    /// <returns>The check, for what can be asked further, and the verdict. The verdict names the first step that fails.</returns>
    internal static (ReceiptCheck Check, Verdict Verdict) Run(byte[] receipt, byte[]? erasure, byte[]? roll, IReadOnlyList<LogPolicy> trusted)
    {
        var check = new ReceiptCheck(trusted);
        var proof = check.ReadFile(receipt);
        check.ReadRecord(proof);
        check.CompareCommitment();
        if (proof?.IsPromise == true)
        {
            check.VerifyPromise(proof);
        }
        else
        {
            check.VerifyProof(proof);
        }

        if (erasure is not null)
        {
            check.VerifyErasure(proof, erasure);
        }

        if (roll is not null)
        {
            check.VerifyRoll(roll);
        }

        return (check, check.ToVerdict());
    }

    private bool Stopped => steps.Any(step => step.Outcome == StepOutcome.Fails);

    private TlogProof? ReadFile(byte[] file)
    {
        var isProof = TlogProof.TryParse(file, out var proof, out var problem);
        Note(Steps.File, isProof, cause: problem ?? "");
        return proof;
    }

    private void ReadRecord(TlogProof? proof)
    {
        var problem = "";
        Opened = proof is not null && OpenedEntry.TryRead(proof.Extra, out var opened, out problem) ? opened : null;
        Note(Steps.Record, Opened is not null, cause: problem ?? "");
        // A record of a later form than this program knows still commits; bytes that changed are told by the next step.
        if (Opened is not null && ReceiptRecord.TryRead(Opened.Record.Span, out var record))
        {
            facts.AddRange(record.Facts);
        }
    }

    private void CompareCommitment()
    {
        var holds = Opened is { Holds: true } opened
            && (!ReceiptRecord.TryRead(opened.Record.Span, out var record) || (record.Kind == opened.Entry.Kind && DayOf(opened.Entry) == record.Day));
        Note(Steps.Commitment, holds);
    }

    private void VerifyPromise(TlogProof proof)
    {
        Policy = PolicyOf(InclusionPromise.OriginOf(proof.Checkpoint.Text));
        var (promise, problem) = (default(InclusionPromise), (string?)UnknownLog);
        var isSigned = Policy is not null && InclusionPromise.TryOpen(proof.Checkpoint, Policy, out promise, out problem);
        Note(Steps.PromiseSignature, isSigned, promise?.Origin ?? "", problem ?? "");
        Note(Steps.Promised, promise is not null && Opened is not null && InclusionProof.Verify(proof.Index, promise.Size, Opened.Leaf, [.. proof.Hashes], promise.Root));
        conclusion = promise is null
            ? ""
            : $"JANJI SAH. {promise.Origin} berjanji memuat {NounOf(Opened)} ini dalam catatan publik paling lambat {Words.Instant(promise.Until)}. Ambil berkas bukti setelah itu; bila tidak ada, janji ini adalah bukti kelalaiannya.";
    }

    private void VerifyProof(TlogProof? proof)
    {
        Policy = PolicyOf(proof?.Checkpoint.Text.Split('\n')[0]);
        var problem = Policy is null ? UnknownLog : null;
        var isSigned = Policy is not null && proof!.Checkpoint.TryVerify(Policy.LogKeys, out _, out problem);
        Note(Steps.LogSignature, isSigned, Policy?.Origin ?? "", problem ?? "");
        SignedCheckpoint? checkpoint = null;
        var isWitnessed = isSigned && SignedCheckpoint.TryOpen(proof!.Checkpoint, Policy!, out checkpoint, out problem);
        Note(Steps.Witnesses, isWitnessed, checkpoint is null ? "" : Witnessed(checkpoint), problem ?? "");
        var isIn = checkpoint is not null && Opened is not null
            && InclusionProof.Verify(proof!.Index, checkpoint.Checkpoint.Size, Opened.Leaf, [.. proof.Hashes], checkpoint.Checkpoint.Root);
        Note(Steps.Inclusion, isIn);
        if (!Stopped)
        {
            Conclude(proof!, checkpoint!, Opened!);
        }
    }

    private void Conclude(TlogProof proof, SignedCheckpoint checkpoint, OpenedEntry opened)
    {
        Checkpoint = checkpoint;
        facts.Add(new("Catatan nomor", $"{Words.Number(proof.Index + 1)} dari {Words.Number(checkpoint.Checkpoint.Size)}"));
        facts.Add(new("Hari pada catatan publik", Words.Day(DayOf(opened.Entry))));
        var origin = checkpoint.Checkpoint.Origin;
        conclusion = opened switch
        {
            { Entry.Kind: CommitmentKind.Erasure } => $"SAH. Penghapusan ini tercatat dalam catatan publik {origin}.",
            { Entry.Kind: CommitmentKind.Roll } => $"SAH. Daftar atau koreksi ini tercatat dalam catatan publik {origin}, dan tidak berubah sejak itu.",
            _ when DummyRecord.TryRead(opened.Record.Span, out _) => $"SAH. Ini catatan pengisi dalam catatan publik {origin}: tidak ada laporan di baliknya.",
            { Entry.Kind: CommitmentKind.Report } => $"SAH. Laporan ini tercatat dalam catatan publik {origin}: yang disimpan Bawaslu, tersegel, harus tetap cocok dengan sidik jari di atas. Isi laporan tidak terlihat dari sini.",
            _ => $"SAH. Ikrar ini tercatat dalam catatan publik {origin}, dan isinya tidak berubah sejak itu.",
        };
    }

    private void VerifyErasure(TlogProof? proof, byte[] file)
    {
        var tombstone = OpenedEntryOf(file, out var shown);
        var holds = !Stopped && Checkpoint is not null && tombstone is { Holds: true, Entry.Kind: CommitmentKind.Erasure }
            && ErasureRecord.TryRead(tombstone.Record.Span, out var erased)
            && erased.Index == proof!.Index && erased.Leaf == Opened!.Leaf
            && tombstone.Nonce.Span.SequenceEqual(ErasureRecord.NonceFrom(Opened.Nonce.Span))
            && shown!.TryVerify(tombstone.Leaf, Policy!, out _, out _);
        Note(Steps.Erasure, holds);
        if (holds && ErasureRecord.TryRead(tombstone!.Record.Span, out var read))
        {
            conclusion = $"SAH, DAN TELAH DIHAPUS. {(Opened!.Entry.Kind == CommitmentKind.Report ? "Laporan" : "Ikrar")} ini pernah tercatat; isinya dihapus dari penyimpanan Bawaslu pada {Words.Day(read.Day)} ({Words.Basis(read.Basis)}). Berkas Anda tetap membuktikannya.";
        }
    }

    private void VerifyRoll(byte[] file)
    {
        var isProof = RollProof.TryParse(file, out var proof, out var problem);
        Note(Steps.RollFile, isProof, cause: problem ?? "");
        var declaration = Opened is not null && ReceiptRecord.TryRead(Opened.Record.Span, out var record) ? record.Signed : null;
        var seal = proof is null ? null : RollSeal.Read(proof.Seal, trusted);
        Note(Steps.RollRecord, seal?.Record is { } sealedRoll && sealedRoll.Declaration == declaration?.Declaration);
        Note(Steps.RollLog, seal is { IsLogged: true }, seal?.Detail ?? "", seal?.Problem ?? "");
        Note(Steps.RollLine, !Stopped && proof!.Proves(
            RollLeaf.CommitToSignature(Opened!.Nonce.Span, declaration!.Value.Declaration, declaration.Value.Signature, Opened.Leaf), seal!.Record!));
        if (!Stopped)
        {
            facts.AddRange(seal!.Facts);
            facts.Add(new("Baris pada daftar", $"{Words.Number(proof!.Index + 1)} dari {Words.Number(seal.Record!.Size)}: {RollSeal.Words(proof.State)}"));
            conclusion += " Tanda tangan itu ada pada daftar yang dikunci.";
        }
    }

    private static OpenedEntry? OpenedEntryOf(byte[] file, out TlogProof? proof) =>
        TlogProof.TryParse(file, out proof, out _) && OpenedEntry.TryRead(proof.Extra, out var opened, out _) ? opened : null;

    private static string NounOf(OpenedEntry? opened) => opened?.Entry.Kind == CommitmentKind.Report ? "laporan" : "ikrar";

    private LogPolicy? PolicyOf(string? origin) => trusted.FirstOrDefault(log => log.Origin == origin);

    private void Note(string step, bool holds, string detail = "", string cause = "") => steps.Add(Stopped
        ? new CheckStep(step, Steps.Title(step))
        : new CheckStep(step, Steps.Title(step), holds ? StepOutcome.Holds : StepOutcome.Fails, holds ? detail : "", holds ? "" : cause));

    private Verdict ToVerdict()
    {
        var failed = steps.FirstOrDefault(step => step.Outcome == StepOutcome.Fails);
        return failed is null
            ? new Verdict(steps, facts, conclusion, "")
            : new Verdict(steps, [], $"TIDAK SAH. Gagal pada langkah: {failed.Title}.", Steps.Advice(failed.Id));
    }

    private static string Witnessed(SignedCheckpoint checkpoint) => checkpoint.Cosignatures.Count == 0
        ? "berkas kunci tidak meminta saksi"
        : string.Join(", ", checkpoint.Cosignatures.Select(signature => $"{signature.Key.Name} pada {Words.Instant(DateTimeOffset.FromUnixTimeSeconds(signature.CosignedAt!.Value))}"));

    private static DateOnly DayOf(CommitmentEntry entry) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)Math.Min(entry.Day, 2_900_000u));
}
