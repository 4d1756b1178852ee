using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Tests;

/// <summary>What a status says in words. Received is not registered: LAW-REP-03.</summary>
public class TrackReportTests
{
    private const string Words = """
        Received | Diterima | Laporan Anda tersimpan dan menunggu kajian awal oleh Bawaslu. Diterima belum berarti diregistrasi; kekurangan syarat tidak menghapus laporan.
        InitialReview | Kajian awal | Bawaslu memeriksa syarat formal dan materiel laporan Anda. Bila ada yang kurang, Anda diminta melengkapinya; bila lengkap, laporan diregistrasi.
        CompletionRequested | Perlu perbaikan | Lengkapi laporan dengan nomor dan kode akses Anda sebelum batas waktunya. Yang datang terlambat tetap diterima, tetapi laporan dapat tidak diregistrasi.
        Completed | Dilengkapi | Bawaslu memeriksa kelengkapan yang Anda kirim, lalu memutuskan registrasi.
        Registered | Diregistrasi | Bawaslu menangani laporan Anda: klarifikasi, kajian, lalu keputusan rapat pleno. Laporan tidak dapat dicabut lagi.
        NotRegistered | Tidak diregistrasi | Alasannya tertulis di sini. Laporan tetap tersimpan; bila ada keterangan baru, Anda dapat membuat laporan baru.
        PreliminaryInformation | Informasi awal | Laporan tidak diregistrasi karena syaratnya belum terpenuhi, dan disimpan sebagai informasi awal. Bawaslu dapat menelusurinya dan menetapkannya menjadi temuan.
        Withdrawn | Dicabut | Anda mencabut laporan ini sebelum diregistrasi. Isinya tetap tersimpan, dan Bawaslu tidak memprosesnya sebagai laporan.
        Clarification | Klarifikasi | Bawaslu meminta keterangan para pihak. Setelah itu hasilnya dikaji.
        Study | Kajian | Bawaslu menyusun kajian atas laporan Anda. Setelah itu rapat pleno memutuskan.
        Plenary | Pleno | Kajian menunggu keputusan rapat pleno Bawaslu.
        Violation | Pelanggaran | Rapat pleno memutuskan ada pelanggaran. Hasilnya diteruskan kepada instansi yang berwenang.
        NoViolation | Bukan pelanggaran | Rapat pleno memutuskan tidak ada pelanggaran. Penanganan laporan selesai.
        Discontinued | Dihentikan | Rapat pleno menghentikan penanganan. Penanganan laporan selesai.
        Referred | Diteruskan ke lembaga lain | Laporan ini bukan kewenangan Bawaslu, dan diteruskan kepada lembaga yang berwenang. Bila lembaga itu mengembalikannya, Bawaslu mengkajinya lagi.
        Joined | Digabungkan | Laporan Anda digabungkan dengan laporan lain tentang peristiwa yang sama dan mengikuti perkembangannya.
        Forwarded | Diteruskan | Pelanggaran diteruskan kepada instansi yang berwenang memutus sanksi. Bawaslu mengawasi tindak lanjutnya.
        Concluded | Selesai | Instansi yang berwenang selesai menindaklanjuti. Penanganan laporan selesai.

        """;

    [Fact]
    public void Every_status_that_a_report_can_have_is_told_in_words_with_what_comes_next()
    {
        var table = Enum.GetValues<ReportStatus>().Where(status => status != ReportStatus.Unspecified).Select(status =>
        {
            var (text, next) = ReportStatuses.Words(status);
            return $"{status} | {text} | {next}\n";
        });

        Assert.Equal(Words, string.Concat(table));
    }

    [Fact]
    public void A_report_without_a_status_is_a_bug() => Assert.Throws<InvalidOperationException>(() => ReportStatuses.Words(ReportStatus.Unspecified));
}
