using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports;

/// <summary>What a status says to the people of a report. Pure.</summary>
/// <remarks>Received is not registered, and not registering is not refusing [LAW-REP-03].</remarks>
internal static class ReportStatuses
{
    /// <summary>A status in plain Indonesian, and the next step of the law.</summary>
    internal static (string Text, string NextStep) Words(ReportStatus status) => status switch
    {
        ReportStatus.Received =>
            ("Diterima", "Laporan Anda tersimpan dan menunggu kajian awal oleh Bawaslu. Diterima belum berarti diregistrasi; kekurangan syarat tidak menghapus laporan."),
        ReportStatus.InitialReview =>
            ("Kajian awal", "Bawaslu memeriksa syarat formal dan materiel laporan Anda. Bila ada yang kurang, Anda diminta melengkapinya; bila lengkap, laporan diregistrasi."),
        ReportStatus.CompletionRequested =>
            ("Perlu perbaikan", "Lengkapi laporan dengan nomor dan kode akses Anda sebelum batas waktunya. Yang datang terlambat tetap diterima, tetapi laporan dapat tidak diregistrasi."),
        ReportStatus.Completed => ("Dilengkapi", "Bawaslu memeriksa kelengkapan yang Anda kirim, lalu memutuskan registrasi."),
        ReportStatus.Registered => ("Diregistrasi", "Bawaslu menangani laporan Anda: klarifikasi, kajian, lalu keputusan rapat pleno. Laporan tidak dapat dicabut lagi."),
        ReportStatus.NotRegistered => ("Tidak diregistrasi", "Alasannya tertulis di sini. Laporan tetap tersimpan; bila ada keterangan baru, Anda dapat membuat laporan baru."),
        ReportStatus.PreliminaryInformation =>
            ("Informasi awal", "Laporan tidak diregistrasi karena syaratnya belum terpenuhi, dan disimpan sebagai informasi awal. Bawaslu dapat menelusurinya dan menetapkannya menjadi temuan."),
        ReportStatus.Withdrawn => ("Dicabut", "Anda mencabut laporan ini sebelum diregistrasi. Isinya tetap tersimpan, dan Bawaslu tidak memprosesnya sebagai laporan."),
        ReportStatus.Clarification => ("Klarifikasi", "Bawaslu meminta keterangan para pihak. Setelah itu hasilnya dikaji."),
        ReportStatus.Study => ("Kajian", "Bawaslu menyusun kajian atas laporan Anda. Setelah itu rapat pleno memutuskan."),
        ReportStatus.Plenary => ("Pleno", "Kajian menunggu keputusan rapat pleno Bawaslu."),
        ReportStatus.Violation => ("Pelanggaran", "Rapat pleno memutuskan ada pelanggaran. Hasilnya diteruskan kepada instansi yang berwenang."),
        ReportStatus.Referred =>
            ("Diteruskan ke lembaga lain", "Laporan ini bukan kewenangan Bawaslu, dan diteruskan kepada lembaga yang berwenang. Bila lembaga itu mengembalikannya, Bawaslu mengkajinya lagi."),
        ReportStatus.Joined => ("Digabungkan", "Laporan Anda digabungkan dengan laporan lain tentang peristiwa yang sama dan mengikuti perkembangannya."),
        ReportStatus.Forwarded => ("Diteruskan", "Pelanggaran diteruskan kepada instansi yang berwenang memutus sanksi. Bawaslu mengawasi tindak lanjutnya."),
        ReportStatus.Concluded => ("Selesai", "Instansi yang berwenang selesai menindaklanjuti. Penanganan laporan selesai."),
        ReportStatus.NoViolation => ("Bukan pelanggaran", "Rapat pleno memutuskan tidak ada pelanggaran. Penanganan laporan selesai."),
        ReportStatus.Discontinued => ("Dihentikan", "Rapat pleno menghentikan penanganan. Penanganan laporan selesai."),
        ReportStatus.Unspecified => throw new InvalidOperationException("A stored report has a status."),
    };
}
