using Netralitas.Geography;

namespace Netralitas.Documents;

/// <summary>What the page of a report's receipt says.</summary>
/// <param name="Number">Public number of the report.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Zone">The zone in whose time that is told.</param>
/// <param name="Standing">Where its entry in the public log stands, in Indonesian words.</param>
/// <param name="Proof">The proof or promise of the public log, as a file; null for none.</param>
/// <param name="AccessCode">The reporter's access code, only when the reporter wants it on paper; null leaves it out.</param>
public sealed record ReportReceipt(string Number, DateTimeOffset ReceivedAt, IndonesianTimeZone Zone, string Standing, string? Proof, string? AccessCode)
{
    /// <summary>When it was handed over on paper, if it was typed in later: it counts as received then. Null otherwise.</summary>
    public DateTimeOffset? HandedOverAt { get; init; }

    /// <summary>Side of the code on the page, in points.</summary>
    public const double CodeSide = 300;

    /// <summary>Makes the page. It names nobody.</summary>
    public byte[] ToPdf() => PrintedDocument.Make("Tanda Terima Laporan", $"Nomor laporan {Number}", Write);

    private void Write(PrintedDocument page)
    {
        page.Facts(
            ("Nomor laporan", Number),
            ("Diterima pada", IndonesianDates.Instant(HandedOverAt ?? ReceivedAt, Zone)),
            ("Dicatat dalam sistem pada", HandedOverAt is null ? "" : IndonesianDates.Instant(ReceivedAt, Zone)),
            ("Kode akses", AccessCode ?? ""),
            ("Catatan publik", Standing));
        page.Paragraph("Laporan Anda telah diterima dan tersimpan. Diterima belum berarti diregistrasi.");
        page.Paragraph(AccessCode is null
            ? "Kode akses tidak dicetak pada lembar ini. Simpan kode itu di tempat lain: hanya dengan nomor laporan dan kode akses Anda dapat mengikuti laporan ini."
            : "Siapa pun yang memegang lembar ini dapat mengikuti laporan Anda dan menjawab atas nama Anda. Simpan baik-baik, dan jangan difoto atau dibagikan.");
        if (Proof is null || System.Text.Encoding.UTF8.GetByteCount(Proof) > QrCode.MaxLength)
        {
            page.Paragraph("Bukti pada catatan publik terlalu panjang untuk satu kode QR. Ambil berkasnya dengan nomor laporan dan kode akses Anda, dan simpan bersama lembar ini.");
            return;
        }

        page.Paragraph("Kode QR di bawah ini adalah bukti bahwa laporan ini diterima. Pindai, simpan isinya sebagai berkas bukti-laporan.tlog-proof, lalu periksa dengan netralitas-verify, tanpa jaringan dan tanpa bertanya "
            + "kepada siapa pun. Di dalamnya tidak ada nama, isi laporan, maupun kode akses.");
        page.Code(Proof, "Bukti laporan (C2SP tlog-proof)", CodeSide);
    }
}
