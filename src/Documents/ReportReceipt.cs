using Netralitas.Geography;

namespace Netralitas.Documents;

/// <summary>What the page of a report's receipt says.</summary>
/// <param name="Number">Public number of the report.</param>
/// <param name="ReceivedAt">When it was received.</param>
/// <param name="Zone">The zone in whose time that is told.</param>
/// <param name="Promise">What happens next and until when, in Indonesian words.</param>
/// <param name="AccessCode">The reporter's access code, only when the reporter wants it on paper; null leaves it out.</param>
/// <param name="TrackingAddress">Where the report is followed; null for none. The code is never part of it.</param>
public sealed record ReportReceipt(string Number, DateTimeOffset ReceivedAt, IndonesianTimeZone Zone, string Promise, string? AccessCode, string? TrackingAddress)
{
    private const double CodeSide = 120;

    /// <summary>Makes the page. It names nobody.</summary>
    public byte[] ToPdf() => PrintedDocument.Make("Tanda Terima Laporan", $"Nomor laporan {Number}", Write);

    private void Write(PrintedDocument page)
    {
        page.Facts(
            ("Nomor laporan", Number),
            ("Diterima pada", IndonesianDates.Instant(ReceivedAt, Zone)),
            ("Kode akses", AccessCode ?? ""));
        page.Paragraph("Laporan Anda telah diterima dan tersimpan. Diterima belum berarti diregistrasi.");
        page.Paragraph(Promise);
        page.Paragraph(AccessCode is null
            ? "Kode akses tidak dicetak pada lembar ini. Simpan kode itu di tempat lain: hanya dengan nomor laporan dan kode akses Anda dapat mengikuti laporan ini."
            : "Siapa pun yang memegang lembar ini dapat mengikuti laporan Anda dan menjawab atas nama Anda. Simpan baik-baik, dan jangan difoto atau dibagikan.");
        if (TrackingAddress is { } address)
        {
            page.Code(address, "Alamat untuk mengikuti laporan. Kode akses tidak ada di dalamnya.", CodeSide);
        }
    }
}
