using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Netralitas.TransparencyLog.Rolls;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Rolls;

/// <summary>Sealed rolls: what is in them, what is not, and who can prove what.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class RollTests(PledgesService service)
{
    // Numbers that no other test of the run uses; each test takes a region of its own.
    private static int next = 700_000;

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Anyone_works_out_the_root_and_the_coverage_and_finds_nobody()
    {
        var people = await RosterAsync("13.01", 20);
        var here = await HeldDeclaration.OpenedAsync(Replica, "13.01");
        var there = await HeldDeclaration.OpenedAsync(Replica, "13.01", here.TextId);
        await there.SignAsync(people.Skip(10).Take(5).Select(Signer));
        await here.SignAsync([.. people.Take(10).Select(Signer), Signer(NewNip()), new Wire.Signature { SignerName = "Wakil uji", Position = "Ketua", Agency = "Asosiasi", OnBehalfOf = new Mandate { Represented = "Anggota" } }]);
        var answer = await SealAsync(here);
        var (file, told, parts) = await SealedRoll.FetchAsync(Replica, here.Id);
        var roll = SealedRoll.Parse(file);

        Assert.Equal((22L, 1, false, 0), (answer.RollSize, parts, told.IsWithheld, told.Corrections));
        Assert.Equal(answer.RollSize, roll.Size);
        Assert.Equal(answer.RollRoot.Bytes(), roll.Root.ToArray());
        Assert.Equal(new RollCounts { Expected = 20, Signed = 10, Elsewhere = 5, Missing = 5, Outside = 1, OnBehalf = 1 }, told.Counts);
        Assert.Equal([10, 1, 1, 0, 0, 5, 5], RollStates.All.Select(roll.Count));
        var lines = Encoding.ASCII.GetString(file).Split('\n').Skip(1).TakeWhile(line => line.Length > 0).ToList();
        Assert.All(lines, line => Assert.Matches(@"\A(signed|outside|on-behalf|elsewhere|missing) [A-Za-z0-9+/]{43}=\z", line));
        Assert.Equal(22, lines.Select(line => line.Split(' ')[1]).Distinct().Count());

        await SealedRoll.SeeLoggedAsync(Replica, here.Id);
        var (code, output) = await SealedRoll.VerifyAsync(["roll"], ("", (await SealedRoll.FetchAsync(Replica, here.Id)).File));
        Assert.Equal(0, code);
        Assert.Contains("[ SAH ] 4. Semua baris daftar menghasilkan segel itu", output, StringComparison.Ordinal);
        Assert.Contains("Dari 20 orang yang seharusnya berikrar, 10 menandatangani di sini, 5 pada deklarasi lain, dan 5 belum; 2 tanda tangan lain ada di luar hitungan itu.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_signer_proves_the_own_line_and_no_other()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.02");
        var receipts = (await declaration.SignAsync(Enumerable.Range(0, 7).Select(_ => Signer(NewNip())))).Receipts;
        await SealAsync(declaration);
        await SealedRoll.SeeLoggedAsync(Replica, declaration.Id);
        var proofs = await Task.WhenAll(receipts.Select(async receipt => (
            Own: (await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(SealedRoll.Of(receipt)).ResponseAsync, found => found.State == ProofState.Proven)).Proof.Bytes(),
            Roll: (await Replica.Proofs.GetRollProofAsync(SealedRoll.RollOf(receipt))).Proof.Bytes())));

        foreach (var proof in proofs)
        {
            var (code, output) = await SealedRoll.VerifyAsync([], ("", proof.Own), ("--roll", proof.Roll));
            Assert.Equal(0, code);
            Assert.Contains("[ SAH ] 10. Tanda tangan ini satu baris pada daftar yang dikunci", output, StringComparison.Ordinal);
            Assert.Contains("dari 7: menandatangani di sini, di luar daftar pegawai", output, StringComparison.Ordinal);
        }

        var (wrong, said) = await SealedRoll.VerifyAsync([], ("", proofs[0].Own), ("--roll", proofs[1].Roll));
        Assert.Equal(1, wrong);
        Assert.Contains("[GAGAL] 10. Tanda tangan ini satu baris pada daftar yang dikunci", said, StringComparison.Ordinal);
        Assert.Equal(7, proofs.Select(proof => RollProof.TryParse(proof.Roll, out var read, out _) ? read.Index : -1).Distinct().Count());
    }

    [Fact]
    public async Task A_roll_of_thousands_is_given_in_parts_and_proves_every_signer()
    {
        var people = await RosterAsync("13.71", 20_000);
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.71");
        var receipts = (await declaration.SignAsync(people.Take(50).Select(Signer))).Receipts;
        var answer = await SealAsync(declaration);
        var (file, told, parts) = await SealedRoll.FetchAsync(Replica, declaration.Id);
        var roll = SealedRoll.Parse(file);

        Assert.Equal((2, 20_000L, 50L, 19_950L), (parts, told.Counts.Expected, told.Counts.Signed, told.Counts.Missing));
        Assert.Equal(answer.RollRoot.Bytes(), roll.Root.ToArray());
        foreach (var receipt in receipts)
        {
            var proof = (await Replica.Proofs.GetRollProofAsync(SealedRoll.RollOf(receipt))).Proof.Bytes();
            Assert.True(RollProof.TryParse(proof, out var read, out var problem), problem);
            Assert.True(TransparencyLog.OpenedEntry.TryRead(read.Seal.Extra, out var seal, out problem), problem);
            Assert.True(RollRecord.TryRead(seal.Record.Span, out var record));
            var commitment = RollLeaf.CommitToSignature(receipt.Secret.Span, Guid.Parse(declaration.Id), Guid.Parse(receipt.SignatureId), new TransparencyLog.MerkleHash(receipt.EntryHash.Span));
            Assert.True(read.Proves(commitment, record));
        }
    }

    [Fact]
    public async Task Where_a_person_could_be_found_in_the_counts_only_the_root_can_be_worked_out()
    {
        var people = await RosterAsync("13.04", 8);
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.04");
        await declaration.SignAsync(people.Take(6).Select(Signer));
        var answer = await SealAsync(declaration);
        await SealedRoll.SeeLoggedAsync(Replica, declaration.Id);
        var (file, told, _) = await SealedRoll.FetchAsync(Replica, declaration.Id);
        var roll = SealedRoll.Parse(file);

        Assert.Equal((true, null, 8L, 8L), (told.IsWithheld, told.Counts, told.Size, roll.HiddenLines));
        Assert.Equal(answer.RollRoot.Bytes(), roll.Root.ToArray());
        Assert.DoesNotContain("missing", Encoding.ASCII.GetString(file), StringComparison.Ordinal);
        var (code, output) = await SealedRoll.VerifyAsync(["roll"], ("", file));
        Assert.Equal(0, code);
        Assert.Contains("Jumlahnya tidak ditampilkan", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_withdrew_or_was_erased_before_the_sealing_is_on_the_roll_as_that()
    {
        var people = await RosterAsync("13.05", 12);
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.05");
        var receipts = (await declaration.SignAsync(people.Take(7).Select(Signer))).Receipts;
        await Replica.Signatures.WithdrawSignatureAsync(new WithdrawSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = receipts[0].SignatureId, Reason = "CONTOH" }, declaration.Organiser);
        await EraseAsync(receipts[1]);
        await SealAsync(declaration);
        // After the sealing: the line stays, and nobody can prove it any more.
        await EraseAsync(receipts[2]);

        var counts = await service.Backing.ScalarAsync<long[]>("select counts from pledges.rolls where declaration_id = $1", Guid.Parse(declaration.Id));
        Assert.Equal([5, 0, 0, 1, 1, 0, 7], counts);
        foreach (var erased in receipts.Skip(1).Take(2))
        {
            Assert.Equal("SIGNATURE_ALREADY_ERASED", (await Refusal.OfAsync(Replica.Proofs.GetRollProofAsync(SealedRoll.RollOf(erased)))).Reason);
        }

        var withdrawn = (await Replica.Proofs.GetRollProofAsync(SealedRoll.RollOf(receipts[0]))).Proof.Bytes();
        Assert.True(RollProof.TryParse(withdrawn, out var read, out _));
        Assert.Equal(RollState.Withdrawn, read.State);
    }

    [Fact]
    public async Task Whoever_asks_too_early_or_without_the_receipt_is_told_what_to_do()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.06");
        var receipts = (await declaration.SignAsync(Signer(NewNip()), Signer(NewNip()))).Receipts;
        var early = await Refusal.OfAsync(Replica.Proofs.GetRollProofAsync(SealedRoll.RollOf(receipts[0])));
        var unsealed = await Refusal.OfAsync(Replica.Rolls.GetBlindedRollAsync(new GetBlindedRollRequest { DeclarationId = declaration.Id }));
        await SealAsync(declaration);
        var swapped = await Refusal.OfAsync(Replica.Proofs.GetRollProofAsync(new GetRollProofRequest { SignatureId = receipts[0].SignatureId, Secret = receipts[1].Secret }));

        Assert.Equal((StatusCode.FailedPrecondition, "ROLL_NOT_SEALED"), (early.Code, early.Reason));
        Assert.Equal((StatusCode.NotFound, "ROLL_UNKNOWN"), (unsealed.Code, unsealed.Reason));
        Assert.Equal((StatusCode.NotFound, "PROOF_NOT_FOUND"), (swapped.Code, swapped.Reason));
        foreach (var unknown in new[] { "", "x", HeldDeclaration.NewId() })
        {
            Assert.Equal("ROLL_UNKNOWN", (await Refusal.OfAsync(Replica.Rolls.GetBlindedRollAsync(new GetBlindedRollRequest { DeclarationId = unknown }))).Reason);
        }

        foreach (var token in new[] { "x", "-1", "1", "64", "99999999999" })
        {
            Assert.Equal("PAGE_TOKEN_INVALID", (await Refusal.OfAsync(Replica.Rolls.GetBlindedRollAsync(new GetBlindedRollRequest { DeclarationId = declaration.Id, PageToken = token }))).Reason);
        }
    }

    private async Task EraseAsync(SignatureReceipt receipt)
    {
        await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(SealedRoll.Of(receipt)).ResponseAsync, found => found.State == ProofState.Proven);
        await Replica.Erasure.EraseSignatureAsync(
            new EraseSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = receipt.SignatureId, Basis = ErasureBasis.SubjectRequest, DecisionNumber = "1/UJI", NoProceedings = true },
            TestIssuer.As("bawaslu:00", "central"));
    }

    internal static string NewNip() => HeldDeclaration.Nip(Interlocked.Increment(ref next));

    internal static Wire.Signature Signer(string number) => new() { SignerName = $"Uji {number[..8]}", SignerNumber = number, Position = "Staf", Agency = "Unit Uji" };

    internal static async Task<SealDeclarationResponse> SealAsync(HeldDeclaration declaration)
    {
        await declaration.CloseAsync();
        return await declaration.Replica.Declarations.SealDeclarationAsync(
            new SealDeclarationRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = await declaration.VersionAsync() }, declaration.Organiser);
    }

    private async Task<List<string>> RosterAsync(string region, int count)
    {
        var numbers = Enumerable.Range(0, count).Select(_ => NewNip()).ToList();
        var rows = RosterFiles.Csv(numbers.Select(number => $"{number},Uji {number[..8]},PNS,Staf,Unit Uji,{region}.01,,"));
        var report = await RosterFiles.SendAsync(Replica, rows, TestIssuer.As($"bawaslu:{region}"), region);
        Assert.Empty(report.Faults);
        return numbers;
    }
}
