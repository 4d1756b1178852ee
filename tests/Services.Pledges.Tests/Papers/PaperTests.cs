using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Documents;
using Netralitas.Services.Pledges.Tests.Rolls;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Papers;

/// <summary>Receipts, certificates and rolls on paper: what is printed, what the codes on them hold, and what anyone learns by a number.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class PaperTests(PledgesService service)
{
    private const double ProofSide = 330;
    private const double NumberSide = 130;
    private const double RollSide = 120;

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task A_printed_receipt_holds_the_proof_that_netralitas_verify_believes()
    {
        var receipt = await SignedAsync(new Wire.Signature { SignerName = "Dra. Hj. Contoh Nama Panjang, M.Si.", SignerNumber = RollTests.NewNip(), Position = "Lurah", Agency = "Kelurahan Uji", Tenure = OfficeTenure.Plt });
        await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(SealedRoll.Of(receipt)).ResponseAsync, found => found.State == ProofState.Proven);
        // The log grows while other tests sign: a page and a proof of the same moment have the same checkpoint.
        var (page, proof) = await Eventually.SeeAsync(
            async () => ((await Replica.Papers.PrintReceiptAsync(Of(receipt))).Content.Bytes(), (await Replica.Proofs.GetProofAsync(SealedRoll.Of(receipt))).Proof.Bytes()),
            both => HoldsCode(both.Item1, Encoding.UTF8.GetString(both.Item2), ProofSide));
        var text = ReadPdf.Text(page);

        Assert.Equal(0, (await SealedRoll.VerifyAsync([], ("", proof))).Code);
        Assert.Contains("Tanda Terima Ikrar Netralitas", text, StringComparison.Ordinal);
        Assert.Contains("Dra. Hj. Contoh Nama Panjang, M.Si.", text, StringComparison.Ordinal);
        Assert.Contains("Plt. Lurah", text, StringComparison.Ordinal);
        Assert.Contains("Sabtu, 21 September 2024", text, StringComparison.Ordinal);
        Assert.Contains(receipt.SignatureId, text, StringComparison.Ordinal);
        Assert.Contains("localhost/log/uji, catatan nomor ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_checked_by_its_number_and_tells_no_more_than_is_shown()
    {
        var receipt = await SignedAsync(new Wire.Signature { SignerName = "Contoh Nama", SignerNumber = RollTests.NewNip(), Position = "Camat", Agency = "Kecamatan Uji" });
        var answer = await Replica.Papers.PrintCertificateAsync(new PrintCertificateRequest { SignatureId = receipt.SignatureId, Secret = receipt.Secret });
        var file = answer.Content.Bytes();
        var found = await Replica.Papers.GetPaperAsync(new GetPaperRequest { Number = answer.Number.ToLowerInvariant().Replace('-', ' ') });

        Assert.Equal(("application/pdf", $"sertifikat-ikrar-{answer.Number}.pdf"), (answer.ContentType, answer.FileName));
        Assert.Matches(@"\A([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}\z", answer.Number);
        Assert.True(HoldsCode(file, $"https://netralitas.test/v1/papers/{answer.Number.Replace("-", "", StringComparison.Ordinal)}", NumberSide));
        var text = ReadPdf.Text(file);
        Assert.Contains("Contoh Nama\nCamat, Kecamatan Uji\ntelah menandatangani\nIkrar uji\n", text, StringComparison.Ordinal);
        Assert.Equal((PaperKind.Certificate, PaperState.Valid, "Deklarasi uji", "2024-09-21", "Ikrar uji"), (found.Kind, found.State, found.Title, found.HeldOn, found.PledgeTextTitle));
        Assert.DoesNotContain("Contoh Nama", found.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Camat", found.ToString(), StringComparison.Ordinal);
        Assert.True(await MatchesAsync(answer.Number, " contoh  NAMA."));
        Assert.False(await MatchesAsync(answer.Number, "Nama Contoh"));
        Assert.False(await MatchesAsync(answer.Number, ""));
    }

    [Fact]
    public async Task A_certificate_ends_with_its_signature()
    {
        var (withdrawn, erased) = (await SignedAsync(RollTests.Signer(RollTests.NewNip())), await SignedAsync(RollTests.Signer(RollTests.NewNip())));
        var numbers = new List<string>();
        foreach (var receipt in new[] { withdrawn, erased })
        {
            numbers.Add((await Replica.Papers.PrintCertificateAsync(new PrintCertificateRequest { SignatureId = receipt.SignatureId, Secret = receipt.Secret })).Number);
            await Eventually.SeeAsync(() => Replica.Proofs.GetProofAsync(SealedRoll.Of(receipt)).ResponseAsync, found => found.State == ProofState.Proven);
        }

        await Replica.Signatures.WithdrawSignatureAsync(new WithdrawSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = withdrawn.SignatureId, Reason = "CONTOH" }, TestIssuer.As("bawaslu:75.71"));
        await Replica.Erasure.EraseSignatureAsync(
            new EraseSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = erased.SignatureId, Basis = ErasureBasis.SubjectRequest, DecisionNumber = "2/UJI", NoProceedings = true },
            TestIssuer.As("bawaslu:00", "central"));

        Assert.Equal(
            [PaperState.Withdrawn, PaperState.Erased],
            await Task.WhenAll(numbers.Select(async number => (await Replica.Papers.GetPaperAsync(new GetPaperRequest { Number = number })).State)));
        Assert.False(await MatchesAsync(numbers[1], "Uji 19000101"));
        Assert.Equal("SIGNATURE_WITHDRAWN", (await Refusal.OfAsync(Replica.Papers.PrintCertificateAsync(new PrintCertificateRequest { SignatureId = withdrawn.SignatureId, Secret = withdrawn.Secret }))).Reason);
        Assert.Equal("SIGNATURE_ALREADY_ERASED", (await Refusal.OfAsync(Replica.Papers.PrintCertificateAsync(new PrintCertificateRequest { SignatureId = erased.SignatureId, Secret = erased.Secret }))).Reason);
        Assert.Equal("SIGNATURE_ALREADY_ERASED", (await Refusal.OfAsync(Replica.Papers.PrintReceiptAsync(Of(erased)))).Reason);
        // What was withdrawn was signed all the same: its receipt is printed.
        Assert.Contains("Tanda Terima", ReadPdf.Text((await Replica.Papers.PrintReceiptAsync(Of(withdrawn))).Content.Bytes()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_printed_roll_has_everyone_and_a_number_that_tells_whether_it_may_have_changed()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.11");
        await Replica.Declarations.AddParticipantsAsync(
            new AddParticipantsRequest
            {
                RequestId = HeldDeclaration.NewId(),
                DeclarationId = declaration.Id,
                ExpectedStateVersion = await declaration.VersionAsync(),
                Participants = { new Wire.Participant { Role = ParticipantRole.Reader, Name = "Pembaca uji", Position = "Sekretaris Daerah" }, new Wire.Participant { Role = ParticipantRole.Attendee, Position = "Camat", People = 4 } },
            }, declaration.Organiser);
        await declaration.SignAsync([.. Enumerable.Range(0, 300).Select(n => new Wire.Signature { SignerName = $"Peserta-{n:000}", Position = "Kepala Seksi Pemerintahan", Agency = $"Kelurahan Contoh {n}" }),
            new Wire.Signature { SignerName = "Wakil uji", Position = "Ketua", Agency = "Asosiasi", OnBehalfOf = new Mandate { Represented = "seluruh anggota" } }]);
        var before = await PrintAsync(declaration);
        await RollTests.SealAsync(declaration);
        var after = await PrintAsync(declaration);
        var (open, locked) = (ReadPdf.Pages(before.Content.Bytes()), string.Join('\n', ReadPdf.Pages(after.Content.Bytes())));
        var found = await Replica.Papers.GetPaperAsync(new GetPaperRequest { Number = after.Number });
        var root = (await SealedRoll.FetchAsync(Replica, declaration.Id)).File;

        Assert.InRange(open.Count, 7, 20);
        Assert.All(Enumerable.Range(0, 300), n => Assert.Contains($"Peserta-{n:000}\n", locked, StringComparison.Ordinal));
        Assert.Contains("Menandatangani: 300", locked, StringComparison.Ordinal);
        Assert.Contains("Pembaca uji\nSekretaris Daerah", locked, StringComparison.Ordinal);
        Assert.Contains("seluruh anggota", locked, StringComparison.Ordinal);
        Assert.Contains("Daftar ini belum dikunci", string.Join('\n', open), StringComparison.Ordinal);
        Assert.Contains(SealedRoll.Parse(root).Root.ToString(), locked.Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(HoldsCode(after.Content.Bytes(), $"https://netralitas.test/v1/papers/{after.Number.Replace("-", "", StringComparison.Ordinal)}", RollSide));
        Assert.Equal((PaperKind.Roll, PaperState.Valid), (found.Kind, found.State));
        Assert.Equal(SealedRoll.Parse(root).Root.ToArray(), found.RollRoot.Bytes());
        Assert.False(await MatchesAsync(after.Number, "Peserta-000"));
        Assert.Equal("REGION_OUTSIDE_OFFICE", (await Refusal.OfAsync(Replica.Declarations.PrintRollAsync(new PrintRollRequest { DeclarationId = declaration.Id }, TestIssuer.As("bawaslu:12")))).Reason);
        Assert.Equal("DECLARATION_UNKNOWN", (await Refusal.OfAsync(Replica.Declarations.PrintRollAsync(new PrintRollRequest { DeclarationId = HeldDeclaration.NewId() }, declaration.Organiser))).Reason);
    }

    [Fact]
    public async Task A_roll_too_long_for_paper_is_read_page_by_page()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "13.12");
        await declaration.SignAsync(Enumerable.Range(0, 5_000).Select(n => new Wire.Signature { SignerName = $"P {n}" }));
        await declaration.SignAsync(new Wire.Signature { SignerName = "Satu lagi" });
        var refusal = await Refusal.OfAsync(Replica.Declarations.PrintRollAsync(new PrintRollRequest { DeclarationId = declaration.Id }, declaration.Organiser));

        Assert.Equal((StatusCode.FailedPrecondition, "ROLL_TOO_LONG"), (refusal.Code, refusal.Reason));
    }

    [Fact]
    public async Task Whoever_has_no_receipt_prints_nothing_and_no_number_is_guessed()
    {
        var (mine, other) = (await SignedAsync(RollTests.Signer(RollTests.NewNip())), await SignedAsync(RollTests.Signer(RollTests.NewNip())));
        var number = (await Replica.Papers.PrintCertificateAsync(new PrintCertificateRequest { SignatureId = mine.SignatureId, Secret = mine.Secret })).Number;

        Assert.Equal("PROOF_NOT_FOUND", (await Refusal.OfAsync(Replica.Papers.PrintReceiptAsync(new PrintReceiptRequest { SignatureId = mine.SignatureId, Secret = other.Secret }))).Reason);
        Assert.Equal("PROOF_NOT_FOUND", (await Refusal.OfAsync(Replica.Papers.PrintCertificateAsync(new PrintCertificateRequest { SignatureId = "x" }))).Reason);
        foreach (var wrong in new[] { "", "x", number[..^1], number[..^1] + (number[^1] == '0' ? '1' : '0'), (number[0] == '0' ? '1' : '0') + number[1..] })
        {
            Assert.Equal((StatusCode.NotFound, "PAPER_UNKNOWN"), await OfAsync(wrong));
        }

        async Task<(StatusCode, string)> OfAsync(string typed)
        {
            var (got, compared) = (await Refusal.OfAsync(Replica.Papers.GetPaperAsync(new GetPaperRequest { Number = typed })), await Refusal.OfAsync(Replica.Papers.ComparePaperAsync(new ComparePaperRequest { Number = typed, ShownName = "x" })));
            Assert.Equal((got.Code, got.Reason), (compared.Code, compared.Reason));
            return (got.Code, got.Reason);
        }
    }

    private static PrintReceiptRequest Of(SignatureReceipt receipt) => new() { SignatureId = receipt.SignatureId, Secret = receipt.Secret };

    private static bool HoldsCode(byte[] file, string content, double side)
    {
        var code = QrCode.Of(content);
        var bars = ReadPdf.Bars(file);
        // Another content may take another size; then the bars would not fall on its modules.
        return Math.Abs(bars.Max(bar => bar.X + bar.Width) - bars.Min(bar => bar.X) - ((code.Size - 8) * side / code.Size)) < 0.01
            && PrintedCode.Modules(code).SequenceEqual(PrintedCode.Drawn(file, code.Size, side));
    }

    private async Task<bool> MatchesAsync(string number, string name) => (await Replica.Papers.ComparePaperAsync(new ComparePaperRequest { Number = number, ShownName = name })).Matches;

    private async Task<PrintRollResponse> PrintAsync(HeldDeclaration declaration) => await Replica.Declarations.PrintRollAsync(new PrintRollRequest { DeclarationId = declaration.Id }, declaration.Organiser);

    private async Task<SignatureReceipt> SignedAsync(Wire.Signature signature) => (await (await HeldDeclaration.OpenedAsync(Replica)).SignAsync(signature)).Receipts.Single();
}
