using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Tests;

public class WholeReportTests
{
    private static readonly SubmitReportRequest First = new()
    {
        Narrative = "Camat berkampanye.",
        Place = "Lapangan",
        Evidence = { new Evidence { Link = "satu" } },
        Reporter = new Reporter { Phone = "0" },
    };

    [Fact]
    public void What_is_added_takes_the_place_of_what_was_and_lists_are_joined()
    {
        var whole = Whole(First.ToByteArray(), new SubmitReportRequest
        {
            Place = "Alun-alun",
            RegionCode = "35.75",
            Evidence = { new Evidence { Link = "dua" } },
            Reporter = new Reporter { Name = "Siti", Address = "Jalan Contoh 1" },
        }.ToByteArray());

        Assert.Equal(("Camat berkampanye.", "Alun-alun", true), (whole.Report.Narrative, whole.Report.Place, whole.Reporter.IsIdentified));
        Assert.Equal(new Reporter(), whole.Report.Reporter);
        Assert.Equal(["satu", "dua"], whole.Report.Evidence.Select(e => e.Link));
        Assert.Equal("35.75", whole.Region?.Code.ToString());
        Assert.Equal((ReportKind.Laporan, "35.75"), (whole.Classification.Kind, whole.Classification.Office.ToString()));
    }

    [Fact]
    public void Name_and_address_may_come_one_after_the_other()
    {
        var name = new SubmitReportRequest { Reporter = new Reporter { Name = "Siti" } }.ToByteArray();
        var address = new SubmitReportRequest { Reporter = new Reporter { Address = "Jalan Contoh 1" } }.ToByteArray();

        Assert.Equal(ReportKind.InformasiAwal, Whole(First.ToByteArray()).Classification.Kind);
        Assert.Equal(ReportKind.InformasiAwal, Whole(First.ToByteArray(), name).Classification.Kind);
        Assert.Equal(ReportKind.Laporan, Whole(First.ToByteArray(), name, address).Classification.Kind);
    }

    [Fact]
    public void An_adoption_makes_it_a_finding_of_the_office_and_leaves_what_was_sent()
    {
        var whole = Whole(First.ToByteArray(), new OfficeEntry(ReportKind.Temuan, new Office("bawaslu", "35"), "petugas").Before([]));

        var first = First.Clone();
        first.Reporter = new Reporter();
        Assert.Equal(first, whole.Report);
        Assert.Equal((ReportKind.Temuan, "35"), (whole.Classification.Kind, whole.Classification.Office.ToString()));
    }

    [Fact]
    public void A_walk_in_that_its_author_completes_stays_with_the_office_that_took_it()
    {
        var whole = Whole(
            new OfficeEntry(ReportKind.Unspecified, new Office("bawaslu", "75.71"), "petugas").Before(First.ToByteArray()),
            new SubmitReportRequest { RegionCode = "35.75", Reporter = new Reporter { Name = "Siti", Address = "Jalan Contoh 1" } }.ToByteArray());

        Assert.Equal((ReportKind.Laporan, "75.71"), (whole.Classification.Kind, whole.Classification.Office.ToString()));
    }

    private static WholeReport Whole(byte[] first, params byte[][] additions) => WholeReport.Of(first, additions);
}
