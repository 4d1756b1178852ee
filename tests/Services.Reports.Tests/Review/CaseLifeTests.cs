using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>The whole life of a case, with withdrawal before registration only: LAW-REP-05.</summary>
public partial class CaseLifeTests
{
    private const string Life = """
        Received | Claim | InitialReview
        Received | Release | -
        Received | AssignContest | -
        Received | Review | -
        Received | RequestCompletion | -
        Received | Add | Received
        Received | Register | -
        Received | Decline | -
        Received | KeepAsInformation | -
        Received | Withdraw | Withdrawn
        Received | Extend | -
        Received | Clarify | -
        Received | Study | -
        Received | Submit | -
        Received | Qualify | -
        Received | FindViolation | -
        Received | FindNoViolation | -
        Received | Discontinue | -
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
        InitialReview | Extend | -
        InitialReview | Clarify | -
        InitialReview | Study | -
        InitialReview | Submit | -
        InitialReview | Qualify | -
        InitialReview | FindViolation | -
        InitialReview | FindNoViolation | -
        InitialReview | Discontinue | -
        CompletionRequested | Claim | CompletionRequested
        CompletionRequested | Release | CompletionRequested
        CompletionRequested | AssignContest | CompletionRequested
        CompletionRequested | Review | CompletionRequested
        CompletionRequested | RequestCompletion | -
        CompletionRequested | Add | Completed
        CompletionRequested | Register | -
        CompletionRequested | Decline | NotRegistered
        CompletionRequested | KeepAsInformation | PreliminaryInformation
        CompletionRequested | Withdraw | Withdrawn
        CompletionRequested | Extend | -
        CompletionRequested | Clarify | -
        CompletionRequested | Study | -
        CompletionRequested | Submit | -
        CompletionRequested | Qualify | -
        CompletionRequested | FindViolation | -
        CompletionRequested | FindNoViolation | -
        CompletionRequested | Discontinue | -
        Completed | Claim | Completed
        Completed | Release | Completed
        Completed | AssignContest | Completed
        Completed | Review | Completed
        Completed | RequestCompletion | -
        Completed | Add | Completed
        Completed | Register | Registered
        Completed | Decline | NotRegistered
        Completed | KeepAsInformation | PreliminaryInformation
        Completed | Withdraw | Withdrawn
        Completed | Extend | -
        Completed | Clarify | -
        Completed | Study | -
        Completed | Submit | -
        Completed | Qualify | -
        Completed | FindViolation | -
        Completed | FindNoViolation | -
        Completed | Discontinue | -
        Registered | Claim | Registered
        Registered | Release | Registered
        Registered | AssignContest | -
        Registered | Review | -
        Registered | RequestCompletion | -
        Registered | Add | -
        Registered | Register | -
        Registered | Decline | -
        Registered | KeepAsInformation | -
        Registered | Withdraw | -
        Registered | Extend | Registered
        Registered | Clarify | Clarification
        Registered | Study | Study
        Registered | Submit | -
        Registered | Qualify | Registered
        Registered | FindViolation | -
        Registered | FindNoViolation | -
        Registered | Discontinue | -
        NotRegistered | Claim | -
        NotRegistered | Release | -
        NotRegistered | AssignContest | -
        NotRegistered | Review | -
        NotRegistered | RequestCompletion | -
        NotRegistered | Add | -
        NotRegistered | Register | -
        NotRegistered | Decline | -
        NotRegistered | KeepAsInformation | -
        NotRegistered | Withdraw | -
        NotRegistered | Extend | -
        NotRegistered | Clarify | -
        NotRegistered | Study | -
        NotRegistered | Submit | -
        NotRegistered | Qualify | -
        NotRegistered | FindViolation | -
        NotRegistered | FindNoViolation | -
        NotRegistered | Discontinue | -
        PreliminaryInformation | Claim | PreliminaryInformation
        PreliminaryInformation | Release | PreliminaryInformation
        PreliminaryInformation | AssignContest | -
        PreliminaryInformation | Review | -
        PreliminaryInformation | RequestCompletion | -
        PreliminaryInformation | Add | InitialReview
        PreliminaryInformation | Register | -
        PreliminaryInformation | Decline | -
        PreliminaryInformation | KeepAsInformation | -
        PreliminaryInformation | Withdraw | -
        PreliminaryInformation | Extend | -
        PreliminaryInformation | Clarify | -
        PreliminaryInformation | Study | -
        PreliminaryInformation | Submit | -
        PreliminaryInformation | Qualify | -
        PreliminaryInformation | FindViolation | -
        PreliminaryInformation | FindNoViolation | -
        PreliminaryInformation | Discontinue | -
        Withdrawn | Claim | -
        Withdrawn | Release | -
        Withdrawn | AssignContest | -
        Withdrawn | Review | -
        Withdrawn | RequestCompletion | -
        Withdrawn | Add | -
        Withdrawn | Register | -
        Withdrawn | Decline | -
        Withdrawn | KeepAsInformation | -
        Withdrawn | Withdraw | -
        Withdrawn | Extend | -
        Withdrawn | Clarify | -
        Withdrawn | Study | -
        Withdrawn | Submit | -
        Withdrawn | Qualify | -
        Withdrawn | FindViolation | -
        Withdrawn | FindNoViolation | -
        Withdrawn | Discontinue | -
        Clarification | Claim | Clarification
        Clarification | Release | Clarification
        Clarification | AssignContest | -
        Clarification | Review | -
        Clarification | RequestCompletion | -
        Clarification | Add | -
        Clarification | Register | -
        Clarification | Decline | -
        Clarification | KeepAsInformation | -
        Clarification | Withdraw | -
        Clarification | Extend | Clarification
        Clarification | Clarify | Clarification
        Clarification | Study | Study
        Clarification | Submit | -
        Clarification | Qualify | Clarification
        Clarification | FindViolation | -
        Clarification | FindNoViolation | -
        Clarification | Discontinue | -
        Study | Claim | Study
        Study | Release | Study
        Study | AssignContest | -
        Study | Review | -
        Study | RequestCompletion | -
        Study | Add | -
        Study | Register | -
        Study | Decline | -
        Study | KeepAsInformation | -
        Study | Withdraw | -
        Study | Extend | Study
        Study | Clarify | Clarification
        Study | Study | Study
        Study | Submit | Plenary
        Study | Qualify | Study
        Study | FindViolation | -
        Study | FindNoViolation | -
        Study | Discontinue | -
        Plenary | Claim | Plenary
        Plenary | Release | Plenary
        Plenary | AssignContest | -
        Plenary | Review | -
        Plenary | RequestCompletion | -
        Plenary | Add | -
        Plenary | Register | -
        Plenary | Decline | -
        Plenary | KeepAsInformation | -
        Plenary | Withdraw | -
        Plenary | Extend | Plenary
        Plenary | Clarify | -
        Plenary | Study | Study
        Plenary | Submit | -
        Plenary | Qualify | Plenary
        Plenary | FindViolation | Violation
        Plenary | FindNoViolation | NoViolation
        Plenary | Discontinue | Discontinued
        Violation | Claim | -
        Violation | Release | -
        Violation | AssignContest | -
        Violation | Review | -
        Violation | RequestCompletion | -
        Violation | Add | -
        Violation | Register | -
        Violation | Decline | -
        Violation | KeepAsInformation | -
        Violation | Withdraw | -
        Violation | Extend | -
        Violation | Clarify | -
        Violation | Study | -
        Violation | Submit | -
        Violation | Qualify | -
        Violation | FindViolation | -
        Violation | FindNoViolation | -
        Violation | Discontinue | -
        NoViolation | Claim | -
        NoViolation | Release | -
        NoViolation | AssignContest | -
        NoViolation | Review | -
        NoViolation | RequestCompletion | -
        NoViolation | Add | -
        NoViolation | Register | -
        NoViolation | Decline | -
        NoViolation | KeepAsInformation | -
        NoViolation | Withdraw | -
        NoViolation | Extend | -
        NoViolation | Clarify | -
        NoViolation | Study | -
        NoViolation | Submit | -
        NoViolation | Qualify | -
        NoViolation | FindViolation | -
        NoViolation | FindNoViolation | -
        NoViolation | Discontinue | -
        Discontinued | Claim | -
        Discontinued | Release | -
        Discontinued | AssignContest | -
        Discontinued | Review | -
        Discontinued | RequestCompletion | -
        Discontinued | Add | -
        Discontinued | Register | -
        Discontinued | Decline | -
        Discontinued | KeepAsInformation | -
        Discontinued | Withdraw | -
        Discontinued | Extend | -
        Discontinued | Clarify | -
        Discontinued | Study | -
        Discontinued | Submit | -
        Discontinued | Qualify | -
        Discontinued | FindViolation | -
        Discontinued | FindNoViolation | -
        Discontinued | Discontinue | -

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
            [ReportStatus.NotRegistered, ReportStatus.Withdrawn, ReportStatus.Violation, ReportStatus.NoViolation, ReportStatus.Discontinued],
            reached.Order().Where(status => !Next(status).Any()));
    }

    private static string Table(IEnumerable<CaseStep> steps) => string.Concat(
        from status in Enum.GetValues<ReportStatus>()
        where status != ReportStatus.Unspecified
        from step in steps
        select $"{status} | {step} | {CaseLife.After(status, step)?.ToString() ?? "-"}\n");

    private static IEnumerable<ReportStatus> Next(ReportStatus from) => Enum.GetValues<CaseStep>().Select(step => CaseLife.After(from, step)).OfType<ReportStatus>();
}
