using Netralitas.Geography;
using Netralitas.Testing;

namespace Netralitas.Documents.Tests;

/// <summary>Documents on paper: what they say, how they go on over pages, and the codes on them.</summary>
public class PrintedDocumentTests
{
    private const double Margin = 56;
    private const double PageWidth = 595;

    private const string LongTitle =
        "Deklarasi dan Penandatanganan Pakta Integritas Netralitas Aparatur Sipil Negara, Kepala Desa, Lurah, dan Perangkat Desa dalam Pemilihan Gubernur dan Wakil Gubernur, Bupati dan Wakil "
        + "Bupati, serta Wali Kota dan Wakil Wali Kota Serentak Tahun 2024 se-Kabupaten Hulu Sungai Selatan Provinsi Kalimantan Selatan";

    private static readonly (string, double)[] Columns = [("No.", 7), ("Nama", 34), ("Jabatan", 28), ("Unit atau instansi", 30)];

    [Fact]
    public void Every_text_is_printed_and_what_is_long_is_broken_into_lines_of_the_page()
    {
        var word = new string('Q', 150);
        var file = PrintedDocument.Make(LongTitle, "Kaki", page =>
        {
            page.Emphasis(LongTitle);
            page.Paragraph("Satu\ndua\ttiga");
            page.Facts(("Nama", "Ir. H. Raden Mas Contoh Panjang Sekali, S.T., M.Si., Ph.D."), ("Kosong", "  "), ("Kata", word));
        });
        var text = ReadPdf.Text(file);

        Assert.Equal(2, Count(text.ReplaceLineEndings(" "), LongTitle));
        var (left, right) = ReadPdf.Extent(file);
        Assert.InRange(left, Margin, Margin + 1);
        Assert.InRange(right, PageWidth - Margin - 20, PageWidth - Margin + 0.1);
        Assert.Contains("Satu\ndua tiga\n", text, StringComparison.Ordinal);
        Assert.Contains("Nama\nIr. H. Raden Mas Contoh Panjang Sekali, S.T., M.Si., Ph.D.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Kosong", text, StringComparison.Ordinal);
        Assert.Equal(150, text.Count(character => character == 'Q'));
        Assert.Contains("Kaki\nHalaman 1 dari 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_300_rows_goes_on_over_pages_with_its_head_on_each_and_loses_no_row()
    {
        var file = PrintedDocument.Make("Daftar", "Kaki", page =>
            page.Table(Columns, Enumerable.Range(1, 300).Select(n => (IReadOnlyList<string>)[$"{n}", $"Nama-{n:000}", "Kepala Seksi", "Kelurahan Contoh yang Panjang Sekali Namanya"])));
        var pages = ReadPdf.Pages(file);

        // A cell that ran over its column would be read as one with the next.
        Assert.Equal(300, Count(string.Join('\n', pages), "\nKepala Seksi\nKelurahan Contoh yang Panjang\nSekali Namanya"));
        Assert.InRange(pages.Count, 6, 20);
        Assert.All(pages, page => Assert.Equal(1, Count(page, "Unit atau instansi")));
        Assert.All(pages.Index(), page => Assert.Contains($"Halaman {page.Index + 1} dari {pages.Count}", page.Item, StringComparison.Ordinal));
        var text = string.Join('\n', pages);
        Assert.All(Enumerable.Range(1, 300), n => Assert.Equal(1, Count(text, $"Nama-{n:000}")));
    }

    [Fact]
    public void Letters_of_other_scripts_do_not_stop_a_document()
    {
        var file = PrintedDocument.Make("Uji", "Kaki", page => page.Paragraph("Łukasz Αθηνά Иван 王 \ud83d\ude00"));

        Assert.Contains("Łukasz Αθηνά Иван ? ?", ReadPdf.Text(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(1_800)]
    [InlineData(QrCode.MaxLength)]
    public void The_bars_of_a_code_are_its_modules(int length)
    {
        var content = string.Concat(Enumerable.Range(0, length).Select(n => (char)('0' + (n * 7 % 70))));
        var code = QrCode.Of(content);
        var file = PrintedDocument.Make("Uji", "Kaki", page => page.Code(content, "Kode", 300));

        Assert.Equal(PrintedCode.Modules(code), PrintedCode.Drawn(file, code.Size, 300));
    }

    [Fact]
    public void What_no_code_can_hold_is_refused() => Assert.Throws<ArgumentException>(() => QrCode.Of(new string('x', QrCode.MaxLength + 1)));

    [Fact]
    public async Task Many_may_print_at_once()
    {
        var files = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(() => PrintedDocument.Make($"Dokumen {n}", "Kaki", page => page.Paragraph($"Isi {n}")))));

        Assert.All(files.Index(), file => Assert.Contains($"Isi {file.Index}", ReadPdf.Text(file.Item), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Y0ZQ-KWCY-G74Y-G4YF-Q7MY-K2Q0")]
    public void A_receipt_of_a_report_has_the_access_code_only_where_it_is_given(string? accessCode)
    {
        var receipt = new ReportReceipt("SFMC-F6VG-E4T9", new DateTimeOffset(2024, 12, 2, 8, 30, 0, TimeSpan.Zero), IndonesianTimeZone.Wita,
            "dijanjikan termuat paling lambat Rabu, 4 Desember 2024", "bukti", accessCode);
        var text = ReadPdf.Text(receipt.ToPdf());

        Assert.Contains("Tanda Terima Laporan", text, StringComparison.Ordinal);
        Assert.Contains("SFMC-F6VG-E4T9", text, StringComparison.Ordinal);
        Assert.Contains("Senin, 2 Desember 2024 pukul 16.30 WITA", text, StringComparison.Ordinal);
        Assert.Contains("paling lambat Rabu, 4 Desember 2024", text, StringComparison.Ordinal);
        Assert.Equal(accessCode is not null, text.Contains("Y0ZQ-KWCY-G74Y-G4YF-Q7MY-K2Q0", StringComparison.Ordinal));
        Assert.Equal(accessCode is null, text.Contains("Kode akses tidak dicetak", StringComparison.Ordinal));
    }

    [Fact]
    public void A_receipt_of_what_was_handed_over_on_paper_has_both_instants_and_is_dated_by_the_first()
    {
        var receipt = new ReportReceipt("SFMC-F6VG-E4T9", new DateTimeOffset(2024, 12, 2, 8, 30, 0, TimeSpan.Zero), IndonesianTimeZone.Wita, "dijanjikan", "bukti", null);
        var paper = ReadPdf.Text((receipt with { HandedOverAt = new DateTimeOffset(2024, 11, 29, 1, 0, 0, TimeSpan.Zero) }).ToPdf());

        Assert.Contains("Jumat, 29 November 2024 pukul 09.00 WITA", paper, StringComparison.Ordinal);
        Assert.Contains("Dicatat dalam sistem pada", paper, StringComparison.Ordinal);
        Assert.Contains("Senin, 2 Desember 2024 pukul 16.30 WITA", paper, StringComparison.Ordinal);
        Assert.DoesNotContain("Dicatat dalam sistem pada", ReadPdf.Text(receipt.ToPdf()), StringComparison.Ordinal);
    }

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;
}
