using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Intake;

namespace Netralitas.Services.Reports.Tests;

/// <summary>What a status says in words. Received is not registered: LAW-REP-03.</summary>
public class TrackReportTests
{
    private const string Words = """
        Received | Diterima | Laporan Anda tersimpan dan menunggu kajian awal oleh Bawaslu. Diterima belum berarti diregistrasi; kekurangan syarat tidak menghapus laporan.

        """;

    [Fact]
    public void Every_status_that_a_report_can_have_is_told_in_words_with_what_comes_next()
    {
        var table = Enum.GetValues<ReportStatus>().Where(status => status != ReportStatus.Unspecified).Select(status =>
        {
            var (text, next) = IntakeEndpoint.StatusWords(status);
            return $"{status} | {text} | {next}\n";
        });

        Assert.Equal(Words, string.Concat(table));
    }

    [Fact]
    public void A_report_without_a_status_is_a_bug() => Assert.Throws<InvalidOperationException>(() => IntakeEndpoint.StatusWords(ReportStatus.Unspecified));
}
