using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests;

/// <summary>The whole life of a declaration, and what each status lets be done to its roll.</summary>
public class DeclarationLifeTests
{
    private const string Life = """
        Planned | Replan | Planned
        Planned | Cancel | Cancelled
        Planned | Start | Open
        Planned | Close | -
        Planned | Seal | -
        Open | Replan | -
        Open | Cancel | -
        Open | Start | -
        Open | Close | Closed
        Open | Seal | -
        Closed | Replan | -
        Closed | Cancel | -
        Closed | Start | -
        Closed | Close | -
        Closed | Seal | Sealed
        Sealed | Replan | -
        Sealed | Cancel | -
        Sealed | Start | -
        Sealed | Close | -
        Sealed | Seal | -
        Cancelled | Replan | Planned
        Cancelled | Cancel | -
        Cancelled | Start | -
        Cancelled | Close | -
        Cancelled | Seal | -

        """;

    private const string Roll = """
        Planned | Prepare, AddParticipants, AddSession
        Open | SignOnDevice, RecordList, Prepare, AddParticipants, AddSession, NoteFact
        Closed | RecordList, AddParticipants, AddSession, NoteFact
        Sealed | NoteFact, Correct
        Cancelled | nothing

        """;

    private static IEnumerable<DeclarationStatus> Statuses => Enum.GetValues<DeclarationStatus>().Where(status => status is not DeclarationStatus.Unspecified);

    [Fact]
    public void Each_step_leads_from_one_status_to_the_next_and_nothing_that_was_held_leads_back() =>
        Assert.Equal(Life, string.Concat(from status in Statuses
                                         from step in Enum.GetValues<DeclarationStep>()
                                         select $"{status} | {step} | {DeclarationLife.After(status, step)?.ToString() ?? "-"}\n"));

    [Fact]
    public void A_sealed_roll_takes_facts_and_corrections_beside_it_and_nothing_else() =>
        Assert.Equal(Roll, string.Concat(from status in Statuses
                                         select $"{status} | {string.Join(", ", Enum.GetValues<RollChange>().Where(change => DeclarationLife.Allows(status, change)).Select(change => $"{change}").DefaultIfEmpty("nothing"))}\n"));

    [Fact]
    public void Every_status_has_words_of_its_own() => Assert.Equal(5, Statuses.Select(DeclarationLife.Words).Distinct().Count());
}
