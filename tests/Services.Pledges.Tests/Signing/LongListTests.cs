using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Signing;

/// <summary>Lists that are long enough to be copied say the same of each row as short ones.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class LongListTests(PledgesService service)
{
    // Numbers that no other test of the run uses.
    private const int First = 2_000_000;

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Each_row_of_a_long_list_is_answered_as_that_of_a_short_one()
    {
        var office = TestIssuer.As("bawaslu:75.71");
        await RosterFiles.SendAsync(Replica, RosterFiles.Csv(Enumerable.Range(First, 100).Select(n => $"{HeldDeclaration.Nip(n)},Uji {n},PNS,Staf,Unit Panjang,75.71,,").Append(",,Pejabat,Camat,Kecamatan Panjang,75.71,,")), office);
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        await declaration.SignAsync(HeldDeclaration.Signer(First), HeldDeclaration.Signer(First + 100));
        var month13 = HeldDeclaration.Signer(1);
        month13.SignerNumber = "190001011925131999";
        var contract21 = HeldDeclaration.Signer(1);
        contract21.SignerNumber = "190001011925211999";
        List<Wire.Signature> rows =
        [
            .. Enumerable.Range(First, 300).Select(HeldDeclaration.Signer), HeldDeclaration.Signer(First + 5), month13, contract21,
            new Wire.Signature { Position = "Camat", Agency = "Kecamatan Panjang" },
            new Wire.Signature { SignerName = "Uji", SignerNumber = HeldDeclaration.Nip(First + 7), OnBehalfOf = new Mandate { Represented = "seluruh staf", Basis = "surat kuasa" } },
        ];

        var answer = Assert.Single(await StreamSignaturesTests.SendAsync(Replica, declaration, StreamSignaturesTests.Batch(declaration, rows)));

        Assert.Equal(RowResult.AlreadyRecorded, answer.Results[0]);
        Assert.All(answer.Results.Skip(1).Take(99), result => Assert.Equal(RowResult.Recorded, result));
        Assert.Equal(RowResult.AlreadyRecorded, answer.Results[100]);
        Assert.All(answer.Results.Skip(101).Take(199), result => Assert.Equal(RowResult.RecordedOutsideRoster, result));
        Assert.Equal([RowResult.AlreadyRecorded, RowResult.Rejected, RowResult.RecordedOutsideRoster, RowResult.Recorded, RowResult.Recorded], answer.Results.Skip(300));
        var fault = Assert.Single(answer.Faults);
        Assert.Equal((301, "signer_number", "Angka ke-13 dan ke-14 harus bulan pengangkatan 01-12 (PNS) atau nomor kontrak mulai 21 (PPPK)."), (fault.Row, fault.Field, fault.Reason));
        Assert.Equal((301, 200), (answer.Recorded, answer.OutsideRoster));
        var counts = (await declaration.GetAsync()).Counts;
        Assert.Equal((303, 302, 1), (counts.Signatures, counts.PersonalPledges, counts.OnBehalf));
        var coverage = await Eventually.SeeAsync(() => Replica.Coverage.GetCoverageAsync(
            new GetCoverageRequest { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = "75.71" }, office).ResponseAsync, found => found.Total.Pledged + found.Total.OutsideRoster == 302);
        Assert.Equal((101L, 201L, 1L), (coverage.Total.Pledged, coverage.Total.OutsideRoster, coverage.Total.OnBehalf));
    }

    [Fact]
    public async Task What_is_refused_of_a_long_list_leaves_nothing_of_it()
    {
        var open = await HeldDeclaration.OpenedAsync(Replica);
        var planned = await HeldDeclaration.PlannedAsync(Replica);
        var month13 = HeldDeclaration.Signer(1);
        month13.SignerNumber = "190001011925131999";
        var list = Enumerable.Range(First + 1_000, 300).Select(HeldDeclaration.Signer).ToList();

        var bad = await Refusal.OfAsync(Replica.Signatures.RecordSignaturesAsync(
            new RecordSignaturesRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = open.Id, Signatures = { list, month13 } }, open.Organiser));
        var early = await Refusal.OfAsync(Replica.Signatures.RecordSignaturesAsync(
            new RecordSignaturesRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = planned.Id, Signatures = { list } }, planned.Organiser));

        Assert.Equal(("SIGNATURES_INVALID", "signatures[300].signer_number"), (bad.Reason, Assert.Single(bad.Fields)));
        Assert.Equal("DECLARATION_NOT_OPEN", early.Reason);
        Assert.Equal(0L, await service.Backing.ScalarAsync<long>("select count(*) from pledges.signatures where declaration_id in ($1, $2)", Guid.Parse(open.Id), Guid.Parse(planned.Id)));
    }

    [Fact]
    public async Task Coverage_that_is_read_while_lists_come_only_grows_and_is_right_at_the_end()
    {
        var office = TestIssuer.As("bawaslu:75.71");
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var from = First + 10_000;
        await RosterFiles.SendAsync(Replica, RosterFiles.Csv(Enumerable.Range(from, 3_000).Select(n => $"{HeldDeclaration.Nip(n)},Uji {n},PNS,Staf {n % 7},Unit {n % 30},75.71.0{1 + (n % 3)},,")), office);
        async Task<Wire.Coverage> ReadAsync() => (await Replica.Coverage.GetCoverageAsync(
            new GetCoverageRequest { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = "75.71" }, office)).Total;

        var loading = Task.WhenAll(Enumerable.Range(0, 3).Select(stream => StreamSignaturesTests.SendAsync(Replica, declaration,
            [.. Enumerable.Range(0, 4).Select(n => StreamSignaturesTests.Batch(declaration, Enumerable.Range(from + (stream * 1_000) + (n * 200), 400).Select(HeldDeclaration.Signer)))])));
        var seen = new List<Wire.Coverage>();
        do
        {
            seen.Add(await ReadAsync());
        }
        while (!loading.IsCompleted);
        var answers = await loading;
        seen.Add(await Eventually.SeeAsync(ReadAsync, total => total.Pledged == 3_000));

        Assert.Equal(3_000, answers.SelectMany(stream => stream).Sum(answer => answer.Recorded));
        Assert.All(seen.Zip(seen.Skip(1)), pair => Assert.True(pair.First.Pledged <= pair.Second.Pledged));
        Assert.All(seen, total => Assert.InRange(total.Pledged, 0, 3_000));
        Assert.All(seen, total => Assert.Equal(0, total.OutsideRoster));
    }
}
