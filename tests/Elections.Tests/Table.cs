using System.Globalization;
using Netralitas.Elections.Calendars;
using Netralitas.Elections.Clocks;
using Netralitas.Elections.Contests;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests;

/// <summary>Prints a rule row by row, so that the whole of it is compared at once, and reads the short forms that the rows are written in.</summary>
internal static class Table
{
    /// <summary>An instant by which all published rows are known.</summary>
    internal static readonly DateTimeOffset Now = Instant("2026-11-22T00:00+07:00");

    /// <summary>The input of each line, with what it gives after it.</summary>
    internal static string Filled(string table, Func<string[], string> answer) => Joined(table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(" -> ")[0])
        .Select(input => $"{input} -> {answer(input.Split(" | "))}"));

    internal static string Joined(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    internal static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Print(DateOnly date) => date.ToString("ddd yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads 2024-12-02T09:00+08:00.</summary>
    internal static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture);

    /// <summary>Reads 2024-12-02 09:00, local time of a region.</summary>
    internal static DateTimeOffset Local(string text, string region) => new(
        DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), RegionDirectory.TimeZoneOf(RegionCode.Parse(region)).Offset());

    internal static string PrintLocal(DateTimeOffset instant, string region) => instant
        .ToOffset(RegionDirectory.TimeZoneOf(RegionCode.Parse(region)).Offset())
        .ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    internal static ClockRule Rule(string id) => ClockRules.Published[new RuleReference(id, 1)];

    internal static Contest Contest(string id) => ElectionSchedule.Published.Contests.Single(contest => contest.Id == id);

    internal static Citation Decree(string basis) => new(basis, "https://example.org", Mark.Derived, "LAW-CAL-01");

    internal static Holiday Holiday(
        string date, string known, HolidayEffect effect = HolidayEffect.Ditetapkan, HolidayKind kind = HolidayKind.LiburNasional, string region = "00") =>
        new(Date(date), kind, RegionCode.Parse(region), effect, "Hari Contoh", Instant(known), Decree("Keppres Contoh"));
}
