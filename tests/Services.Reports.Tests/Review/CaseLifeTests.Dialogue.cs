using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>When office and reporter may talk: until the case is over, and the office once somebody has taken it: LAW-REV-04.</summary>
public partial class CaseLifeTests
{
    private const string Dialogue = """
        Received | Message | Received
        InitialReview | Message | InitialReview
        InitialReview | Ask | InitialReview
        InitialReview | Reply | InitialReview
        InitialReview | ReadMessages | InitialReview
        CompletionRequested | Message | CompletionRequested
        CompletionRequested | Ask | CompletionRequested
        CompletionRequested | Reply | CompletionRequested
        CompletionRequested | ReadMessages | CompletionRequested
        Completed | Message | Completed
        Completed | Ask | Completed
        Completed | Reply | Completed
        Completed | ReadMessages | Completed
        Registered | Message | Registered
        Registered | Ask | Registered
        Registered | Reply | Registered
        Registered | ReadMessages | Registered
        PreliminaryInformation | Message | PreliminaryInformation
        PreliminaryInformation | Ask | PreliminaryInformation
        PreliminaryInformation | Reply | PreliminaryInformation
        PreliminaryInformation | ReadMessages | PreliminaryInformation
        Clarification | Message | Clarification
        Clarification | Ask | Clarification
        Clarification | Reply | Clarification
        Clarification | ReadMessages | Clarification
        Study | Message | Study
        Study | Ask | Study
        Study | Reply | Study
        Study | ReadMessages | Study
        Plenary | Message | Plenary
        Plenary | Ask | Plenary
        Plenary | Reply | Plenary
        Plenary | ReadMessages | Plenary
        Referred | Message | Referred
        Referred | Ask | Referred
        Referred | Reply | Referred
        Referred | ReadMessages | Referred
        Joined | Message | Joined
        Joined | Ask | Joined
        Joined | Reply | Joined
        Joined | ReadMessages | Joined

        """;

    private static readonly CaseStep[] DialogueSteps = [CaseStep.Message, CaseStep.Ask, CaseStep.Reply, CaseStep.ReadMessages];

    [Fact]
    public void Talking_changes_no_status_and_ends_with_the_case() => Assert.Equal(Dialogue, Table(DialogueSteps));
}
