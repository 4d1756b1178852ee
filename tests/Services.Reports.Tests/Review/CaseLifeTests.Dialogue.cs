using Netralitas.Services.Reports.Review;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>When office and reporter may talk: until the case is over, and the office once somebody has taken it: LAW-REV-04.</summary>
public partial class CaseLifeTests
{
    private const string Dialogue = """
        Received | Message | Received
        Received | HandIn | Received
        InitialReview | Message | InitialReview
        InitialReview | HandIn | InitialReview
        InitialReview | Ask | InitialReview
        InitialReview | Reply | InitialReview
        InitialReview | ReadMessages | InitialReview
        CompletionRequested | Message | CompletionRequested
        CompletionRequested | HandIn | CompletionRequested
        CompletionRequested | Ask | CompletionRequested
        CompletionRequested | Reply | CompletionRequested
        CompletionRequested | ReadMessages | CompletionRequested
        Completed | Message | Completed
        Completed | HandIn | Completed
        Completed | Ask | Completed
        Completed | Reply | Completed
        Completed | ReadMessages | Completed
        Registered | Message | Registered
        Registered | HandIn | Registered
        Registered | Ask | Registered
        Registered | Reply | Registered
        Registered | ReadMessages | Registered
        PreliminaryInformation | Message | PreliminaryInformation
        PreliminaryInformation | HandIn | PreliminaryInformation
        PreliminaryInformation | Ask | PreliminaryInformation
        PreliminaryInformation | Reply | PreliminaryInformation
        PreliminaryInformation | ReadMessages | PreliminaryInformation
        Clarification | Message | Clarification
        Clarification | HandIn | Clarification
        Clarification | Ask | Clarification
        Clarification | Reply | Clarification
        Clarification | ReadMessages | Clarification
        Study | Message | Study
        Study | HandIn | Study
        Study | Ask | Study
        Study | Reply | Study
        Study | ReadMessages | Study
        Plenary | Message | Plenary
        Plenary | HandIn | Plenary
        Plenary | Ask | Plenary
        Plenary | Reply | Plenary
        Plenary | ReadMessages | Plenary
        Referred | Message | Referred
        Referred | HandIn | Referred
        Referred | Ask | Referred
        Referred | Reply | Referred
        Referred | ReadMessages | Referred
        Joined | Message | Joined
        Joined | HandIn | Joined
        Joined | Ask | Joined
        Joined | Reply | Joined
        Joined | ReadMessages | Joined

        """;

    private static readonly CaseStep[] DialogueSteps = [CaseStep.Message, CaseStep.HandIn, CaseStep.Ask, CaseStep.Reply, CaseStep.ReadMessages];

    [Fact]
    public void Talking_changes_no_status_and_ends_with_the_case() => Assert.Equal(Dialogue, Table(DialogueSteps));
}
