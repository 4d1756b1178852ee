using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Templates;

namespace Netralitas.Services.Notifications.Tests.Templates;

public class TemplateTextTests
{
    [Theory]
    [InlineData("Kepada {{kantor}}: {{judul}}", null)]
    [InlineData("tanpa isian, hanya { dan }", null)]
    [InlineData("{{nama_pelapor}}", "nama_pelapor")]
    [InlineData("{{Judul}}", "kurung kurawal")]
    [InlineData("{{ judul }}", "kurung kurawal")]
    [InlineData("{{judul", "kurung kurawal")]
    [InlineData("judul}}", "kurung kurawal")]
    [InlineData("{{{judul}}}", null)]
    [InlineData("{{{{judul}}}}", "kurung kurawal")]
    public void Only_fields_that_every_notice_has_may_be_named(string text, string? said)
    {
        var fault = TemplateText.FaultOf(text, TemplateFields.Names);

        Assert.Equal(said is null, fault is null);
        Assert.Contains(said ?? "", fault ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_put_in_as_it_is_and_never_read_as_a_field()
    {
        var values = new Dictionary<string, string> { ["judul"] = "{{isi}} <b>", ["isi"] = "x" };

        Assert.Equal("{{isi}} <b> x", TemplateText.Fill("{{judul}} {{isi}}", values, value => value));
        Assert.Equal("{{isi}} &lt;b&gt; x", TemplateText.Fill("{{judul}} {{isi}}", values, System.Net.WebUtility.HtmlEncode));
    }

    [Fact]
    public void Nothing_is_sent_with_a_gap() => Assert.Throws<KeyNotFoundException>(() => TemplateText.Fill("{{judul}}", new Dictionary<string, string>(), value => value));

    [Fact]
    public void Every_kind_of_notice_has_words_of_its_own_and_all_shipped_words_can_be_published()
    {
        Assert.All(Enum.GetValues<NoticeKind>().Where(kind => kind is not NoticeKind.Unspecified), kind => Assert.NotNull(ShippedTemplates.Find(ShippedTemplates.NameOf(kind))));
        Assert.All(ShippedTemplates.All, shipped => Assert.Empty(TemplateFields.FaultsOf(
            new TemplateWords { Subject = shipped.Template.Subject, Text = shipped.Template.Text, Html = shipped.Template.Html, ShortText = shipped.Template.ShortText })));
        Assert.Equal(
            Enum.GetValues<NoticeKind>().Where(kind => kind is not NoticeKind.Unspecified).Select(ShippedTemplates.NameOf).Order(StringComparer.Ordinal),
            ShippedTemplates.All.Select(shipped => shipped.Template.Kind));
    }

    [Fact]
    public void A_notice_gives_every_field_a_value_and_none_tells_when_a_report_came_by_its_id()
    {
        var id = Guid.Parse("0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44");
        var values = TemplateFields.Of(new Notice
        {
            Id = id,
            Office = "bawaslu:75.71",
            Kind = NoticeKind.ReportReceived,
            SubjectId = id,
            SubjectVersion = 1,
            Title = "Judul",
            Body = "Isi",
            RegionCode = null,
            CreatedAt = new DateTimeOffset(2024, 11, 27, 15, 59, 0, TimeSpan.Zero),
        }, "Bawaslu Kota Gorontalo", null);

        Assert.Equal(TemplateFields.Names.Order(), values.Keys.Order());
        Assert.Equal("Rabu, 27 November 2024 pukul 23.59 WITA", values["waktu"]);
        Assert.Equal(("belum diketahui", "3b1f0c2a7e44"), (values["wilayah"], values["nomor_pemberitahuan"]));
        Assert.Equal("tidak tersedia, mohon konfirmasi melalui Netralitas", values["kode_konfirmasi"]);
    }

    [Fact]
    public void A_headline_with_line_breaks_stays_one_line_where_a_line_is_wanted() => Assert.Equal("a b", TemplateFields.OnOneLine("a\r\nb\n"));
}
