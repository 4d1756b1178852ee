using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;
using Netralitas.Services.Pledges.Tests.States;

namespace Netralitas.Services.Pledges.Tests.Coverage;

/// <summary>What the document of Kota Pasuruan prints (samples/declarations/03): all camat and all lurah, and eight heads of OPD who are not all of them: LAW-PLG-02.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class PasuruanTests(PledgesService service)
{
    private const string Office = "bawaslu:35.75";

    // More than eight; how many OPD the city has, the document does not say.
    private const int Opd = 24;

    [Fact]
    public async Task Four_of_four_camat_and_34_of_34_lurah_and_8_OPD_are_not_all_OPD()
    {
        var replica = service.Replica;
        var sample = Samples.Read("03-kota-pasuruan.json");
        var declaration = sample.GetProperty("declarations")[0];
        var text = Samples.Request<PublishPledgeTextRequest>(sample.GetProperty("texts")[0].GetProperty("publish"));
        text.RequestId = HeldDeclaration.NewId();
        var open = Samples.Request<OpenDeclarationRequest>(declaration.GetProperty("open"));
        (open.RequestId, open.PledgeTextId) = (HeldDeclaration.NewId(), (await replica.Texts.PublishPledgeTextAsync(text, TestIssuer.As(Office))).PledgeTextId);
        var record = Samples.Request<RecordSignaturesRequest>(declaration.GetProperty("record"));
        (record.RequestId, record.DeclarationId) = (HeldDeclaration.NewId(), (await replica.Declarations.OpenDeclarationAsync(open, TestIssuer.As(Office))).DeclarationId);

        var report = await RosterFiles.SendAsync(replica, RosterFiles.Csv(Roster()), TestIssuer.As(Office), "35.75");
        var recorded = await replica.Signatures.RecordSignaturesAsync(record, TestIssuer.As(Office));
        var subject = new CoverageSubject { DeclarationId = record.DeclarationId };
        var coverage = await Eventually.SeeAsync(
            async () => await replica.Coverage.GetCoverageAsync(new GetCoverageRequest { Subject = subject, RegionCode = "35.75", Breakdown = CoverageBreakdown.Position }, TestIssuer.As(Office)),
            answer => answer.Total.Pledged + answer.Total.OutsideRoster >= 47);
        var districts = await replica.Coverage.GetCoverageAsync(new GetCoverageRequest { Subject = subject, RegionCode = "35.75", Breakdown = CoverageBreakdown.Region }, TestIssuer.As(Office));

        Assert.Empty(report.Faults);
        Assert.Equal((47, 8), (recorded.Recorded, recorded.OutsideRoster));
        Assert.Equal(
            [$"CAMAT 4 of 4, present 4, beside 0, True", $"KEPALA OPD 0 of {Opd}, present 8, beside 8, False", "LURAH 34 of 34, present 34, beside 0, True", "SEKRETARIS DAERAH 1 of 1, present 0, beside 0, True"],
            coverage.Parts.Select(part => $"{part.Key} {part.Pledged} of {part.Expected}, present {part.Present}, beside {part.OutsideRoster}, {part.IsComplete}"));
        Assert.False(coverage.Total.IsComplete);
        Assert.All(districts.Parts, part => Assert.True(part.IsComplete));
        Assert.Equal((4, 38L), (districts.Parts.Count, districts.Parts.Sum(part => part.Pledged)));
    }

    private static IEnumerable<string> Roster()
    {
        var city = RegionCode.Parse("35.75");
        yield return ",,Pejabat,Sekretaris Daerah,Pemerintah Kota Pasuruan,35.75,,";
        for (var n = 1; n <= Opd; n++)
        {
            yield return $",,Pejabat,Kepala OPD,OPD uji {n},35.75,,";
        }

        foreach (var district in RegionDirectory.Children(city))
        {
            yield return $",,Pejabat,Camat,{district.FullName},{district.Code},,";
            foreach (var village in RegionDirectory.Children(district.Code))
            {
                yield return $",,Pejabat,Lurah,{village.FullName},{village.Code},,";
            }
        }
    }
}
