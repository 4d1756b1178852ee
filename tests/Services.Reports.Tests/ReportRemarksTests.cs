using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Tests;

/// <summary>What a reporter is told is missing; nothing of it refuses a report. LAW-REP-01 and LAW-REP-02.</summary>
public class ReportRemarksTests
{
    private const string Remarks = """
        whole | 
        no reporter | Nama dan alamat pelapor belum lengkap. Laporan tetap diterima sebagai informasi awal; Anda dapat melengkapinya agar menjadi laporan resmi.
        no name | Nama dan alamat pelapor belum lengkap. Laporan tetap diterima sebagai informasi awal; Anda dapat melengkapinya agar menjadi laporan resmi.
        no address | Nama dan alamat pelapor belum lengkap. Laporan tetap diterima sebagai informasi awal; Anda dapat melengkapinya agar menjadi laporan resmi.
        nameless by name | Nama dan alamat pelapor belum lengkap. Laporan tetap diterima sebagai informasi awal; Anda dapat melengkapinya agar menjadi laporan resmi.
        no respondent | Pihak terlapor belum disebut. Tuliskan siapa pun yang Anda ketahui: nama, jabatan, instansi, atau ciri lain.
        a respondent of whom nothing is said | Pihak terlapor belum disebut. Tuliskan siapa pun yang Anda ketahui: nama, jabatan, instansi, atau ciri lain.
        a respondent known by a picture alone | 
        no time | Waktu kejadian belum disebut.
        not known since when | Tanggal Anda mengetahui kejadian belum disebut; batas waktu pelaporan dihitung sejak tanggal itu.
        known by a word | Tanggal Anda mengetahui kejadian belum terbaca. Tuliskan seperti 2024-09-21 agar batas waktu pelaporan dapat dihitung.
        known in the future | Tanggal Anda mengetahui kejadian belum tiba. Periksa kembali tanggal itu.
        known eight days ago | Batas penyampaian laporan Minggu, 29 September 2024 pukul 23.59 WITA: 7 hari kalender sejak diketahui dan/atau ditemukan Minggu, 22 September 2024 (UU 1/2015 Pasal 134 ayat (4)). Batas itu sudah lewat. Laporan tetap diterima dan dapat ditindaklanjuti sebagai informasi awal.
        region code alone | 
        place alone | 
        neither region nor place | Tempat kejadian belum disebut.
        unknown region, with place | Kode wilayah '99.99' tidak dikenal. Laporan diteruskan ke Bawaslu pusat untuk ditentukan wilayahnya.
        unknown region, no place | Tempat kejadian belum disebut.
        unknown region, no place | Kode wilayah '99.99' tidak dikenal. Laporan diteruskan ke Bawaslu pusat untuk ditentukan wilayahnya.
        code of 21 characters | Kode wilayah 'xxxxxxxxxxxxxxxxxxxx…' tidak dikenal. Laporan diteruskan ke Bawaslu pusat untuk ditentukan wilayahnya.
        code cut at a symbol | Kode wilayah 'xxxxxxxxxxxxxxxxxxx…' tidak dikenal. Laporan diteruskan ke Bawaslu pusat untuk ditentukan wilayahnya.
        no account | Uraian kejadian belum ada. Tuliskan apa yang terjadi.
        no account but what happened in one line | 
        no evidence | Bukti belum disebut. Tautan, tangkapan layar, atau saksi membantu pemeriksaan.

        """;

    [Fact]
    public void Each_missing_requirement_is_named_in_words_for_the_reporter()
    {
        var table = Table(
        [
            ("whole", _ => { }),
            ("no reporter", r => r.Reporter = null),
            ("no name", r => r.Reporter.Name = " "),
            ("no address", r => r.Reporter.Address = ""),
            ("nameless by name", r => r.Reporter.Name = " Hamba Allah "),
            ("no respondent", r => r.Respondents.Clear()),
            ("a respondent of whom nothing is said", r => r.Respondents[0] = new Respondent { Name = "-" }),
            ("a respondent known by a picture alone", r => r.Respondents[0] = new Respondent { Photo = "foto di panggung, baju biru" }),
            ("no time", r => r.HappenedOn = " "),
            ("not known since when", r => r.KnownOn = ""),
            ("known by a word", r => r.KnownOn = "kemarin"),
            ("known in the future", r => r.KnownOn = "2024-10-01"),
            ("known eight days ago", r => r.KnownOn = "22-09-2024"),
            ("region code alone", r => r.Place = ""),
            ("place alone", r => r.RegionCode = ""),
            ("neither region nor place", r => (r.RegionCode, r.Place) = ("", " ")),
            ("unknown region, with place", r => r.RegionCode = "99.99"),
            ("unknown region, no place", r => (r.RegionCode, r.Place) = (" 99.99 ", "")),
            ("code of 21 characters", r => r.RegionCode = new string('x', 21)),
            ("code cut at a symbol", r => r.RegionCode = new string('x', 19) + "😀😀"),
            ("no account", r => r.Narrative = "..."),
            ("no account but what happened in one line", r => (r.Narrative, r.Event) = ("", "Camat berkampanye")),
            ("no evidence", r => r.Evidence.Clear()),
        ]);

        Assert.Equal(Remarks, table);
    }

    [Fact]
    public void One_word_alone_is_told_everything_that_is_missing()
    {
        var remarks = RemarksOn(new SubmitReportRequest { Narrative = "curang" }).ToList();

        Assert.Equal(6, remarks.Count);
        Assert.Equal(remarks.Distinct(), remarks);
    }

    private static string Table((string Case, Action<SubmitReportRequest> Change)[] rows) => string.Concat(rows.SelectMany(row =>
    {
        var request = Whole();
        row.Change(request);
        return RemarksOn(request).DefaultIfEmpty("").Select(remark => $"{row.Case} | {remark}\n");
    }));

    private static IEnumerable<string> RemarksOn(SubmitReportRequest request) => ReportRequirements.RemarksOn(request, ReportContent.RegionOf(request), ReportKinds.Of(request), new DateTimeOffset(2024, 9, 30, 15, 0, 0, TimeSpan.Zero));

    private static SubmitReportRequest Whole() => new()
    {
        Narrative = "Camat mengajak memilih.",
        Reporter = new Reporter { Name = "A", Address = "B" },
        Respondents = { new Respondent { Position = "Camat" } },
        RegionCode = "75.71",
        Place = "Kantor camat",
        HappenedOn = "2024-09-20",
        KnownOn = "2024-09-24",
        Contest = "Pilwali",
        Evidence = { new Evidence { Description = "foto" } },
    };
}
