using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Tests;

public class OfficeEntryTests
{
    private static readonly SubmitReportRequest Sent = new() { Narrative = "Camat berkampanye.", RegionCode = "35.75", Contest = "Pilwali" };

    private const string Classified = """
        a citizen | InformasiAwal | 35.75 | PW
        on a citizen's behalf, elsewhere | InformasiAwal | 75.71 | PW
        a finding of the province | Temuan | 35 | PW
        a note of the centre | Lhp | 00 | PW
        an office of no known region | Temuan | 00 | PW

        """;

    [Fact]
    public void What_an_office_took_in_is_of_its_kind_and_counted_by_the_office()
    {
        var table = string.Concat(new (string Case, OfficeEntry? Entry)[]
        {
            ("a citizen", null),
            ("on a citizen's behalf, elsewhere", Entry(ReportKind.Unspecified, "75.71")),
            ("a finding of the province", Entry(ReportKind.Temuan, "35")),
            ("a note of the centre", Entry(ReportKind.Lhp, "00")),
            ("an office of no known region", Entry(ReportKind.Temuan, "99.99")),
        }.Select(row =>
        {
            var content = ReportContent.Of(Sent, row.Entry);
            Assert.Equal(content.Classification, Classification.OfStored(content.Bytes));
            return $"{row.Case} | {content.Classification.Kind} | {content.Classification.Office} | {content.Classification.Contest}\n";
        }));

        Assert.Equal(Classified, table);
    }

    [Fact]
    public void What_is_read_is_what_was_written_whoever_entered_it()
    {
        foreach (var person in new[] { "", "petugas-1", "ꦥꦼꦠꦸꦒꦱ꧀", new string('p', 1000) })
        {
            var entry = new OfficeEntry(ReportKind.Lhp, new Office("bawaslu", "75.71.05.1003"), person);

            Assert.Equal((entry, Sent), OfficeEntry.Read(entry.Before(Sent.ToByteArray())));
            var paper = entry with { HandedOverAt = new DateTimeOffset(2024, 10, 1, 2, 3, 4, 5, 6, TimeSpan.Zero) };
            Assert.Equal((paper, Sent), OfficeEntry.Read(paper.Before(Sent.ToByteArray())));
            Assert.Equal(paper, OfficeEntry.Of(paper.Before(Sent.ToByteArray())));
        }

        Assert.Equal(1000, OfficeEntry.Read(Entry(ReportKind.Lhp, "35", new string('p', 1001)).Before([])).Entry!.EnteredBy.Length);
    }

    [Fact]
    public void What_a_reporter_sends_never_reads_as_an_offices_entry()
    {
        // A message with an unknown field, of every number and form that a client can send in one byte of tag.
        foreach (var tag in Enumerable.Range(8, 248))
        {
            var sent = TryParse([(byte)tag, 0, 0, 0, 0, 0, 0, 0, 0, 0]) ?? TryParse([(byte)tag, 0]) ?? TryParse([(byte)tag, 1, (byte)'a']);
            if (sent is not null)
            {
                Assert.Null(OfficeEntry.Read(ReportContent.Of(sent).Bytes).Entry);
            }
        }

        Assert.Null(OfficeEntry.Read(ReportContent.Of(new SubmitReportRequest()).Bytes).Entry);
        Assert.Throws<InvalidProtocolBufferException>(() => SubmitReportRequest.Parser.ParseFrom(Entry(ReportKind.Temuan, "35").Before([])));
    }

    [Fact]
    public void The_same_report_of_another_person_is_another_content()
    {
        var one = ReportContent.Of(Sent, Entry(ReportKind.Temuan, "35"));

        Assert.Equal(one.Hash, ReportContent.Of(Sent, Entry(ReportKind.Temuan, "35")).Hash);
        Assert.NotEqual(one.Hash, ReportContent.Of(Sent, Entry(ReportKind.Temuan, "35", "lain")).Hash);
        Assert.NotEqual(one.Hash, ReportContent.Of(Sent).Hash);
    }

    private static OfficeEntry Entry(ReportKind kind, string region, string person = "petugas") => new(kind, new Office("bawaslu", region), person);

    private static SubmitReportRequest? TryParse(byte[] bytes)
    {
        try
        {
            return SubmitReportRequest.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
