using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;

namespace Netralitas.Verify.Rolls;

/// <summary>The entry by which a sealed roll is in the log.</summary>
/// <param name="Record">What the entry commits to; null when it is opened by nothing, or is no roll's.</param>
/// <param name="IsLogged">Whether a trusted log has it under a checkpoint with enough witnesses, or has promised it.</param>
/// <param name="Detail">Where it is, in Indonesian.</param>
/// <param name="Problem">Why it is not logged, in English.</param>
internal sealed record RollSeal(RollRecord? Record, bool IsLogged, string Detail, string Problem)
{
    /// <summary>What is proven of the roll.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Facts => Record is null ? [] : FactsOf(Record);

    /// <summary>Verifies an entry.</summary>
    /// <param name="proof">Its proof or promise, whose extra opens it.</param>
    /// <param name="trusted">Logs and witnesses that are trusted.</param>
    internal static RollSeal Read(TlogProof proof, IReadOnlyList<LogPolicy> trusted)
    {
        if (!OpenedEntry.TryRead(proof.Extra, out var opened, out _) || !opened.Holds || opened.Entry.Kind != CommitmentKind.Roll || !RollRecord.TryRead(opened.Record.Span, out var record))
        {
            return new RollSeal(null, false, "", "");
        }

        var origin = proof.IsPromise ? InclusionPromise.OriginOf(proof.Checkpoint.Text) : proof.Checkpoint.Text.Split('\n')[0];
        if (trusted.FirstOrDefault(log => log.Origin == origin) is not { } policy)
        {
            return new RollSeal(record, false, "", "no key of this log is trusted");
        }

        if (!proof.IsPromise)
        {
            var isLogged = proof.TryVerify(opened.Leaf, policy, out var checkpoint, out var problem);
            return new RollSeal(record, isLogged, isLogged ? $"{policy.Origin}, catatan nomor {Verify.Words.Number(proof.Index + 1)} dari {Verify.Words.Number(checkpoint!.Checkpoint.Size)}" : "", problem ?? "");
        }

        var isPromised = InclusionPromise.TryOpen(proof.Checkpoint, policy, out var promise, out var reason)
            && InclusionProof.Verify(proof.Index, promise.Size, opened.Leaf, [.. proof.Hashes], promise.Root);
        return new RollSeal(record, isPromised, isPromised ? $"{policy.Origin} berjanji memuatnya paling lambat {Verify.Words.Instant(promise!.Until)}" : "", reason ?? "the entry is not among those that are promised");
    }

    /// <summary>A roll's record, a name and a value each.</summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> FactsOf(RollRecord record) =>
    [
        new("Nomor deklarasi", record.Declaration.ToString()),
        new("Kode wilayah", record.RegionCode),
        new("Daftar dikunci pada", Verify.Words.Instant(record.SealedAt)),
        new("Isi daftar", record.HasExpected ? "semua yang menandatangani, dan semua yang seharusnya berikrar" : "semua yang menandatangani"),
    ];

    /// <summary>A state as the person whom it concerns reads it.</summary>
    internal static string Words(RollState state) => state switch
    {
        RollState.SignedHere => "menandatangani di sini",
        RollState.Outside => "menandatangani di sini, di luar daftar pegawai",
        RollState.OnBehalf => "menandatangani di sini untuk pihak lain",
        RollState.Withdrawn => "menandatangani di sini, lalu menarik tanda tangannya",
        RollState.Erased => "menandatangani di sini; isinya telah dihapus",
        RollState.Elsewhere => "berikrar pada deklarasi lain",
        RollState.Missing => "belum berikrar saat daftar dikunci",
        RollState.None => "tidak dikenal",
    };
}
