namespace Netralitas.Verify.Receipts;

/// <summary>The steps by their stable names, what they mean, and what the holder can do when one fails. Names are never changed: programs read them.</summary>
internal static class Steps
{
    internal const string File = "file";
    internal const string Record = "record";
    internal const string Commitment = "commitment";
    internal const string LogSignature = "log-signature";
    internal const string Witnesses = "witnesses";
    internal const string PromiseSignature = "promise-signature";
    internal const string Promised = "promised";
    internal const string Inclusion = "inclusion";
    internal const string Erasure = "erasure";
    internal const string LaterCheckpoint = "later-checkpoint";
    internal const string RollFile = "roll-file";
    internal const string RollRecord = "roll-record";
    internal const string RollLog = "roll-log";
    internal const string RollLine = "roll-line";
    internal const string RollRoot = "roll-root";

    private const string Again = "Ambil lagi berkas bukti dengan nomor dan kode pada tanda terima Anda, lalu periksa lagi.";
    private const string AgainRoll = "Ambil lagi berkas daftar, lalu periksa lagi.";
    private const string Evidence = "Bila berkas yang baru diambil pun gagal, simpan keduanya dan sampaikan kepada Bawaslu atau lembaga saksi: itu dapat menjadi bukti bahwa catatan publik diubah.";

    /// <summary>What holds when the step holds.</summary>
    internal static string Title(string step) => step switch
    {
        File => "Berkas bukti terbaca",
        Record => "Isi tanda terima terbaca",
        Commitment => "Isi cocok dengan segelnya",
        LogSignature => "Tanda tangan catatan publik sah",
        Witnesses => "Saksi ikut menandatangani",
        PromiseSignature => "Tanda tangan pada janji pencatatan sah",
        Promised => "Tanda terima termasuk yang dijanjikan",
        Inclusion => "Tanda terima ada di dalam catatan publik",
        Erasure => "Bukti penghapusan sah",
        LaterCheckpoint => "Catatan publik sekarang melanjutkan catatan pada bukti",
        RollFile => "Berkas daftar terbaca",
        RollRecord => "Segel daftar cocok dengan isinya",
        RollLog => "Segel daftar ada di dalam catatan publik",
        RollLine => "Tanda tangan ini satu baris pada daftar yang dikunci",
        RollRoot => "Semua baris daftar menghasilkan segel itu",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No step."),
    };

    /// <summary>What the holder can do when the step fails.</summary>
    internal static string Advice(string step) => step switch
    {
        File => $"Berkas rusak, terpotong, atau bukan berkas bukti. {Again}",
        Record => $"Bagian isi pada berkas rusak. {Again}",
        Commitment => $"Isi, kode rahasia, atau segel di dalam berkas telah berubah. {Again} {Evidence}",
        LogSignature => $"Pastikan berkas kunci berasal dari Bawaslu, lalu bandingkan dengan tempat kedua yang memuatnya. {Again} {Evidence}",
        Witnesses => $"Pastikan berkas kunci memuat saksi yang sekarang. {Again} Bila saksi sedang terganggu, berkas yang diambil beberapa saat kemudian akan memuat tanda tangannya.",
        PromiseSignature => $"Pastikan berkas kunci berasal dari Bawaslu. {Again} {Evidence}",
        Promised or Inclusion => $"Rangkaian bukti di dalam berkas telah berubah atau milik tanda terima lain. {Again} {Evidence}",
        Erasure => "Bukti penghapusan bukan milik tanda terima ini atau rusak. Mintalah berkas penghapusan sekali lagi; bukti Anda sendiri tidak terpengaruh.",
        RollFile => $"Berkas daftar rusak, terpotong, atau bukan berkas daftar. {AgainRoll}",
        RollRecord => $"Segel daftar telah berubah, atau milik deklarasi lain. {AgainRoll} {Evidence}",
        RollLog => $"Pastikan berkas kunci berasal dari Bawaslu dan memuat saksi yang sekarang. {AgainRoll} {Evidence}",
        RollLine => $"Bukti daftar ini milik tanda tangan lain, atau telah berubah. {AgainRoll} {Evidence}",
        RollRoot => $"Ada baris yang hilang, bertambah, atau berubah sejak daftar dikunci. {AgainRoll} {Evidence}",
        LaterCheckpoint => "Simpan berkas ini dan sampaikan kepada lembaga saksi dan Bawaslu: catatan publik yang sekarang tidak memuat semua yang dahulu ditandatanganinya.",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No step."),
    };
}
