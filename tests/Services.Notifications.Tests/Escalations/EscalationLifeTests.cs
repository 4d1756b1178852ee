using System.Globalization;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Escalations;

namespace Netralitas.Services.Notifications.Tests.Escalations;

/// <summary>LAW-ESC-01: what nobody acknowledges in time climbs office by office.</summary>
public class EscalationLifeTests
{
    private const string Table = """
        offices told answered -> told next
        3       1    no       -> 2    climbs again
        3       2    no       -> 3    AtTop
        3       3    no       -> 3    AtTop
        3       1    yes      -> 1    Answered
        3       2    yes      -> 2    Answered
        2       1    no       -> 2    AtTop
        2       1    yes      -> 1    Answered
        4       1    no       -> 2    climbs again
        4       2    no       -> 3    climbs again
        4       3    no       -> 4    AtTop

        """;

    [Fact]
    public void It_climbs_by_one_office_until_it_is_answered_or_nobody_is_above()
    {
        var asked = Table.Split('\n').Skip(1).SkipLast(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var rows = asked.Select(row =>
        {
            var (step, outcome) = EscalationLife.After(int.Parse(row[1], CultureInfo.InvariantCulture) - 1, int.Parse(row[0], CultureInfo.InvariantCulture), row[2] == "yes");
            return $"{row[0],-7} {row[1],-4} {row[2],-8} -> {step + 1,-4} {outcome?.ToString() ?? "climbs again"}\n";
        });

        Assert.Equal(Table, "offices told answered -> told next\n" + string.Concat(rows));
    }

    [Fact]
    public void Times_are_those_of_the_kind_and_one_office_alone_climbs_nowhere()
    {
        var options = new EscalationOptions { ReportMinutes = 90, DeadlineMinutes = 30 };
        var now = new DateTimeOffset(2024, 11, 20, 1, 0, 0, TimeSpan.Zero);
        IReadOnlyList<Office> line = [new("bawaslu", "75.71"), new("bawaslu", "75"), Office.CentralBawaslu];

        Assert.Equal(now.AddMinutes(90), options.LineOf(NoticeKind.ReportReceived, line, "7K2M9QXD4T0B", now)!.DueAt);
        Assert.Equal(now.AddMinutes(30), options.LineOf(NoticeKind.CaseDeadlinePassed, line, "7K2M9QXD4T0B", now)!.DueAt);
        Assert.Null(options.LineOf(NoticeKind.ReportReceived, [Office.CentralBawaslu], "7K2M9QXD4T0B", now));
        Assert.Empty(new EscalationOptions().Problems());
        Assert.Equal(3, new EscalationOptions { ReportMinutes = 0, DeadlineMinutes = -1, PollSeconds = 0 }.Problems().Count());
    }

    [Fact]
    public void The_office_above_reads_what_was_not_acknowledged_by_whom_since_when_and_what_comes_next()
    {
        var row = Row(NoticeKind.ReportReceived);
        var line = EscalationLife.Offices(row.Line);

        Assert.Equal(
            ("Laporan belum ditanggapi: Kota Gorontalo",
                "Pemberitahuan tentang laporan nomor 7K2M-9QXD-4T0B disampaikan pada 20 November 2024 pukul 09.00 WITA dan belum dikonfirmasi oleh Bawaslu Kota Gorontalo. "
                + "Karena itu pemberitahuan ini naik ke kantor Anda. Konfirmasi pemberitahuan ini di Netralitas, atau pastikan laporannya ditangani; jika tidak, pemberitahuan ini naik ke Bawaslu RI. "
                + "Identitas pelapor dan isi laporan tidak dimuat di sini."),
            EscalationWords.Of(row, line, 1));
        Assert.Equal(
            "Pemberitahuan tentang laporan nomor 7K2M-9QXD-4T0B disampaikan pada 20 November 2024 pukul 09.00 WITA dan belum dikonfirmasi oleh Bawaslu Kota Gorontalo dan Bawaslu Provinsi Gorontalo. "
            + "Karena itu pemberitahuan ini naik ke kantor Anda. Kantor Anda adalah tingkat terakhir. Mohon memastikan laporan ini ditangani. Identitas pelapor dan isi laporan tidak dimuat di sini.",
            EscalationWords.Of(row, line, 2).Body);
        Assert.Equal("Peringatan batas waktu belum ditanggapi: Kota Gorontalo", EscalationWords.Of(Row(NoticeKind.CaseDeadlineApproached), line, 1).Title);
        Assert.Equal("Batas waktu terlewati dan belum ditanggapi: Kota Gorontalo", EscalationWords.Of(Row(NoticeKind.CaseDeadlinePassed), line, 1).Title);
    }

    private static Escalation Row(NoticeKind kind) => new()
    {
        SubjectId = Guid.Empty,
        Kind = kind,
        SubjectVersion = 1,
        Line = "bawaslu:75.71 bawaslu:75 bawaslu:00",
        Step = 0,
        Number = "7K2M9QXD4T0B",
        RegionCode = "75.71",
        Since = new DateTimeOffset(2024, 11, 20, 1, 0, 0, TimeSpan.Zero),
    };
}
