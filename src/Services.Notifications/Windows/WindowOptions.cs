using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Windows;

/// <summary>How long notices of confidential reports are held; configuration section <c>Notifications:Windows</c>.</summary>
internal sealed record WindowOptions
{
    /// <summary>
    /// Minutes of a window. Windows begin at midnight UTC and follow each other without a gap, so it divides a day. In Production whole minutes from 5 to 60: in less, few reports share a window;
    /// in more, offices would learn of a report noticeably later than the law's clocks begin.
    /// </summary>
    public double Minutes { get; init; } = 10;

    /// <summary>Seconds between two looks whether a window is over.</summary>
    public double PollSeconds { get; init; } = 1;

    internal TimeSpan Length => TimeSpan.FromMinutes(Minutes);

    internal TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);

    /// <summary>What is wrong with the options, one line each.</summary>
    /// <param name="isProduction">Whether reporters depend on them.</param>
    internal IEnumerable<string> Problems(bool isProduction) =>
    [
        .. Minutes <= 0 || Length.Ticks == 0 || TimeSpan.TicksPerDay % Length.Ticks != 0 ? ["Minutes: more than 0, and a part of a day without a rest."] : Array.Empty<string>(),
        .. isProduction && (Minutes is < 5 or > 60 || !double.IsInteger(Minutes)) ? ["Minutes: a whole number from 5 to 60 in Production."] : Array.Empty<string>(),
        .. PollSeconds <= 0 || Poll > Length ? ["PollSeconds: more than 0, and no more than a window."] : Array.Empty<string>(),
    ];
}

/// <summary>Which notices wait for the end of a window, and when one ends. Pure.</summary>
internal static class WindowRules
{
    /// <summary>The end of the last window that is over.</summary>
    /// <param name="now">Now.</param>
    /// <param name="length">Length of a window; divides a day.</param>
    internal static DateTimeOffset LastEnd(DateTimeOffset now, TimeSpan length) => new(now.UtcTicks - (now.UtcTicks % length.Ticks), TimeSpan.Zero);

    /// <summary>Whether a notice of a kind waits for the end of a window.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="isConfidential">Whether it is about an anonymous or confidential report.</param>
    /// <remarks>
    /// All that a report's events tell. What climbs does so a fixed time after the end of the window in which it was told, and a digest holds only what was told: both say no more of the hour than the window did.
    /// A forwarding names no report; that one is overdue is told weeks after, at midnight.
    /// </remarks>
    internal static bool Holds(NoticeKind kind, bool isConfidential) => isConfidential && kind switch
    {
        NoticeKind.ReportReceived or NoticeKind.ReportStatusChanged or NoticeKind.ReportRegistered or NoticeKind.ReportNotRegistered or NoticeKind.CompletionRequested or NoticeKind.Invitation
            or NoticeKind.Decision or NoticeKind.TransferToAcknowledge or NoticeKind.TransferProgressed or NoticeKind.CaseDeadlineApproached or NoticeKind.CaseDeadlinePassed => true,
        _ => false,
    };
}
