using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.Signing;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Coverage;

/// <summary>On which days those signed who count, of a region and of one unit.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class CoverageByDayTests(PledgesService service)
{
    private const string HeldOn = "2024-09-21";

    // Numbers that no other test of the run uses; each test takes a region of its own.
    private static int next = 960_000;

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Each_day_tells_who_signed_on_it_wherever_they_are_counted_now_and_the_days_add_up_to_the_whole()
    {
        var people = await RosterAsync("11.12", 260, "Unit Uji");
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.12");
        var present = new Wire.Participant { Role = ParticipantRole.Attendee, Position = "Camat", People = 4 };
        await Replica.Declarations.AddParticipantsAsync(
            new AddParticipantsRequest { RequestId = HeldDeclaration.NewId(), DeclarationId = declaration.Id, ExpectedStateVersion = await declaration.VersionAsync(), Participants = { present } }, declaration.Organiser);
        var onBehalf = Signer(people[259]);
        onBehalf.OnBehalfOf = new Mandate { Represented = "seluruh staf", Basis = "surat kuasa" };
        await declaration.SignAsync(people.Take(210).Select(Signer));
        var few = await declaration.SignAsync([.. people.Skip(210).Take(2).Select(Signer), Signer(NewNip()), onBehalf]);
        await StreamSignaturesTests.SendAsync(Replica, declaration, StreamSignaturesTests.Batch(declaration, [Signer(people[212])]));
        var today = await SignOnDeviceAsync(declaration, people[220], people[221], NewNip());
        await SeeAsync(declaration, total => total is { Pledged: 215, OutsideRoster: 2, OnBehalf: 1, Present: 4 });

        // One who signed on a device moves to another unit, one of the list withdraws.
        await SendAsync("11.12", [Row(people[220], "Unit Baru", "11.12.02")]);
        await Replica.Signatures.WithdrawSignatureAsync(new WithdrawSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = few.Receipts[0].SignatureId, Reason = "CONTOH" }, declaration.Organiser);
        await SeeAsync(declaration, total => total.Pledged == 214);
        await Eventually.SeeAsync(() => GetAsync(declaration, CoverageBreakdown.Agency), answer => answer.Parts.Any(part => part is { Label: "Unit Baru", Pledged: 1 }));

        var byDay = await GetAsync(declaration, CoverageBreakdown.Day);
        Assert.Equal([$"{HeldOn} 260 212 212 4 1 1", $"{today} 260 2 214 0 0 1"], byDay.Parts.Select(Line));
        Assert.Equal("21 September 2024", byDay.Parts[0].Label);
        Assert.Equal((214L, 4L, 1L, 2L), (byDay.Parts.Sum(p => p.Pledged), byDay.Parts.Sum(p => p.Present), byDay.Parts.Sum(p => p.OnBehalf), byDay.Parts.Sum(p => p.OutsideRoster)));
        var province = await Replica.Coverage.GetCoverageAsync(Request(declaration, "11", CoverageBreakdown.Day), TestIssuer.As("bawaslu:11"));
        Assert.Equal(byDay.Parts.Select(part => (part.Key, part.Pledged)), province.Parts.Select(part => (part.Key, part.Pledged)));
        var units = (await GetAsync(declaration, CoverageBreakdown.Agency)).Parts.ToDictionary(part => part.Label, part => part.Key);
        Assert.Equal([$"{today} 1 1 1 0 0 0"], (await GetAsync(declaration, CoverageBreakdown.Day, units["Unit Baru"])).Parts.Select(Line));
        Assert.Equal([$"{HeldOn} 259 212 212 0 0 0", $"{today} 259 1 213 0 0 0"], (await GetAsync(declaration, CoverageBreakdown.Day, units["Unit Uji"])).Parts.Select(Line));
    }

    [Fact]
    public async Task One_unit_is_told_alone_to_whoever_may_see_its_region()
    {
        var people = await RosterAsync("11.13", 6, "Unit Sendiri");
        await RosterAsync("11.14", 1, "Unit Lain");
        var (declaration, foreign) = (await HeldDeclaration.OpenedAsync(Replica, "11.13"), await HeldDeclaration.OpenedAsync(Replica, "11.14"));
        await declaration.SignAsync(people.Take(4).Select(Signer));
        await SeeAsync(declaration, total => total.Pledged == 4);
        await SeeAsync(foreign, total => total.Expected == 1);
        var unit = (await GetAsync(declaration, CoverageBreakdown.Agency)).Parts.Single().Key;
        var other = (await GetAsync(foreign, CoverageBreakdown.Agency)).Parts.Single().Key;

        var alone = await GetAsync(declaration, CoverageBreakdown.Category, unit);
        Assert.Equal(("Unit Sendiri", 6L, 4L, 4L), (alone.Total.Label, alone.Total.Expected, alone.Total.Pledged, alone.Total.PledgedByThen));
        Assert.Equal(["Pns 6 4 4 0 0 0"], alone.Parts.Select(Line));

        foreach (var (agency, breakdown, field) in new[] { (other, CoverageBreakdown.Day, "agency_id"), (HeldDeclaration.NewId(), CoverageBreakdown.Day, "agency_id"), ("x", CoverageBreakdown.Day, "agency_id"),
            (unit, CoverageBreakdown.Agency, "breakdown"), (unit, CoverageBreakdown.Region, "breakdown"), ("", (CoverageBreakdown)99, "breakdown") })
        {
            var refusal = await Refusal.OfAsync(Replica.Coverage.GetCoverageAsync(Request(declaration, "11.13", breakdown, agency), declaration.Organiser));
            Assert.Equal(("COVERAGE_INVALID", field), (refusal.Reason, Assert.Single(refusal.Fields)));
        }

        var inPublic = await Refusal.OfAsync(Replica.PublicCoverage.GetPublicCoverageAsync(
            new GetPublicCoverageRequest { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = "11.13", Breakdown = CoverageBreakdown.Day }));
        Assert.Equal(("COVERAGE_INVALID", "breakdown"), (inPublic.Reason, Assert.Single(inPublic.Fields)));
    }

    private static string Line(Wire.Coverage part) => $"{part.Key} {part.Expected} {part.Pledged} {part.PledgedByThen} {part.Present} {part.OnBehalf} {part.OutsideRoster}";

    private static string NewNip() => HeldDeclaration.Nip(Interlocked.Increment(ref next));

    private static string Row(string number, string agency, string region) => $"{number},Uji {number[..8]},PNS,Staf,{agency},{region},,";

    private static Wire.Signature Signer(string number) => new() { SignerName = $"Uji {number[..8]}", SignerNumber = number, Position = "Staf", Agency = "Unit Uji" };

    private static GetCoverageRequest Request(HeldDeclaration declaration, string region, CoverageBreakdown breakdown, string agency = "") =>
        new() { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = region, Breakdown = breakdown, AgencyId = agency };

    /// <returns>The local date on which all of them signed.</returns>
    private async Task<string> SignOnDeviceAsync(HeldDeclaration declaration, params string[] numbers)
    {
        var code = (await Replica.Signatures.GetSessionCodeAsync(new GetSessionCodeRequest { DeclarationId = declaration.Id }, declaration.Organiser)).Code;
        foreach (var number in numbers)
        {
            var request = new SignPledgeRequest
            {
                RequestId = HeldDeclaration.NewId(),
                DeclarationId = declaration.Id,
                SessionCode = code,
                SignerName = "Penanda uji",
                SignerNumber = number,
                Position = "Staf",
                Agency = "Unit Uji",
                Confirms = true,
            };
            await Replica.Own.SignPledgeAsync(request, TestIssuer.Signatory(number));
        }

        return await service.Backing.ScalarAsync<string>(
            "select string_agg(distinct to_char(recorded_at at time zone interval '7 hours', 'YYYY-MM-DD'), ',') from pledges.signatures where declaration_id = $1 and method = 'Device'", Guid.Parse(declaration.Id));
    }

    private async Task<List<string>> RosterAsync(string region, int count, string agency)
    {
        var numbers = Enumerable.Range(0, count).Select(_ => NewNip()).ToList();
        await SendAsync(region, numbers.Select(number => Row(number, agency, $"{region}.01")));
        return numbers;
    }

    private async Task SendAsync(string region, IEnumerable<string> rows)
    {
        var report = await RosterFiles.SendAsync(Replica, RosterFiles.Csv(rows), TestIssuer.As($"bawaslu:{region}"), region);
        Assert.Empty(report.Faults);
    }

    private async Task<GetCoverageResponse> GetAsync(HeldDeclaration declaration, CoverageBreakdown breakdown, string agency = "") =>
        await Replica.Coverage.GetCoverageAsync(Request(declaration, declaration.Region, breakdown, agency), declaration.Organiser);

    private Task<GetCoverageResponse> SeeAsync(HeldDeclaration declaration, Func<Wire.Coverage, bool> isWanted) =>
        Eventually.SeeAsync(() => GetAsync(declaration, CoverageBreakdown.Unspecified), answer => isWanted(answer.Total));
}
