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

    /// <summary>It is handed over to another office, which is to acknowledge it.</summary>
    Transfer,

    /// <summary>Whoever was to get it has it.</summary>
    AcknowledgeTransfer,

    /// <summary>Whoever was to get it returns it.</summary>
    ReturnTransfer,

    /// <summary>Nobody answered a transfer in time: it climbs to the office above.</summary>
    ClimbTransfer,

    /// <summary>An office above takes it over.</summary>
    TakeOver,

    /// <summary>It is passed on to the body that it belongs to.</summary>
    Refer,

    /// <summary>It follows another report of the same act from then on.</summary>
    Join,

    /// <summary>It is parted from that report.</summary>
    Unjoin,

    /// <summary>Respondents are forwarded to the authority that decides on them.</summary>
    Forward,

    /// <summary>All that was forwarded is closed.</summary>
    Conclude,

    /// <summary>The reporter tells the office something.</summary>
    Message,

    /// <summary>The office asks the reporter something.</summary>
    Ask,

    /// <summary>The office tells the reporter something.</summary>
    Reply,

    /// <summary>The office has read what the reporter told.</summary>
    ReadMessages,

    /// <summary>The plenary fixes a finding.</summary>
    FixFinding,

    /// <summary>The reporter has the notice that asks for a completion.</summary>
    Serve,

    /// <summary>The office says who a respondent is.</summary>
    Identify,

    /// <summary>It goes to another office with the report that it follows.</summary>
    GoAlong,

    /// <summary>The reporter hands in a file or a link.</summary>
    HandIn,

    /// <summary>The office that handed it over calls that back.</summary>
    RecallTransfer,

    /// <summary>What was held to be late is in time by a holiday that became known since: its first study begins anew.</summary>
    Reopen,
}

/// <summary>The whole life of a case. Pure; nothing else decides on a status.</summary>
/// <remarks>
/// Statuses as Bawaslu's practice has them. A report is withdrawn before registration only; after it the case goes on [LAW-REP-05].
/// That the reporter is asked once, and that informasi awal which grows is studied anew, is ours [D]. A hand-over leaves the status as it is: it is the examination's, and the office that acknowledges
/// goes on where the sender stopped [LAW-TRF-04]; nothing is passed on to another body once it is registered, nor joined [LAW-REV-03].
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
        ReportStatus.Referred => WithAnotherBody(step),
        ReportStatus.Joined => FollowingAnother(step),
        ReportStatus.Violation => step switch
        {
            CaseStep.Forward => ReportStatus.Forwarded,
            CaseStep.TakeOver or CaseStep.Identify => ReportStatus.Violation,
            _ => null, // the plenary has decided
        },
        ReportStatus.Forwarded => WithAuthorities(step),
        ReportStatus.NotRegistered or ReportStatus.Withdrawn or ReportStatus.NoViolation or ReportStatus.Discontinued or ReportStatus.Concluded => null,
        ReportStatus.Unspecified => throw new InvalidOperationException("A case has a status."),
    };

    /// <summary>Whether a case was registered at some time: nothing that it decides on can be withdrawn, joined or parted any more.</summary>
    internal static bool IsRegistered(ReportStatus status) => status switch
    {
        ReportStatus.Registered or ReportStatus.Clarification or ReportStatus.Study or ReportStatus.Plenary or ReportStatus.Violation or ReportStatus.NoViolation or ReportStatus.Discontinued
            or ReportStatus.Forwarded or ReportStatus.Concluded => true,
        ReportStatus.Received or ReportStatus.InitialReview or ReportStatus.CompletionRequested or ReportStatus.Completed or ReportStatus.NotRegistered or ReportStatus.PreliminaryInformation
            or ReportStatus.Withdrawn or ReportStatus.Referred or ReportStatus.Joined => false,
        ReportStatus.Unspecified => throw new InvalidOperationException("A case has a status."),
    };

    private static ReportStatus? FromReceived(CaseStep step) => step switch
    {
        CaseStep.Claim => ReportStatus.InitialReview,
        CaseStep.Add => ReportStatus.Received,
        CaseStep.Withdraw => ReportStatus.Withdrawn,
        CaseStep.HandIn or CaseStep.Message => ReportStatus.Received,
        CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages or CaseStep.FixFinding or CaseStep.Serve or CaseStep.Identify or CaseStep.GoAlong => null,
        CaseStep.Release or CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation
            or CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify
            or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue => null,
        CaseStep.TakeOver => ReportStatus.Received,
        CaseStep.Transfer or CaseStep.AcknowledgeTransfer or CaseStep.ReturnTransfer or CaseStep.ClimbTransfer or CaseStep.Refer or CaseStep.Join
            or CaseStep.Unjoin or CaseStep.Forward or CaseStep.Conclude or CaseStep.RecallTransfer or CaseStep.Reopen => null,
    };

    private static ReportStatus? UnderReview(ReportStatus from, CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release or CaseStep.AssignContest or CaseStep.Review or CaseStep.Add or CaseStep.FixFinding or CaseStep.Identify => from,
        CaseStep.HandIn or CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => from,
        CaseStep.RequestCompletion => from == ReportStatus.InitialReview ? ReportStatus.CompletionRequested : null,
        CaseStep.Register => ReportStatus.Registered,
        CaseStep.Decline => ReportStatus.NotRegistered,
        CaseStep.KeepAsInformation => ReportStatus.PreliminaryInformation,
        CaseStep.Withdraw => ReportStatus.Withdrawn,
        CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify
            or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue => null,
        CaseStep.Transfer or CaseStep.AcknowledgeTransfer or CaseStep.ReturnTransfer or CaseStep.RecallTransfer or CaseStep.ClimbTransfer or CaseStep.TakeOver => from,
        CaseStep.Refer => ReportStatus.Referred,
        CaseStep.Join => ReportStatus.Joined,
        CaseStep.Unjoin or CaseStep.Forward or CaseStep.Conclude or CaseStep.Serve or CaseStep.GoAlong or CaseStep.Reopen => null,
    };

    private static ReportStatus? WaitingForReporter(CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release or CaseStep.AssignContest or CaseStep.Review or CaseStep.Serve or CaseStep.Identify => ReportStatus.CompletionRequested,
        CaseStep.Add => ReportStatus.Completed,
        CaseStep.HandIn or CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => ReportStatus.CompletionRequested,
        CaseStep.Decline => ReportStatus.NotRegistered,
        CaseStep.KeepAsInformation => ReportStatus.PreliminaryInformation,
        CaseStep.Withdraw => ReportStatus.Withdrawn,
        CaseStep.RequestCompletion or CaseStep.Register or CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify
            or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue or CaseStep.FixFinding => null,
        CaseStep.Transfer or CaseStep.AcknowledgeTransfer or CaseStep.ReturnTransfer or CaseStep.RecallTransfer or CaseStep.ClimbTransfer or CaseStep.TakeOver => ReportStatus.CompletionRequested,
        CaseStep.Refer or CaseStep.Join or CaseStep.Unjoin or CaseStep.Forward or CaseStep.Conclude or CaseStep.GoAlong or CaseStep.Reopen => null,
    };

    private static ReportStatus? KeptAsInformation(CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release or CaseStep.Identify => ReportStatus.PreliminaryInformation,
        CaseStep.Add or CaseStep.Reopen => ReportStatus.InitialReview,
        CaseStep.HandIn or CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => ReportStatus.PreliminaryInformation,
        CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation or CaseStep.Withdraw
            or CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify
            or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue or CaseStep.FixFinding or CaseStep.Serve => null,
        CaseStep.Transfer or CaseStep.AcknowledgeTransfer or CaseStep.ReturnTransfer or CaseStep.RecallTransfer or CaseStep.ClimbTransfer or CaseStep.TakeOver => ReportStatus.PreliminaryInformation,
        CaseStep.Refer => ReportStatus.Referred,
        CaseStep.Join => ReportStatus.Joined,
        CaseStep.Unjoin or CaseStep.Forward or CaseStep.Conclude or CaseStep.GoAlong => null,
    };

    private static ReportStatus? Handled(ReportStatus from, CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release or CaseStep.Extend or CaseStep.Qualify or CaseStep.Identify => from,
        CaseStep.HandIn or CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => from,
        CaseStep.Clarify => ReportStatus.Clarification,
        CaseStep.Study => ReportStatus.Study,
        CaseStep.Submit => from == ReportStatus.Study ? ReportStatus.Plenary : null,
        CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Add or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation
            or CaseStep.Withdraw or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue or CaseStep.FixFinding or CaseStep.Serve => null,
        CaseStep.Transfer or CaseStep.AcknowledgeTransfer or CaseStep.ReturnTransfer or CaseStep.RecallTransfer or CaseStep.ClimbTransfer or CaseStep.TakeOver => from,
        CaseStep.Refer or CaseStep.Join or CaseStep.Unjoin or CaseStep.Forward or CaseStep.Conclude or CaseStep.GoAlong or CaseStep.Reopen => null,
    };

    private static ReportStatus? BeforePlenary(CaseStep step) => step switch
    {
        CaseStep.Claim or CaseStep.Release or CaseStep.Extend or CaseStep.Qualify or CaseStep.Identify => ReportStatus.Plenary,
        CaseStep.HandIn or CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => ReportStatus.Plenary,
        CaseStep.Study => ReportStatus.Study,
        CaseStep.FindViolation => ReportStatus.Violation,
        CaseStep.FindNoViolation => ReportStatus.NoViolation,
        CaseStep.Discontinue => ReportStatus.Discontinued,
        CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Add or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation
            or CaseStep.Withdraw or CaseStep.Clarify or CaseStep.Submit or CaseStep.FixFinding or CaseStep.Serve => null,
        CaseStep.TakeOver => ReportStatus.Plenary,
        CaseStep.Transfer or CaseStep.AcknowledgeTransfer or CaseStep.ReturnTransfer or CaseStep.ClimbTransfer or CaseStep.Refer or CaseStep.Join
            or CaseStep.Unjoin or CaseStep.Forward or CaseStep.Conclude or CaseStep.GoAlong or CaseStep.RecallTransfer or CaseStep.Reopen => null,
    };

    private static ReportStatus? WithAnotherBody(CaseStep step) => step switch
    {
        CaseStep.AcknowledgeTransfer or CaseStep.ClimbTransfer => ReportStatus.Referred,
        CaseStep.HandIn or CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => ReportStatus.Referred,
        CaseStep.ReturnTransfer => ReportStatus.InitialReview,
        CaseStep.Claim or CaseStep.Release or CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation
            or CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue
            or CaseStep.Add or CaseStep.Withdraw or CaseStep.Transfer or CaseStep.TakeOver or CaseStep.Refer or CaseStep.Join or CaseStep.Unjoin or CaseStep.Forward or CaseStep.Conclude or CaseStep.FixFinding or CaseStep.Serve
            or CaseStep.Identify or CaseStep.GoAlong or CaseStep.RecallTransfer or CaseStep.Reopen => null,
    };

    private static ReportStatus? FollowingAnother(CaseStep step) => step switch
    {
        CaseStep.Add or CaseStep.GoAlong => ReportStatus.Joined,
        CaseStep.Unjoin => ReportStatus.InitialReview,
        CaseStep.HandIn or CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages => ReportStatus.Joined,
        CaseStep.Withdraw => ReportStatus.Withdrawn,
        CaseStep.Claim or CaseStep.Release or CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation
            or CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue
            or CaseStep.Transfer or CaseStep.AcknowledgeTransfer or CaseStep.ReturnTransfer or CaseStep.ClimbTransfer or CaseStep.TakeOver or CaseStep.Refer or CaseStep.Join or CaseStep.Forward
            or CaseStep.Conclude or CaseStep.FixFinding or CaseStep.Serve or CaseStep.Identify or CaseStep.RecallTransfer or CaseStep.Reopen => null,
    };

    private static ReportStatus? WithAuthorities(CaseStep step) => step switch
    {
        CaseStep.Forward or CaseStep.TakeOver or CaseStep.Identify => ReportStatus.Forwarded,
        CaseStep.Conclude => ReportStatus.Concluded,
        CaseStep.HandIn or CaseStep.Message or CaseStep.Ask or CaseStep.Reply or CaseStep.ReadMessages or CaseStep.FixFinding or CaseStep.Serve or CaseStep.GoAlong => null,
        CaseStep.Claim or CaseStep.Release or CaseStep.AssignContest or CaseStep.Review or CaseStep.RequestCompletion or CaseStep.Register or CaseStep.Decline or CaseStep.KeepAsInformation
            or CaseStep.Extend or CaseStep.Clarify or CaseStep.Study or CaseStep.Submit or CaseStep.Qualify or CaseStep.FindViolation or CaseStep.FindNoViolation or CaseStep.Discontinue
            or CaseStep.Add or CaseStep.Withdraw or CaseStep.Transfer or CaseStep.AcknowledgeTransfer or CaseStep.ReturnTransfer or CaseStep.ClimbTransfer or CaseStep.Refer
            or CaseStep.Join or CaseStep.Unjoin or CaseStep.RecallTransfer or CaseStep.Reopen => null,
    };
}
