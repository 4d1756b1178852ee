using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Pledges.Tests.Signing;

/// <summary>Signatures from a file, with an answer for each row.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class SignatureFileTests(PledgesService service)
{
    static SignatureFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly string[] Head = ["Nama Lengkap", "NIP", "Jabatan", "Unit Kerja", "Status Jabatan", "Mewakili", "Dasar Kuasa"];

    private static readonly string[][] Rows =
    [
        ["André Uji", HeldDeclaration.Nip(1), "Camat", "Kecamatan Uji", "Plt.", "", ""],
        ["Penanda uji 2", "190001011925131999", "Staf", "Unit uji", "", "", ""],
        ["", "", "", "", "", "", ""],
        ["Penanda uji 1", HeldDeclaration.Nip(1), "Camat", "Kecamatan Uji", "", "", ""],
        ["Wakil uji", "", "Ketua", "Asosiasi Uji", "definitif", "seluruh anggota", "surat kuasa uji"],
        ["Penanda uji 4", HeldDeclaration.Nip(4), "Staf", "Unit uji", "sementara", "", ""],
    ];

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Each_row_of_a_file_in_Windows_1252_with_semicolons_is_answered_by_its_line()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var request = File(declaration, Encoding.GetEncoding(1252).GetBytes(string.Join("\r\n", Rows.Prepend(Head).Select(row => string.Join(';', row)))));

        var answer = await Replica.Signatures.RecordSignatureFileAsync(request, declaration.Organiser);
        var again = await Replica.Signatures.RecordSignatureFileAsync(request, declaration.Organiser);
        var roll = await Replica.Declarations.GetRollAsync(new GetRollRequest { DeclarationId = declaration.Id }, declaration.Organiser);

        Assert.Equal(answer, again);
        Assert.Equal(
            ["2 RecordedOutsideRoster", "3 Rejected", "5 AlreadyRecorded", "6 Recorded", "7 Rejected"], answer.Rows.Select(row => $"{row.Line} {row.Result}"));
        Assert.Equal(["3 signer_number", "7 tenure"], answer.Faults.Select(fault => $"{fault.Row} {fault.Field}"));
        Assert.Equal((2, 2), (answer.Recorded, answer.Receipts.Count));
        Assert.Equal(("André Uji", OfficeTenure.Plt), (roll.Signers.Single().SignerName, roll.Signers[0].Tenure));
        Assert.Equal(("seluruh anggota", "surat kuasa uji"), (roll.SignersOnBehalf.Single().OnBehalfOf.Represented, roll.SignersOnBehalf[0].OnBehalfOf.Basis));
        Assert.Equal((2, 1, 1), ((await declaration.GetAsync()).Counts.Signatures, (await declaration.GetAsync()).Counts.PersonalPledges, (await declaration.GetAsync()).Counts.OnBehalf));
    }

    [Fact]
    public async Task A_workbook_is_read_too_and_a_number_that_it_rounded_is_told()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var request = File(declaration, RosterFiles.Xlsx([Head, Rows[0], ["Penanda uji 5", "1.90001011968E+17", "Staf", "Unit uji", "", "", ""]]));
        request.Format = SignatureFileFormat.Xlsx;

        var answer = await Replica.Signatures.RecordSignatureFileAsync(request, declaration.Organiser);

        Assert.Equal([RowResult.RecordedOutsideRoster, RowResult.Rejected], answer.Rows.Select(row => row.Result));
        Assert.Equal("signer_number", Assert.Single(answer.Faults).Field);
    }

    [Fact]
    public async Task What_is_no_such_file_is_refused_and_nothing_of_it_is_stored()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var unknown = File(declaration, Csv(1));
        unknown.Format = SignatureFileFormat.Unspecified;
        var noWorkbook = File(declaration, Csv(1));
        noWorkbook.Format = SignatureFileFormat.Xlsx;
        var planned = await HeldDeclaration.PlannedAsync(Replica);

        foreach (var bad in new[] { File(declaration, []), File(declaration, new byte[(3 * 1024 * 1024) + 1]), File(declaration, "nama;jabatan\nA;B\n"u8.ToArray()), File(declaration, "nip;nama;jabatan;unit kerja\n"u8.ToArray()), File(declaration, Csv(5_001)), unknown, noWorkbook })
        {
            var refusal = await Refusal.OfAsync(Replica.Signatures.RecordSignatureFileAsync(bad, declaration.Organiser));
            Assert.Equal((StatusCode.InvalidArgument, "SIGNATURE_FILE_UNREADABLE"), (refusal.Code, refusal.Reason));
        }

        Assert.Equal("REGION_OUTSIDE_OFFICE", (await Refusal.OfAsync(Replica.Signatures.RecordSignatureFileAsync(File(declaration, Csv(1)), TestIssuer.As("bawaslu:12")))).Reason);
        Assert.Equal("DECLARATION_NOT_OPEN", (await Refusal.OfAsync(Replica.Signatures.RecordSignatureFileAsync(File(planned, Csv(1)), planned.Organiser))).Reason);
        Assert.Equal("DECLARATION_UNKNOWN", (await Refusal.OfAsync(Replica.Signatures.RecordSignatureFileAsync(File(declaration with { Id = "x" }, Csv(1)), declaration.Organiser))).Reason);
        Assert.Equal(0, (await declaration.GetAsync()).Counts.Signatures);
    }

    [Fact]
    public async Task A_file_that_was_not_answered_is_sent_again_and_is_there_once()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var request = File(declaration, Csv(30));
        await using (var dying = await PledgesProcess.StartAsync(service.Backing, "file.after_commit_before_reply"))
        {
            await Assert.ThrowsAsync<RpcException>(() => dying.Signatures.RecordSignatureFileAsync(request, declaration.Organiser).ResponseAsync);
            await dying.SeeDeadAsync();
        }

        var twoAtOnce = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Replica.Signatures.RecordSignatureFileAsync(request, declaration.Organiser).ResponseAsync));

        Assert.Equal(twoAtOnce[0], twoAtOnce[1]);
        Assert.Equal((30, 30), (twoAtOnce[0].Recorded, twoAtOnce[0].Receipts.Count));
        Assert.Equal(30, (await declaration.GetAsync()).Counts.Signatures);
    }

    private static byte[] Csv(int people) =>
        Encoding.UTF8.GetBytes("nip,nama,jabatan,unit kerja\n" + string.Concat(Enumerable.Range(0, people).Select(n => $"{HeldDeclaration.Nip(n)},Penanda uji {n},Staf,Unit uji\n")));

    private static RecordSignatureFileRequest File(HeldDeclaration declaration, byte[] content) =>
        new() { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, Format = SignatureFileFormat.Csv, Content = ByteString.CopyFrom(content) };
}
