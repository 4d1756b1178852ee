using System.Text;
using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Monitoring;

/// <summary>What a reading found, for a person.</summary>
internal static class MonitorText
{
    internal static string Of(MonitorResult reading, IReadOnlyList<DayOfReports> days)
    {
        var text = new StringBuilder();
        if (reading.State is { } state)
        {
            text.Append($"Catatan publik : {state.Checkpoint.Origin}\nJumlah catatan : {Words.Number(state.Checkpoint.Size)}\nAkar           : {state.Checkpoint.Root}\n\n");
            foreach (var (day, kind, count) in state.Totals.All)
            {
                text.Append($"  {Words.Day(day),-18} {Kind(kind),-12} {Words.Number(count),12}\n");
            }

            foreach (var day in days)
            {
                text.Append($"  {Words.Day(day.Day),-18} {"laporan saja",-12} {Words.Number(day.Reports),12}   = {Words.Number(day.Entries)} catatan - {Words.Number(day.Dummies)} terbukti kosong; Bawaslu menghitung {Words.Number(day.Counted)}\n");
            }

            text.Append('\n');
        }

        foreach (var difference in reading.Differences)
        {
            text.Append($"[GAGAL] {Fault(difference.Fault)}: {difference.Detail}\n");
        }

        return text.Append(reading.Differences.Count == 0
            ? "SESUAI. Semua catatan dibaca dan dihitung ulang; tidak ada perbedaan."
            : "TIDAK SESUAI. Simpan keluaran ini beserta salinan catatan publik, dan sampaikan kepada Bawaslu dan lembaga saksi.").ToString();
    }

    internal static string Kind(CommitmentKind kind) => kind switch
    {
        CommitmentKind.Pledge => "ikrar",
        CommitmentKind.Report => "laporan",
        CommitmentKind.Roll => "daftar",
        CommitmentKind.Erasure => "penghapusan",
        CommitmentKind.None => "tidak dikenal",
    };

    private static string Fault(LogFault fault) => fault switch
    {
        LogFault.Checkpoint => "Tanda tangan catatan publik tidak sah atau tidak ada",
        LogFault.Witnesses => "Saksi yang menandatangani kurang",
        LogFault.Shrunk => "Catatan publik menyusut",
        LogFault.Root => "Isi tidak cocok dengan yang ditandatangani",
        LogFault.File => "Berkas catatan publik hilang atau berubah",
        LogFault.Entry => "Ada catatan yang bukan catatan",
        LogFault.Count => "Jumlah tidak cocok",
        LogFault.Dummy => "Catatan yang dinyatakan kosong ternyata tidak",
        LogFault.Memory => "Ingatan pemantau rusak; semuanya dibaca dari awal",
    };
}
