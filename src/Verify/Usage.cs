namespace Netralitas.Verify;

/// <summary>How the program is called, for the person who has a receipt.</summary>
internal static class Usage
{
    internal const string Text =
        """
        netralitas-verify BERKAS --keys BERKAS-KUNCI [--erasure BERKAS] [--roll BERKAS] [--log-url ALAMAT | --log-folder FOLDER] [--json]
            Memeriksa tanda terima ikrar atau laporan tanpa jaringan. Dengan --log-url, catatan publik yang sekarang ikut dibandingkan.
            Dengan --erasure, diperiksa pula bukti bahwa isinya telah dihapus; dengan --roll, bukti bahwa tanda tangan ini ada pada daftar yang dikunci.

        netralitas-verify roll BERKAS --keys BERKAS-KUNCI [--json]
            Memeriksa daftar yang dikunci, tanpa nama siapa pun: menghitung ulang segelnya dan berapa orang yang berikrar.

        netralitas-verify monitor --keys BERKAS-KUNCI (--log-url ALAMAT | --log-folder FOLDER) [--state BERKAS] [--counts BERKAS] [--dummies BERKAS] [--rate JUMLAH] [--json]
            Membaca seluruh catatan publik, menghitung ulang semuanya, dan membandingkannya dengan jumlah yang diumumkan.
            Dengan --dummies, berkas dari auditor Bawaslu pusat, catatan laporan yang terbukti kosong dikurangkan: sisanya adalah jumlah laporan per hari.

        Hasil: 0 sah, 1 tidak sah, 2 perintah atau berkas tidak terbaca, 3 catatan publik tidak dapat dihubungi.
        """;
}
