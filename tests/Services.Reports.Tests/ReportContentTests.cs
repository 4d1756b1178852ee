using Google.Protobuf;
using Google.Protobuf.Reflection;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Tests;

public class ReportContentTests
{
    private const string Id = "0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44";

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\r\n\t\u00a0")]
    [InlineData("...?!")]
    [InlineData("- / - / -")]
    public void Punctuation_and_spaces_alone_are_an_empty_report_wherever_they_stand(string text)
    {
        foreach (var (_, request) in WithOneField(text))
        {
            Assert.True(ReportContent.IsEmpty(request));
        }

        Assert.True(ReportContent.IsEmpty(new SubmitReportRequest { RequestId = Id, Narrative = text }));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("... a")]
    [InlineData("ꦧꦱꦗꦮ")]
    [InlineData("𝐂𝐚𝐦𝐚𝐭 tidak netral")]
    [InlineData("𝐂𝐚𝐦𝐚𝐭")]
    [InlineData("\U00011F04")]
    [InlineData("👍")]
    public void One_letter_digit_or_picture_in_any_field_and_any_script_is_a_report(string text)
    {
        var empty = WithOneField(text).Where(one => ReportContent.IsEmpty(one.Request)).Select(one => one.Field);

        Assert.Empty(empty);
    }

    [Fact]
    public void Every_field_of_a_report_that_holds_words_is_read()
    {
        var fields = WithOneField("a").Select(one => one.Field);

        Assert.Equal(
        [
            "narrative",
            "reporter.name", "reporter.address", "reporter.phone", "reporter.email", "reporter.birth_place", "reporter.born_on", "reporter.sex", "reporter.occupation", "reporter.citizenship",
            "respondents.name", "respondents.number", "respondents.position", "respondents.agency", "respondents.address", "respondents.phone",
            "respondents.place", "respondents.photo", "respondents.description",
            "region_code", "place", "happened_on", "known_on",
            "witnesses.name", "witnesses.contact", "witnesses.address", "witnesses.phone", "evidence.link", "evidence.description", "contest", "event",
        ], fields);
    }

    [Fact]
    public void What_was_chosen_from_a_list_alone_is_an_empty_report() =>
        Assert.True(ReportContent.IsEmpty(new SubmitReportRequest
        {
            Channel = ReportChannel.Web,
            Reporter = new Reporter { Capacity = ReporterCapacity.Voter },
            Respondents = { new Respondent() },
        }));

    [Fact]
    public void A_uuid_is_the_request_key_however_it_is_written()
    {
        var expected = Guid.Parse(Id);

        Assert.Equal(expected, Key(Id));
        Assert.Equal(expected, Key($"  {Id.ToUpperInvariant()} "));
        Assert.Equal(expected, Key("0198f0b26c1e7d6a9d513b1f0c2a7e44"));
    }

    [Fact]
    public void Any_other_id_gives_the_same_key_each_time_and_none_gives_a_new_one()
    {
        // SHA-256 of "laporan-1", first 16 bytes.
        Assert.Equal(Guid.Parse("0b240bf3-d4eb-2e09-960f-3481b0fbdac3"), Key("laporan-1"));
        Assert.Equal(Key("laporan-1"), Key(" laporan-1 "));
        Assert.NotEqual(Key("laporan-1"), Key("laporan-2"));
        Assert.NotEqual(Key(""), Key(""));
        Assert.NotEqual(Key(" "), Key(" "));
    }

    [Fact]
    public void The_hash_is_of_the_content_alone()
    {
        var report = Whole();
        var first = ReportContent.Of(report);
        var again = report.Clone();
        again.RequestId = "lain";
        var other = report.Clone();
        other.Narrative += ".";

        Assert.Equal(first.Hash, ReportContent.Of(again).Hash);
        Assert.Equal(first.Bytes, ReportContent.Of(again).Bytes);
        Assert.NotEqual(first.Hash, ReportContent.Of(other).Hash);
        Assert.Equal(32, first.Hash.Length);
    }

    [Fact]
    public void What_was_received_can_be_read_again_and_only_its_id_is_left_out()
    {
        var report = Whole();
        var expected = report.Clone();
        expected.RequestId = "";

        Assert.Equal(expected, SubmitReportRequest.Parser.ParseFrom(ReportContent.Of(report).Bytes));
        Assert.Equal(Id, report.RequestId);
    }

    [Theory]
    [InlineData("75.71", "75.71")]
    [InlineData(" 75.71.05.1003 ", "75.71.05.1003")]
    [InlineData("00", "00")]
    [InlineData("", null)]
    [InlineData("75.72", null)]
    [InlineData("Gorontalo", null)]
    public void A_region_that_does_not_exist_is_accepted_as_none(string typed, string? region)
    {
        var content = ReportContent.Of(new SubmitReportRequest { RegionCode = typed, Narrative = "a" });

        Assert.Equal(region, content.Region?.Code.ToString());
    }

    private static Guid Key(string requestId) => ReportContent.Of(new SubmitReportRequest { RequestId = requestId }).RequestKey;

    private static SubmitReportRequest Whole() => new()
    {
        RequestId = Id,
        Narrative = "Camat mengajak memilih.",
        Reporter = new Reporter { Name = "A", Address = "B" },
        Respondents = { new Respondent { Position = "Camat" } },
        RegionCode = "75.71",
        HappenedOn = "2024-09-20",
        KnownOn = "2024-09-21",
        Evidence = { new Evidence { Description = "foto" } },
    };

    /// <summary>One request for each string field of the contract (the id apart), with the text in that field alone.</summary>
    private static IEnumerable<(string Field, SubmitReportRequest Request)> WithOneField(string text)
    {
        foreach (var field in SubmitReportRequest.Descriptor.Fields.InDeclarationOrder().Where(f => f.Name != "request_id" && f.FieldType != FieldType.Enum))
        {
            if (field.FieldType == FieldType.String)
            {
                yield return (field.Name, With(field, text));
                continue;
            }

            foreach (var inner in field.MessageType.Fields.InDeclarationOrder().Where(f => f.FieldType != FieldType.Enum))
            {
                Assert.Equal(FieldType.String, inner.FieldType);
                var part = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                inner.Accessor.SetValue(part, text);
                yield return ($"{field.Name}.{inner.Name}", With(field, part));
            }
        }
    }

    private static SubmitReportRequest With(FieldDescriptor field, object value)
    {
        var request = new SubmitReportRequest();
        if (field.IsRepeated)
        {
            ((System.Collections.IList)field.Accessor.GetValue(request)).Add(value);
        }
        else
        {
            field.Accessor.SetValue(request, value);
        }

        return request;
    }
}
