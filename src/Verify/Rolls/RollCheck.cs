using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Rolls;
using Netralitas.Verify.Receipts;

namespace Netralitas.Verify.Rolls;

/// <summary>Checks a sealed roll step by step, with public keys and nothing else, and counts who pledged without knowing who.</summary>
internal static class RollCheck
{
    /// <summary>Checks a roll.</summary>
    /// <param name="file">The file; any bytes.</param>
    /// <param name="trusted">Logs and witnesses that are trusted.</param>
    /// <returns>The verdict; it names the first step that fails.</returns>
    internal static Verdict Run(byte[] file, IReadOnlyList<LogPolicy> trusted)
    {
        var isRoll = BlindedRoll.TryParse(file, out var roll, out var problem);
        var seal = roll is null ? null : RollSeal.Read(roll.Seal, trusted);
        (string Step, bool Holds, string Detail, string Cause)[] found =
        [
            (Steps.RollFile, isRoll, "", problem ?? ""),
            (Steps.RollRecord, seal?.Record is not null, "", "opened by nothing, or no roll's"),
            (Steps.RollLog, seal is { IsLogged: true }, seal?.Detail ?? "", seal?.Problem ?? ""),
            (Steps.RollRoot, seal?.Record is { } record && roll!.Size == record.Size && roll.Root == record.Root, "", $"the {roll?.Size} lines do not give the root"),
        ];
        var failing = found.FirstOrDefault(each => !each.Holds).Step;
        var steps = found.Index().Select(each => StepOf(each.Item.Step, each.Item.Holds, each.Item.Detail, each.Item.Cause, found.Take(each.Index).All(earlier => earlier.Holds))).ToList();
        return failing is null
            ? new Verdict(steps, [.. seal!.Facts, .. CountsOf(roll!)], ConclusionOf(roll!, seal.Record!), "")
            : new Verdict(steps, [], $"TIDAK SAH. Gagal pada langkah: {Steps.Title(failing)}.", Steps.Advice(failing));
    }

    private static CheckStep StepOf(string step, bool holds, string detail, string cause, bool isReached) => !isReached
        ? new CheckStep(step, Steps.Title(step))
        : new CheckStep(step, Steps.Title(step), holds ? StepOutcome.Holds : StepOutcome.Fails, holds ? detail : "", holds ? "" : cause);

    private static IEnumerable<KeyValuePair<string, string>> CountsOf(BlindedRoll roll)
    {
        yield return new("Baris", Words.Number(roll.Size));
        foreach (var state in RollStates.All.Where(state => roll.Count(state) > 0))
        {
            yield return new($"  {RollSeal.Words(state)}", Words.Number(roll.Count(state)));
        }
    }

    private static string ConclusionOf(BlindedRoll roll, RollRecord record)
    {
        if (roll.HiddenLines > 0)
        {
            return "SAH. Daftar ini tidak berubah sejak dikunci. Jumlahnya tidak ditampilkan karena begitu kecil sehingga seseorang dapat dikenali.";
        }

        var (signed, elsewhere, missing) = (roll.Count(RollState.SignedHere), roll.Count(RollState.Elsewhere), roll.Count(RollState.Missing));
        var rest = roll.Size - signed - elsewhere - missing;
        return record.HasExpected
            ? $"SAH. Daftar ini tidak berubah sejak dikunci. Dari {Words.Number(signed + elsewhere + missing)} orang yang seharusnya berikrar, {Words.Number(signed)} menandatangani di sini, {Words.Number(elsewhere)} pada deklarasi lain, dan {Words.Number(missing)} belum; "
                + $"{Words.Number(rest)} tanda tangan lain ada di luar hitungan itu. Tidak seorang pun disebut."
            : $"SAH. Daftar ini tidak berubah sejak dikunci, dan memuat {Words.Number(roll.Size)} tanda tangan. Siapa yang seharusnya berikrar tidak termuat di dalamnya.";
    }
}
