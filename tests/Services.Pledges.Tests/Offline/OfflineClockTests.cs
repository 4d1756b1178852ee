using Netralitas.Services.Pledges.Offline;

namespace Netralitas.Services.Pledges.Tests.Offline;

/// <summary>What can be said of the time that a device without a network wrote down.</summary>
public class OfflineClockTests
{
    // Minutes after the export, at which the row was signed by the device's clock, the row above it was, and the file was merged. The export holds for 1,440 minutes.
    private const string Table = """
        signed 0 | above - | merged 60 | Plausible
        signed -5 | above - | merged 60 | Plausible
        signed -6 | above - | merged 60 | Doubtful
        signed 65 | above - | merged 60 | Plausible
        signed 66 | above - | merged 60 | Doubtful
        signed 30 | above 35 | merged 60 | Plausible
        signed 30 | above 36 | merged 60 | Doubtful
        signed 30 | above 10 | merged 60 | Plausible
        signed 1440 | above - | merged 20000 | Plausible
        signed 1441 | above - | merged 20000 | TooLate
        signed 1441 | above - | merged 60 | TooLate

        """;

    [Fact]
    public void A_clock_is_believed_within_five_minutes_and_what_was_signed_after_the_end_does_not_count()
    {
        var export = new DateTimeOffset(2024, 9, 23, 16, 30, 0, TimeSpan.Zero);

        Assert.Equal(Table, string.Concat(Table.Split('\n').SkipLast(1).Select(line =>
        {
            var cells = line.Split(' ', '|').Where(cell => cell.Length > 0).ToArray();
            DateTimeOffset? above = cells[3] == "-" ? null : At(cells[3]);
            return $"signed {cells[1]} | above {cells[3]} | merged {cells[5]} | {OfflineClock.Judge(At(cells[1]), above, export, export.AddMinutes(1_440), At(cells[5]))}\n";
        })));

        DateTimeOffset At(string minutes) => export.AddMinutes(int.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture));
    }
}
