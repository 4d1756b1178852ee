using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>The whole life of a case, with withdrawal before registration only: LAW-REP-05; and joining too: LAW-REV-03.</summary>
public partial class CaseLifeTests
{
    // What is not here, a status does not take.
    private const string Life = """
        Received | Claim | InitialReview
        Received | Add | Received
        Received | Withdraw | Withdrawn
        Received | TakeOver | Received
        InitialReview | Claim | InitialReview
        InitialReview | Release | InitialReview
        InitialReview | AssignContest | InitialReview
        InitialReview | Review | InitialReview
        InitialReview | RequestCompletion | CompletionRequested
        InitialReview | Add | InitialReview
        InitialReview | Register | Registered
        InitialReview | Decline | NotRegistered
        InitialReview | KeepAsInformation | PreliminaryInformation
        InitialReview | Withdraw | Withdrawn
        InitialReview | Transfer | InitialReview
        InitialReview | AcknowledgeTransfer | InitialReview
        InitialReview | ReturnTransfer | InitialReview
        InitialReview | ClimbTransfer | InitialReview
        InitialReview | TakeOver | InitialReview
        InitialReview | Refer | Referred
        InitialReview | Join | Joined
        InitialReview | FixFinding | InitialReview
        InitialReview | Identify | InitialReview
        InitialReview | RecallTransfer | InitialReview
        CompletionRequested | Claim | CompletionRequested
        CompletionRequested | Release | CompletionRequested
        CompletionRequested | AssignContest | CompletionRequested
        CompletionRequested | Review | CompletionRequested
        CompletionRequested | Add | Completed
        CompletionRequested | Decline | NotRegistered
        CompletionRequested | KeepAsInformation | PreliminaryInformation
        CompletionRequested | Withdraw | Withdrawn
        CompletionRequested | Transfer | CompletionRequested
        CompletionRequested | AcknowledgeTransfer | CompletionRequested
        CompletionRequested | ReturnTransfer | CompletionRequested
        CompletionRequested | ClimbTransfer | CompletionRequested
        CompletionRequested | TakeOver | CompletionRequested
        CompletionRequested | Serve | CompletionRequested
        CompletionRequested | Identify | CompletionRequested
        CompletionRequested | RecallTransfer | CompletionRequested
        Completed | Claim | Completed
        Completed | Release | Completed
        Completed | AssignContest | Completed
        Completed | Review | Completed
        Completed | Add | Completed
        Completed | Register | Registered
        Completed | Decline | NotRegistered
        Completed | KeepAsInformation | PreliminaryInformation
        Completed | Withdraw | Withdrawn
        Completed | Transfer | Completed
        Completed | AcknowledgeTransfer | Completed
        Completed | ReturnTransfer | Completed
        Completed | ClimbTransfer | Completed
        Completed | TakeOver | Completed
        Completed | Refer | Referred
        Completed | Join | Joined
        Completed | FixFinding | Completed
        Completed | Identify | Completed
        Completed | RecallTransfer | Completed
        Registered | Claim | Registered
        Registered | Release | Registered
        Registered | Extend | Registered
        Registered | Clarify | Clarification
        Registered | Study | Study
        Registered | Qualify | Registered
        Registered | Transfer | Registered
        Registered | AcknowledgeTransfer | Registered
        Registered | ReturnTransfer | Registered
        Registered | ClimbTransfer | Registered
        Registered | TakeOver | Registered
        Registered | Identify | Registered
        Registered | RecallTransfer | Registered
        PreliminaryInformation | Claim | PreliminaryInformation
        PreliminaryInformation | Release | PreliminaryInformation
        PreliminaryInformation | Add | InitialReview
        PreliminaryInformation | Transfer | PreliminaryInformation
        PreliminaryInformation | AcknowledgeTransfer | PreliminaryInformation
        PreliminaryInformation | ReturnTransfer | PreliminaryInformation
        PreliminaryInformation | ClimbTransfer | PreliminaryInformation
        PreliminaryInformation | TakeOver | PreliminaryInformation
        PreliminaryInformation | Refer | Referred
        PreliminaryInformation | Join | Joined
        PreliminaryInformation | Identify | PreliminaryInformation
        PreliminaryInformation | RecallTransfer | PreliminaryInformation
        PreliminaryInformation | Reopen | InitialReview
        Clarification | Claim | Clarification
        Clarification | Release | Clarification
        Clarification | Extend | Clarification
        Clarification | Clarify | Clarification
        Clarification | Study | Study
        Clarification | Qualify | Clarification
        Clarification | Transfer | Clarification
        Clarification | AcknowledgeTransfer | Clarification
        Clarification | ReturnTransfer | Clarification
        Clarification | ClimbTransfer | Clarification
        Clarification | TakeOver | Clarification
        Clarification | Identify | Clarification
        Clarification | RecallTransfer | Clarification
        Study | Claim | Study
        Study | Release | Study
        Study | Extend | Study
        Study | Clarify | Clarification
        Study | Study | Study
        Study | Submit | Plenary
        Study | Qualify | Study
        Study | Transfer | Study
        Study | AcknowledgeTransfer | Study
        Study | ReturnTransfer | Study
        Study | ClimbTransfer | Study
        Study | TakeOver | Study
        Study | Identify | Study
        Study | RecallTransfer | Study
        Plenary | Claim | Plenary
        Plenary | Release | Plenary
        Plenary | Extend | Plenary
        Plenary | Study | Study
        Plenary | Qualify | Plenary
        Plenary | FindViolation | Violation
        Plenary | FindNoViolation | NoViolation
        Plenary | Discontinue | Discontinued
        Plenary | TakeOver | Plenary
        Plenary | Identify | Plenary
        Violation | TakeOver | Violation
        Violation | Forward | Forwarded
        Violation | Identify | Violation
        Referred | AcknowledgeTransfer | Referred
        Referred | ReturnTransfer | InitialReview
        Referred | ClimbTransfer | Referred
        Joined | Add | Joined
        Joined | Withdraw | Withdrawn
        Joined | Unjoin | InitialReview
        Joined | GoAlong | Joined
        Forwarded | TakeOver | Forwarded
        Forwarded | Forward | Forwarded
        Forwarded | Conclude | Concluded
        Forwarded | Identify | Forwarded

        """;

    [Fact]
    public void Every_status_takes_every_step_as_the_table_says() => Assert.Equal(Life, Table(Enum.GetValues<CaseStep>().Except(DialogueSteps)));

    [Fact]
    public void A_case_without_a_status_is_a_bug() => Assert.Throws<InvalidOperationException>(() => CaseLife.After(ReportStatus.Unspecified, CaseStep.Claim));

    [Fact]
    public void Each_status_can_be_reached_from_receipt_and_leads_to_an_end_or_is_one()
    {
        var reached = new HashSet<ReportStatus> { ReportStatus.Received };
        while (reached.SelectMany(Next).ToList() is var next && next.Exists(reached.Add))
        {
        }

        Assert.Equal(Enum.GetValues<ReportStatus>().Where(status => status != ReportStatus.Unspecified), reached.Order());
        Assert.Equal(
            [ReportStatus.NotRegistered, ReportStatus.Withdrawn, ReportStatus.NoViolation, ReportStatus.Discontinued, ReportStatus.Concluded],
            reached.Order().Where(status => !Next(status).Any()));
    }

    private static string Table(IEnumerable<CaseStep> steps) => string.Concat(
        from status in Enum.GetValues<ReportStatus>()
        where status != ReportStatus.Unspecified
        from step in steps
        where CaseLife.After(status, step) is not null
        select $"{status} | {step} | {CaseLife.After(status, step)}\n");

    private static IEnumerable<ReportStatus> Next(ReportStatus from) => Enum.GetValues<CaseStep>().Select(step => CaseLife.After(from, step)).OfType<ReportStatus>();
}
