using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Notifications.Escalations;

/// <summary>How long an office has to acknowledge before the office above is told; configuration section <c>Notifications:Escalation</c>.</summary>
/// <remarks>No law sets these times [LAW-ESC-01]; they are short beside the two days of the first study.</remarks>
internal sealed record EscalationOptions
{
    /// <summary>Minutes for a report that was received, at each office.</summary>
    public double ReportMinutes { get; init; } = 720;

    /// <summary>Minutes for a term that is near its end or past it, at each office.</summary>
    public double DeadlineMinutes { get; init; } = 240;

    /// <summary>Seconds between two looks for what is due.</summary>
    public double PollSeconds { get; init; } = 5;

    internal TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);

    /// <summary>How long an office has for a notice of a kind that climbs.</summary>
    internal TimeSpan Within(NoticeKind kind) => TimeSpan.FromMinutes(kind is NoticeKind.ReportReceived ? ReportMinutes : DeadlineMinutes);

    /// <summary>What a notice needs to climb; null where the line has one office, above which nobody is.</summary>
    /// <param name="kind">Kind of the notice.</param>
    /// <param name="line">Offices from the nearest to the centre.</param>
    /// <param name="number">Public number of the report.</param>
    /// <param name="now">When the first office is told.</param>
    internal ClimbingLine? LineOf(NoticeKind kind, IReadOnlyList<Office> line, string number, DateTimeOffset now) =>
        EscalationLife.Climbs(kind) && line.Count > 1 ? new ClimbingLine(line, number, now + Within(kind)) : null;

    /// <summary>What is wrong with the options, one line each.</summary>
    internal IEnumerable<string> Problems() =>
    [
        .. ReportMinutes <= 0 ? ["ReportMinutes: more than 0."] : Array.Empty<string>(),
        .. DeadlineMinutes <= 0 ? ["DeadlineMinutes: more than 0."] : Array.Empty<string>(),
        .. PollSeconds <= 0 ? ["PollSeconds: more than 0."] : Array.Empty<string>(),
    ];
}
