using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Tests;

/// <summary>What a report is taken in as. LAW-REP-01, LAW-REP-03, and LAW-REP-04: who may report decides on nothing at intake.</summary>
public class ReportKindsTests
{
    private const string Kinds = """
        anonymous | InformasiAwal
        name and address | Laporan
        name alone | InformasiAwal
        address alone | InformasiAwal
        a dash for a name | InformasiAwal
        a name that is none | InformasiAwal
        spaces for an address | InformasiAwal
        everything but name and address | InformasiAwal

        """;

    [Fact]
    public void Name_and_address_make_a_report_and_nothing_else_does()
    {
        var table = string.Concat(new (string Case, Reporter? Reporter)[]
        {
            ("anonymous", null),
            ("name and address", new Reporter { Name = "Siti", Address = "Jalan Contoh 1" }),
            ("name alone", new Reporter { Name = "Siti" }),
            ("address alone", new Reporter { Address = "Jalan Contoh 1" }),
            ("a dash for a name", new Reporter { Name = "-", Address = "Jalan Contoh 1" }),
            ("a name that is none", new Reporter { Name = " ANONIM ", Address = "Jalan Contoh 1" }),
            ("spaces for an address", new Reporter { Name = "Siti", Address = "  " }),
            ("everything but name and address", new Reporter { Phone = "0", Email = "a@b", BirthPlace = "Ambon", BornOn = "1990-01-01", Sex = "P", Occupation = "Guru", Citizenship = "WNI" }),
        }.Select(row => $"{row.Case} | {ReportKinds.Of(new SubmitReportRequest { Narrative = "curang", Reporter = row.Reporter })}\n"));

        Assert.Equal(Kinds, table);
    }

    [Fact]
    public void In_whatever_capacity_somebody_reports_and_whatever_way_it_came_the_kind_is_the_same()
    {
        foreach (var capacity in Enum.GetValues<ReporterCapacity>())
        {
            foreach (var channel in Enum.GetValues<ReportChannel>())
            {
                var named = new SubmitReportRequest { Channel = channel, Reporter = new Reporter { Name = "Siti", Address = "Jalan Contoh 1", Capacity = capacity } };
                var nameless = new SubmitReportRequest { Channel = channel, Reporter = new Reporter { Capacity = capacity } };

                Assert.Equal((ReportKind.Laporan, ReportKind.InformasiAwal), (ReportKinds.Of(named), ReportKinds.Of(nameless)));
            }
        }
    }

    [Fact]
    public void Each_kind_has_words_and_a_report_without_one_is_a_bug()
    {
        var words = Enum.GetValues<ReportKind>().Where(kind => kind != ReportKind.Unspecified).Select(ReportKinds.Words);

        Assert.Equal(["Laporan", "Informasi awal", "Temuan", "Laporan hasil pengawasan"], words);
        Assert.Throws<InvalidOperationException>(() => ReportKinds.Words(ReportKind.Unspecified));
    }
}
