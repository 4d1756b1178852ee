using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Retention;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Retention;

/// <summary>How long a case is kept. Pure.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="KeptUntil">Last local date of the handling office on which the case is kept.</param>
internal sealed record RetentionTerm(RetentionRule Rule, DateOnly KeptUntil)
{
    /// <summary>The class of cases of a status; null while something is still to be done on them, which is never erased [LAW-PDP-02].</summary>
    internal static RetentionClass? ClassOf(ReportStatus status) => status switch
    {
        ReportStatus.PreliminaryInformation => RetentionClass.Information,
        ReportStatus.NotRegistered => RetentionClass.NotRegistered,
        ReportStatus.Withdrawn => RetentionClass.Withdrawn,
        ReportStatus.Referred => RetentionClass.Referred,
        ReportStatus.NoViolation or ReportStatus.Discontinued => RetentionClass.NoViolation,
        ReportStatus.Concluded => RetentionClass.Violation,
        ReportStatus.Received or ReportStatus.InitialReview or ReportStatus.CompletionRequested or ReportStatus.Completed or ReportStatus.Registered or ReportStatus.Clarification
            or ReportStatus.Study or ReportStatus.Plenary or ReportStatus.Violation or ReportStatus.Forwarded or ReportStatus.Joined => null,
        ReportStatus.Unspecified => throw new InvalidOperationException("A case has a status."),
    };

    /// <summary>The term of a case by the rules of a day; null when its class has none, or it has no class.</summary>
    /// <param name="status">Where it stands; of a report that was joined, where the other stands.</param>
    /// <param name="movedAt">When it last moved.</param>
    /// <param name="office">Region of the office that handles it.</param>
    /// <param name="on">Local date whose rules are followed.</param>
    /// <param name="rules">The rules.</param>
    internal static RetentionTerm? Of(ReportStatus status, DateTimeOffset movedAt, RegionCode office, DateOnly on, RetentionRules rules) =>
        ClassOf(status) is { } found && rules.Of(found, on) is var rule && rule.KeptUntil(RegionDirectory.TimeZoneOf(office).LocalDate(movedAt)) is { } until
            ? new RetentionTerm(rule, until) : null;

    /// <summary>The instant before which a case must have moved last to be due on a date anywhere in the country; null when no class has a term.</summary>
    internal static DateTimeOffset? LatestDue(DateOnly on, RetentionRules rules) =>
        Enum.GetValues<RetentionClass>().Select(each => rules.Of(each, on).Years).Min() is { } years ? IndonesianTimeZone.Wib.LocalDateTime(on.AddYears(-years).AddDays(1), TimeOnly.MinValue) : null;
}
