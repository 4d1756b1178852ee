using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.Signing;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Coverage;

/// <summary>Who is expected and who has pledged; a signature for others pledges for none of them: LAW-PLG-01.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class CoverageTests(PledgesService service)
{
    // Numbers that no other test of the run uses; each test takes a region of its own.
    private static int next = 900_000;

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Bulk_load_by_streams_and_lists_at_once_leaves_right_sums_at_every_level()
    {
        var people = await RosterAsync("11.01", 400, n => $"11.01.{(n % 2) + 1:00}", n => n % 4 == 0 ? "Guru" : "Staf", n => $"Unit {n % 5}");
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.01");
        List<Wire.Signature> Signers(int from, int count) => [.. people.Skip(from).Take(count).Select(number => Signer(number))];

        await Task.WhenAll(
            StreamSignaturesTests.SendAsync(Replica, declaration, StreamSignaturesTests.Batch(declaration, Signers(0, 150)), StreamSignaturesTests.Batch(declaration, Signers(100, 150))),
            StreamSignaturesTests.SendAsync(Replica, declaration, StreamSignaturesTests.Batch(declaration, Signers(50, 150)), StreamSignaturesTests.Batch(declaration, Signers(200, 100))),
            declaration.SignAsync(Signers(120, 100)), declaration.SignAsync([.. Signers(280, 20), Signer(NewNip())]));

        var regency = await SeeAsync(declaration, "11.01", CoverageBreakdown.Region, total => total.Pledged == 300);
        Assert.Equal((400L, 300L, 1L, false), (regency.Total.Expected, regency.Total.Pledged, regency.Total.OutsideRoster, regency.Total.IsComplete));
        Assert.Equal(["11.01.01 200 150", "11.01.02 200 150"], regency.Parts.Select(Line));
        Assert.Equal(["GURU 100 75", "STAF 300 225"], (await GetAsync(declaration, "11.01", CoverageBreakdown.Position)).Parts.Select(Line));
        Assert.Equal(["Pns 400 300"], (await GetAsync(declaration, "11.01", CoverageBreakdown.Category)).Parts.Select(Line));
        var agencies = (await GetAsync(declaration, "11.01", CoverageBreakdown.Agency)).Parts;
        Assert.Equal((10, 400L, 300L), (agencies.Count, agencies.Sum(a => a.Expected), agencies.Sum(a => a.Pledged)));
        Assert.Equal(300L, (await GetAsync(declaration, "11", CoverageBreakdown.Unspecified, "bawaslu:11")).Total.Pledged);
        Assert.Equal(300L, (await GetAsync(declaration, "00", CoverageBreakdown.Unspecified, "bawaslu:00", "central")).Total.Pledged);
    }

    [Fact]
    public async Task Who_signed_before_the_roster_came_is_counted_in_when_it_comes()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.02");
        var numbers = Enumerable.Range(0, 8).Select(_ => NewNip()).ToList();
        await declaration.SignAsync([.. numbers.Select(Signer), new Wire.Signature { Position = "Camat", Agency = "Kecamatan Uji" }]);
        var before = await SeeAsync(declaration, "11.02", CoverageBreakdown.Unspecified, total => total.OutsideRoster == 9);

        await SendAsync("11.02", [.. numbers.Select(n => Row(n, "Staf", "Unit Uji", "11.02.01")), ",,Pejabat,Camat,Kecamatan Uji,11.02.01,,"]);
        var after = await SeeAsync(declaration, "11.02", CoverageBreakdown.Unspecified, total => total.Pledged == 9);

        Assert.Equal(0L, before.Total.Expected);
        Assert.Equal((9L, 9L, 0L, true), (after.Total.Expected, after.Total.Pledged, after.Total.OutsideRoster, after.Total.IsComplete));
    }

    [Fact]
    public async Task Who_moves_is_counted_where_the_newest_file_says_and_whose_entry_ended_nowhere()
    {
        var people = await RosterAsync("11.03", 10, _ => "11.03.01", _ => "Staf", _ => "Unit Lama");
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.03");
        await declaration.SignAsync(people.Select(Signer));
        await SeeAsync(declaration, "11.03", CoverageBreakdown.Agency, total => total.Pledged == 10);

        await SendAsync("11.03", [Row(people[0], "Kepala", "Unit Baru", "11.03.02"), Row(people[1], "Staf", "Unit Lama", "11.03.01", ",2020-12-31")]);
        var moved = await SeeAsync(declaration, "11.03", CoverageBreakdown.Agency, total => total.Expected == 9);

        Assert.Equal(9L, moved.Total.Pledged);
        Assert.Equal(["Unit Baru 1 1", "Unit Lama 8 8"], moved.Parts.Select(part => $"{part.Label} {part.Expected} {part.Pledged}"));
        Assert.Equal(["11.03.01 8 8", "11.03.02 1 1"], (await GetAsync(declaration, "11.03", CoverageBreakdown.Region)).Parts.Select(Line));
    }

    [Fact]
    public async Task A_withdrawn_pledge_is_not_counted_and_a_signature_for_others_pledges_for_none_of_them()
    {
        var people = await RosterAsync("11.04", 6, _ => "11.04.01", _ => "Staf", _ => "Unit Uji");
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.04");
        var onBehalf = Signer(people[5]);
        onBehalf.OnBehalfOf = new Mandate { Represented = "seluruh staf", Basis = "surat kuasa" };
        var signed = await declaration.SignAsync([.. people.Take(2).Select(Signer), Signer(NewNip()), onBehalf]);
        await SeeAsync(declaration, "11.04", CoverageBreakdown.Unspecified, total => total is { Pledged: 2, OutsideRoster: 1, OnBehalf: 1 });

        foreach (var id in new[] { signed.Receipts[0].SignatureId, signed.Receipts[2].SignatureId, signed.Receipts[3].SignatureId })
        {
            await Replica.Signatures.WithdrawSignatureAsync(new WithdrawSignatureRequest { RequestId = HeldDeclaration.NewId(), SignatureId = id, Reason = "CONTOH" }, declaration.Organiser);
        }

        var left = await SeeAsync(declaration, "11.04", CoverageBreakdown.Unspecified, total => total is { Pledged: 1, OutsideRoster: 0, OnBehalf: 0 });
        Assert.Equal(6L, left.Total.Expected);
    }

    [Fact]
    public async Task Who_is_missing_is_told_to_the_organisers_of_the_region_page_by_page()
    {
        var people = await RosterAsync("11.05", 30, _ => "11.05.01", _ => "Staf", _ => "Unit Uji");
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.05");
        await declaration.SignAsync(people.Take(5).Select(Signer));
        var seen = new List<MissingPerson>();
        var token = "";
        do
        {
            var page = await Replica.Coverage.ListMissingAsync(Missing(declaration, token), declaration.Organiser);
            seen.AddRange(page.People);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        var foreign = await Refusal.OfAsync(Replica.Coverage.ListMissingAsync(Missing(declaration, ""), TestIssuer.As("bawaslu:12")));
        var auditor = await Refusal.OfAsync(Replica.Coverage.ListMissingAsync(Missing(declaration, ""), TestIssuer.As("bawaslu:11.05", "auditor")));

        Assert.Equal(people.Skip(5).Select(number => $"Uji {number[..8]}").Order(StringComparer.Ordinal), seen.Select(person => person.Name).Order(StringComparer.Ordinal));
        Assert.Equal("REGION_OUTSIDE_OFFICE", foreign.Reason);
        Assert.Equal("ROLE_NOT_ALLOWED", auditor.Reason);
    }

    [Fact]
    public async Task Anyone_reads_the_coverage_without_small_groups()
    {
        var people = await RosterAsync("11.06", 40, n => n < 20 ? "11.06.01" : n < 37 ? "11.06.02" : "11.06.03", n => n == 0 ? "Lurah" : "Staf", _ => "Unit Uji");
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.06");
        await declaration.SignAsync(people.Take(30).Select(Signer));
        await SeeAsync(declaration, "11.06", CoverageBreakdown.Unspecified, total => total.Pledged == 30);
        // The least beside what is small is withheld with it, in the country and in the province: these here, and not the region that is asked.
        foreach (var other in new[] { "11.16", "11.17", "92.11", "94.08" })
        {
            await RosterAsync(other, 10, _ => other, _ => "Staf", _ => "Unit Uji");
            var there = await HeldDeclaration.OpenedAsync(Replica, other);
            await SeeAsync(there, other, CoverageBreakdown.Unspecified, total => total.Expected == 10);
        }

        var request = new GetPublicCoverageRequest { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = "11.06", Breakdown = CoverageBreakdown.Region };
        var regions = await Replica.PublicCoverage.GetPublicCoverageAsync(request);
        request.RegionCode = "11.06.03";
        var small = await Replica.PublicCoverage.GetPublicCoverageAsync(request);
        request.Breakdown = CoverageBreakdown.Agency;
        var agencies = await Refusal.OfAsync(Replica.PublicCoverage.GetPublicCoverageAsync(request));
        var alone = new List<string>();
        foreach (var (region, breakdown) in new[] { "11.06.01", "11.06.02" }.SelectMany(region => new[] { (region, CoverageBreakdown.Unspecified), (region, CoverageBreakdown.Category), (region, CoverageBreakdown.Position) }))
        {
            request = new() { Subject = request.Subject, RegionCode = region, Breakdown = breakdown };
            var asked = await Replica.PublicCoverage.GetPublicCoverageAsync(request);
            alone.Add($"{region} {breakdown} {asked.Total.Expected}");
            Assert.DoesNotContain(asked.Parts, part => part.Expected is > 0 and < 5);
            Assert.True(!asked.Total.IsWithheld || asked.Parts.Count == 0);
        }

        Assert.Equal((40L, 30L, false), (regions.Total.Expected, regions.Total.Pledged, regions.Total.IsWithheld));
        // The third is small; alone withheld it could be reckoned, so the lesser of the others goes with it.
        Assert.Equal(["11.06.01 False 20", "11.06.02 True 0", "11.06.03 True 0"], regions.Parts.Select(part => $"{part.Key} {part.IsWithheld} {part.Expected}"));
        // Asked alone a region is told what it is told in the list.
        Assert.Equal(["11.06.01 Unspecified 20", "11.06.01 Category 20", "11.06.01 Position 20", "11.06.02 Unspecified 0", "11.06.02 Category 0", "11.06.02 Position 0"], alone);
        Assert.Equal((true, 0L, 0), (small.Total.IsWithheld, small.Total.Expected, small.Parts.Count));
        Assert.Equal(("COVERAGE_INVALID", "breakdown"), (agencies.Reason, Assert.Single(agencies.Fields)));
    }

    [Fact]
    public async Task A_question_that_means_nothing_is_refused()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica, "11.07");
        var noSubject = new GetCoverageRequest { RegionCode = "11.07" };
        var unknown = new GetCoverageRequest { RegionCode = "11.07", Subject = new CoverageSubject { DeclarationId = HeldDeclaration.NewId() } };
        var nowhere = new GetCoverageRequest { RegionCode = "99", Subject = new CoverageSubject { DeclarationId = declaration.Id } };
        var foreign = new GetCoverageRequest { RegionCode = "12", Subject = new CoverageSubject { DeclarationId = declaration.Id } };

        Assert.Equal(
            ["COVERAGE_INVALID", "DECLARATION_UNKNOWN", "REGION_UNKNOWN", "REGION_OUTSIDE_OFFICE"],
            await Task.WhenAll(new[] { noSubject, unknown, nowhere, foreign }.Select(async request => (await Refusal.OfAsync(Replica.Coverage.GetCoverageAsync(request, declaration.Organiser))).Reason)));
    }

    private static string Line(Wire.Coverage part) => $"{part.Key} {part.Expected} {part.Pledged}";

    private static string NewNip() => HeldDeclaration.Nip(Interlocked.Increment(ref next));

    private static string Row(string number, string position, string agency, string region, string dates = ",") => $"{number},Uji {number[..8]},PNS,{position},{agency},{region},{dates}";

    private static Wire.Signature Signer(string number) => new() { SignerName = $"Uji {number[..8]}", SignerNumber = number, Position = "Staf", Agency = "Unit Uji" };

    private static ListMissingRequest Missing(HeldDeclaration declaration, string token) =>
        new() { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = declaration.Region, PageSize = 10, PageToken = token };

    private async Task<List<string>> RosterAsync(string region, int count, Func<int, string> district, Func<int, string> position, Func<int, string> agency)
    {
        var numbers = Enumerable.Range(0, count).Select(_ => NewNip()).ToList();
        await SendAsync(region, numbers.Select((number, n) => Row(number, position(n), agency(n), district(n))));
        return numbers;
    }

    private async Task SendAsync(string region, IEnumerable<string> rows)
    {
        var report = await RosterFiles.SendAsync(Replica, RosterFiles.Csv(rows), TestIssuer.As($"bawaslu:{region}"), region);
        Assert.Empty(report.Faults);
    }

    private async Task<GetCoverageResponse> GetAsync(HeldDeclaration declaration, string region, CoverageBreakdown breakdown, string? office = null, string role = "officer") =>
        await Replica.Coverage.GetCoverageAsync(
            new GetCoverageRequest { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = region, Breakdown = breakdown },
            office is null ? declaration.Organiser : TestIssuer.As(office, role));

    private Task<GetCoverageResponse> SeeAsync(HeldDeclaration declaration, string region, CoverageBreakdown breakdown, Func<Wire.Coverage, bool> isWanted) =>
        Eventually.SeeAsync(() => GetAsync(declaration, region, breakdown), answer => isWanted(answer.Total));
}
