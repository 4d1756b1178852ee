using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Papers;
using Netralitas.Services.Pledges.Tests.States;

namespace Netralitas.Services.Pledges.Tests.Papers;

/// <summary>A print from before the roll was sealed is never told to be the sealed roll.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class PrintedRollStateTests(PledgesService service)
{
    private const string States = """
        UndatedRoll Planned | MayHaveChanged | MayHaveChanged
        UndatedRoll Open | MayHaveChanged | MayHaveChanged
        UndatedRoll Closed | MayHaveChanged | MayHaveChanged
        UndatedRoll Sealed | MayHaveChanged | MayHaveChanged
        UndatedRoll Cancelled | MayHaveChanged | MayHaveChanged
        OpenRoll Planned | MayHaveChanged | MayHaveChanged
        OpenRoll Open | MayHaveChanged | MayHaveChanged
        OpenRoll Closed | MayHaveChanged | MayHaveChanged
        OpenRoll Sealed | Earlier | Earlier
        OpenRoll Cancelled | MayHaveChanged | MayHaveChanged
        SealedRoll Planned | MayHaveChanged | MayHaveChanged
        SealedRoll Open | MayHaveChanged | MayHaveChanged
        SealedRoll Closed | MayHaveChanged | MayHaveChanged
        SealedRoll Sealed | Valid | MayHaveChanged
        SealedRoll Cancelled | MayHaveChanged | MayHaveChanged

        """;

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public void Only_the_print_of_a_sealed_roll_without_corrections_holds()
    {
        var table = string.Concat(
            from paper in new[] { NumberedPaper.UndatedRoll, NumberedPaper.OpenRoll, NumberedPaper.SealedRoll }
            from status in Enum.GetValues<DeclarationStatus>().Where(status => status is not DeclarationStatus.Unspecified)
            select $"{paper} {status} | {PrintedRollState.Of(paper, status, isCorrected: false).State} | {PrintedRollState.Of(paper, status, isCorrected: true).State}\n");

        Assert.Equal(States.ReplaceLineEndings("\n"), table);
    }

    [Fact]
    public async Task A_print_from_before_the_seal_is_told_to_be_of_an_earlier_state_and_one_of_the_sealed_roll_holds()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.10");
        await declaration.SignAsync(HeldDeclaration.Signer(1));
        var open = await PrintAsync(declaration);
        var again = await PrintAsync(declaration);
        var whileOpen = await FindAsync(open.Number);
        await declaration.SignAsync(HeldDeclaration.Signer(2));
        await declaration.CloseAsync();
        var closed = await PrintAsync(declaration);
        await declaration.SealAsync();
        var locked = await PrintAsync(declaration);

        var (ofOpen, ofClosed, ofLocked, ofOlder) = (await FindAsync(open.Number), await FindAsync(closed.Number), await FindAsync(locked.Number), await FindAsync(OlderNumber(declaration)));
        await Replica.Declarations.CorrectRollAsync(
            new CorrectRollRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = await declaration.VersionAsync(), Wrong = "CONTOH", Right = "CONTOH benar", Basis = "CONTOH dasar" },
            declaration.Organiser);

        Assert.Equal((open.Number, open.Number), (again.Number, closed.Number));
        Assert.NotEqual(open.Number, locked.Number);
        Assert.Equal(PaperState.MayHaveChanged, whileOpen.State);
        Assert.Equal([PaperState.Earlier, PaperState.Earlier, PaperState.Valid, PaperState.MayHaveChanged], new[] { ofOpen, ofClosed, ofLocked, ofOlder }.Select(found => found.State));
        Assert.Contains("bukan daftar yang dikunci", ofOpen.StateText, StringComparison.Ordinal);
        Assert.Equal([0, 0, 32, 32], new[] { ofOpen, ofClosed, ofLocked, ofOlder }.Select(found => found.RollRoot.Length));
        Assert.All([ofOpen, ofClosed, ofLocked, ofOlder], found => Assert.Equal(PaperKind.Roll, found.Kind));
        Assert.DoesNotContain("Penanda uji", string.Concat(ofOpen, ofLocked), StringComparison.Ordinal);
        Assert.Equal([PaperState.Earlier, PaperState.MayHaveChanged], new[] { (await FindAsync(open.Number)).State, (await FindAsync(locked.Number)).State });
    }

    [Fact]
    public async Task Of_a_print_and_the_seal_at_once_no_print_without_a_name_is_told_to_hold()
    {
        foreach (var _ in Enumerable.Range(0, 4))
        {
            var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.09");
            await declaration.SignAsync(HeldDeclaration.Signer(1));
            await declaration.CloseAsync();
            var version = await declaration.VersionAsync();
            var seal = Replica.Declarations.SealDeclarationAsync(
                new SealDeclarationRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = version }, declaration.Organiser).ResponseAsync;
            var prints = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => PrintAsync(declaration)));
            await seal;

            foreach (var print in prints)
            {
                var isOfSealed = string.Join('\n', ReadPdf.Pages(print.Content.ToByteArray())).Contains("Akar daftar", StringComparison.Ordinal);
                Assert.Equal(isOfSealed ? PaperState.Valid : PaperState.Earlier, (await FindAsync(print.Number)).State);
            }
        }
    }

    // As papers were numbered before: their number says of which roll they are, and not of when.
    private static string OlderNumber(HeldDeclaration declaration)
    {
        using var keys = TestKeys.New();
        return new PaperNumbers(keys, "").Of(NumberedPaper.UndatedRoll, Guid.Parse(declaration.Id));
    }

    private async Task<GetPaperResponse> FindAsync(string number) => await Replica.Papers.GetPaperAsync(new GetPaperRequest { Number = number });

    private async Task<PrintRollResponse> PrintAsync(HeldDeclaration declaration) => await Replica.Declarations.PrintRollAsync(new PrintRollRequest { DeclarationId = declaration.Id }, declaration.Organiser);
}
