using System.Globalization;
using Netralitas.Geography;

namespace Netralitas.Services.Notifications.Digests;

/// <summary>When notices go out that an office wants together; configuration section <c>Notifications:Digest</c>.</summary>
internal sealed record DigestOptions
{
    /// <summary>Local times of the day as HH:mm; 07:30 and 15:30 when none is given.</summary>
    public IReadOnlyList<string> At { get; init; } = [];

    /// <summary>Seconds between two looks for what is due.</summary>
    public double PollSeconds { get; init; } = 5;

    internal TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);

    /// <summary>The times in their order.</summary>
    /// <exception cref="InvalidOperationException">A text that is no time.</exception>
    internal IReadOnlyList<TimeOnly> Times =>
        [.. (At.Count == 0 ? ["07:30", "15:30"] : At).Select(text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time : throw new InvalidOperationException($"Notifications:Digest:At has '{text}', which is no time as HH:mm.")).Distinct().Order()];

    /// <summary>The first of the times that is after an instant. Pure.</summary>
    /// <param name="times">Local times in their order, at least one.</param>
    /// <param name="now">The instant.</param>
    /// <param name="zone">Zone of the office.</param>
    /// <returns>An instant in UTC.</returns>
    internal static DateTimeOffset Next(IReadOnlyList<TimeOnly> times, DateTimeOffset now, IndonesianTimeZone zone)
    {
        var today = zone.LocalDate(now);
        return times.Select(time => zone.LocalDateTime(today, time)).Append(zone.LocalDateTime(today.AddDays(1), times[0])).First(at => at > now).ToUniversalTime();
    }
}
