using Netralitas.Elections.Clocks;
using Netralitas.Geography;

namespace Netralitas.Elections.Tests.Clocks;

/// <summary>
/// Writes the history of a clock down in words: <c>start 2024-12-02 09:00; pause 2024-12-03 10:00; transfer 2024-12-04 08:00 35.75; stop …</c>,
/// in local time of the office that handles. Each event names the calendar that was known when it happened.
/// </summary>
internal static class History
{
    internal static ClockEvent[] Of(string rule, string office, string words, ElectionLaw? law = null)
    {
        var (reference, region, events) = (new RuleReference(rule, 1), office, new List<ClockEvent>());
        foreach (var word in words.Split("; ").Select(part => part.Split(' ')))
        {
            var at = Table.Local($"{word[1]} {word[2]}", region);
            var known = (law ?? ElectionLaw.Published).Calendar.AsKnownAt(at).KnownSince;
            region = word.Length > 3 ? word[3] : region;
            events.Add(word[0] switch
            {
                "start" => new ClockStarted(at, reference, known, at, RegionCode.Parse(region)),
                "pause" => new ClockPaused(at, reference, known),
                "resume" => new ClockResumed(at, reference, known),
                "extend" => new ClockExtended(at, reference, known),
                "transfer" => new ClockTransferred(at, reference, known, RegionCode.Parse(region)),
                "revise" => new CalendarRevised(at, reference, known),
                "stop" => new ClockStopped(at, reference, known),
                _ => throw new ArgumentException(word[0]),
            });
        }

        return [.. events];
    }

    internal static Clock Clock(string rule, string office, string words, ElectionLaw? law = null) =>
        Elections.Clocks.Clock.Fold(Of(rule, office, words, law), law ?? ElectionLaw.Published);
}
