using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Review;

/// <summary>What can happen to a case.</summary>
internal enum CaseStep
{
    /// <summary>An officer takes it; the first to take it begins the first study.</summary>
    Claim,

    /// <summary>It is given back.</summary>
    Release,

    /// <summary>An officer says which contest it is of.</summary>
    AssignContest,

    /// <summary>The office judges the requirements.</summary>
    Review,

    /// <summary>The reporter is asked to complete the report.</summary>
    RequestCompletion,

    /// <summary>The reporter, or the office that adopts it, adds to the report.</summary>
    Add,

    /// <summary>It is registered.</summary>
    Register,

    /// <summary>It is not registered, for another reason than what it lacks.</summary>
    Decline,

    /// <summary>It is not registered for what it lacks, and kept as informasi awal.</summary>
    KeepAsInformation,

    /// <summary>The reporter withdraws it.</summary>
    Withdraw,

    /// <summary>The time of handling is extended for additional statements.</summary>
    Extend,

    /// <summary>People are invited or heard.</summary>
    Clarify,

    /// <summary>The office writes its study.</summary>
    Study,

    /// <summary>The study is put before the plenary.</summary>
    Submit,

    /// <summary>Acts are qualified.</summary>
    Qualify,

    /// <summary>The plenary finds a violation.</summary>
    FindViolation,

    /// <summary>The plenary finds none.</summary>
    FindNoViolation,

    /// <summary>The plenary ends the handling.</summary>
    Discontinue,

    /// <summary>The reporter tells the office something.</summary>
    Message,

    /// <summary>The office asks the reporter something.</summary>
    Ask,

    /// <summary>The office tells the reporter something.</summary>
    Reply,

    /// <summary>The office has read what the reporter told.</summary>
    ReadMessages,
}

/// <summary>The whole life of a case. Pure; nothing else decides on a status.</summary>
/// <remarks>
/// Statuses as Bawaslu's practice has them. A report is withdrawn before registration only; after it the case goes on [LAW-REP-05].
/// That the reporter is asked once, and that informasi awal which grows is studied anew, is ours [D].
/// </remarks>
internal static class CaseLife
{
    /// <summary>The status after a step; null when there is no such step.</summary>
    internal static ReportStatus? After(ReportStatus from, CaseStep step) => from switch
    {
        ReportStatus.Received => FromReceived(step),
        ReportStatus.InitialReview or ReportStatus.Completed => UnderReview(from, step),
        ReportStatus.CompletionRequested => WaitingForReporter(step),
        ReportStatus.PreliminaryInformation => KeptAsInformation(step),
        ReportStatus.Registered or ReportStatus.Clarification or ReportStatus.Study => Handled(from, step),
        ReportStatus.Plenary => BeforePlenary(step),
        ReportStatus.NotRegistered or ReportStatus.Withdrawn or ReportStatus.Violation or ReportStatus.NoViolation or ReportStatus.Discontinued => null,
        ReportStatus.Unspecified => throw new InvalidOperationException("A case has a status."),
    };

    private static ReportStatus? FromReceived(CaseStep step) => step switch
    {
        CaseStep.Claim => ReportStatus.InitialReview,
        CaseStep.Add => ReportStatus.Received,
        CaseStep.Withdraw => ReportStatus.Withdrawn,
        CaseStep.Message => ReportStatus.Received,
        CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => null,
        CaseStep.Release or CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation
            or CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify
            or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue => null,
    };

    private static ReportStatus? UnderReview(ReportStatus from, CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release or CaseStep.AssignContest or CaseStep.Review or CaseStep.Add => from,
        CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => from,
        CaseStep.RequestCompletion => from == ReportStatus.InitialReview ? ReportStatus.CompletionRequested : null,
        CaseStep.Register => ReportStatus.Registered,
        CaseStep.Decline => ReportStatus.NotRegistered,
        CaseStep.KeepAsInformation => ReportStatus.PreliminaryInformation,
        CaseStep.Withdraw => ReportStatus.Withdrawn,
        CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify
            or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue => null,
    };

    private static ReportStatus? WaitingForReporter(CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release or CaseStep.AssignContest or CaseStep.Review => ReportStatus.CompletionRequested,
        CaseStep.Add => ReportStatus.Completed,
        CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => ReportStatus.CompletionRequested,
        CaseStep.Decline => ReportStatus.NotRegistered,
        CaseStep.KeepAsInformation => ReportStatus.PreliminaryInformation,
        CaseStep.Withdraw => ReportStatus.Withdrawn,
        CaseStep.RequestCompletion or CaseStep.Register or CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify
            or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue => null,
    };

    private static ReportStatus? KeptAsInformation(CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release => ReportStatus.PreliminaryInformation,
        CaseStep.Add => ReportStatus.InitialReview,
        CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => ReportStatus.PreliminaryInformation,
        CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation or CaseStep.Withdraw
            or CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify
            or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue => null,
    };

    private static ReportStatus? Handled(ReportStatus from, CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release or CaseStep.Extend or CaseStep.Qualify => from,
        CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => from,
        CaseStep.Clarify => ReportStatus.Clarification,
        CaseStep.Study => ReportStatus.Study,
        CaseStep.Submit => from == ReportStatus.Study ? ReportStatus.Plenary : null,
        CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Add or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation
            or CaseStep.Withdraw or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue => null,
    };

    private static ReportStatus? BeforePlenary(CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release or CaseStep.Extend or CaseStep.Qualify => ReportStatus.Plenary,
        CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => ReportStatus.Plenary,
        CaseStep.Study => ReportStatus.Study,
        CaseStep.FindViolation => ReportStatus.Violation,
        CaseStep.FindNoViolation => ReportStatus.NoViolation,
        CaseStep.Discontinue => ReportStatus.Discontinued,
        CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Add or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation
            or CaseStep.Withdraw or CaseStep.Clarify or CaseStep.Submit => null,
    };
}
