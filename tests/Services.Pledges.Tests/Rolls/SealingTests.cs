using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;

namespace Netralitas.Services.Pledges.Tests.Rolls;

/// <summary>Sealing: once, also by two at once and after a crash; and corrections beside what was sealed.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class SealingTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Of_two_who_seal_at_once_one_does_and_the_same_request_again_gets_its_answer()
    {
        var declaration = await ClosedAsync(Replica, "13.07");
        var requests = Enumerable.Range(0, 4).Select(_ => Request(declaration)).ToList();
        var outcomes = await Task.WhenAll(requests.Select(async request =>
        {
            try
            {
                return (Request: request, Answer: (SealDeclarationResponse?)await Replica.Declarations.SealDeclarationAsync(request, declaration.Organiser));
            }
            catch (RpcException)
            {
                return (Request: request, Answer: null);
            }
        }));
        var (done, answer) = Assert.Single(outcomes, outcome => outcome.Answer is not null);

        Assert.Equal(answer, await Replica.Declarations.SealDeclarationAsync(done, declaration.Organiser));
        Assert.Equal((2L, 1L), (answer!.RollSize, await EntriesAsync(declaration)));
    }

    [Theory]
    [InlineData("seal.before_commit")]
    [InlineData("seal.after_commit_before_reply")]
    public async Task A_crash_leaves_a_sealed_declaration_with_its_root_in_the_log_or_neither(string place)
    {
        HeldDeclaration declaration;
        SealDeclarationRequest request;
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, place))
        {
            declaration = await ClosedAsync(dying, "13.08");
            request = Request(declaration);
            await Assert.ThrowsAsync<RpcException>(() => dying.Declarations.SealDeclarationAsync(request, declaration.Organiser).ResponseAsync);
            await dying.SeeDeadAsync();
        }

        var isSealed = place == "seal.after_commit_before_reply";
        Assert.Equal(isSealed ? 1L : 0L, await EntriesAsync(declaration));
        var status = await service.Backing.ScalarAsync<string>("select status from pledges.declarations where id = $1", Guid.Parse(declaration.Id));
        Assert.Equal(isSealed ? "Sealed" : "Closed", status);

        var answer = await Replica.Declarations.SealDeclarationAsync(request, declaration.Organiser);
        var roll = await SealedRoll.SeeLoggedAsync(Replica, declaration.Id);
        Assert.Equal(1L, await EntriesAsync(declaration));
        Assert.Equal(answer.RollRoot.Bytes(), roll.Root.ToArray());
    }

    [Fact]
    public async Task A_declaration_that_nobody_signed_has_an_empty_roll_in_the_log()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.09");
        var answer = await RollTests.SealAsync(declaration);
        var roll = await SealedRoll.SeeLoggedAsync(Replica, declaration.Id);

        Assert.Equal((0L, 0L), (answer.RollSize, roll.Size));
        Assert.Equal(0, (await SealedRoll.VerifyAsync(["roll"], ("", (await SealedRoll.FetchAsync(Replica, declaration.Id)).File))).Code);
    }

    [Fact]
    public async Task A_correction_has_an_entry_of_its_own_and_the_roll_stays_as_it_was_sealed()
    {
        var declaration = await ClosedAsync(Replica, "13.10");
        await Replica.Declarations.SealDeclarationAsync(Request(declaration), declaration.Organiser);
        var before = await SealedRoll.SeeLoggedAsync(Replica, declaration.Id);
        await Replica.Declarations.CorrectRollAsync(
            new CorrectRollRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = await declaration.VersionAsync(), Wrong = "Dua orang", Right = "Tiga orang", Basis = "Berita acara 1/UJI" },
            declaration.Organiser);
        var correction = (await Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id }, declaration.Organiser)).Corrections.Single();
        var proof = await Eventually.SeeAsync(
            () => Replica.Proofs.GetProofAsync(new GetProofRequest { SignatureId = correction.EntryId, Secret = correction.Secret }).ResponseAsync, found => found.State == ProofState.Proven);
        var (code, output) = await SealedRoll.VerifyAsync([], ("", proof.Proof.Bytes()));
        var (_, told, _) = await SealedRoll.FetchAsync(Replica, declaration.Id);

        Assert.Equal((0, 1), (code, told.Corrections));
        Assert.Contains("Tertulis pada daftar     : Dua orang", output, StringComparison.Ordinal);
        Assert.Contains("Yang benar               : Tiga orang", output, StringComparison.Ordinal);
        Assert.Equal(before.Root, (await SealedRoll.SeeLoggedAsync(Replica, declaration.Id)).Root);
    }

    private static async Task<HeldDeclaration> ClosedAsync(PledgesProcess replica, string region)
    {
        var declaration = await HeldDeclaration.OpenedAsync(replica, region);
        await declaration.SignAsync(RollTests.Signer(RollTests.NewNip()), RollTests.Signer(RollTests.NewNip()));
        await declaration.CloseAsync();
        return declaration with { Version = await declaration.VersionAsync() };
    }

    private static SealDeclarationRequest Request(HeldDeclaration declaration) =>
        new() { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = declaration.Version };

    private Task<long> EntriesAsync(HeldDeclaration declaration) => service.Backing.ScalarAsync<long>(
        "select (select count(*) from log.entry where subject = $1) + (select count(*) from log.pending where subject = $1)", Guid.Parse(declaration.Id));
}
