using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.Tests.EvidenceFiles;

public class CustodyLifeTests
{
    private const string Life = """
        Kept  | Received -> Kept
        Kept  | CopyMade -> Kept
        Kept  | CopyOpened -> Kept
        Kept  | OriginalOpened -> Kept
        Kept  | Registered -> Kept
        Kept  | Moved -> Kept
        Kept  | HandedOver -> Away
        Away  | TakenBack -> Kept

        """;

    [Fact]
    public void An_exhibit_that_was_handed_over_is_taken_back_before_anything_else() =>
        Assert.Equal(Life, string.Concat(
            from state in Enum.GetValues<CustodyState>()
            from act in Enum.GetValues<CustodyAct>()
            where CustodyLife.After(state, act) is not null
            select $"{state}  | {act} -> {CustodyLife.After(state, act)}\n"));
}
