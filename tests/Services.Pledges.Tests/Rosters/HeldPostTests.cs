using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Rosters;

/// <summary>Who stands on rosters with a post in one row and with a number in another is one person.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class HeldPostTests(PledgesService service)
{
    private PledgesProcess Replica => service.Replica;

    [Theory]
    // In one file, in either order; and in two, in either order.
    [InlineData("76.02", "post number")]
    [InlineData("76.03", "number post")]
    [InlineData("76.04", "post; number")]
    [InlineData("76.05", "number; post")]
    [InlineData("76.06", "number; post; post number; post")]
    public async Task They_are_expected_once_in_whatever_order_their_rows_come(string region, string files)
    {
        var number = ExpectedPeople.NewNip();
        RosterReport report = new();
        foreach (var file in files.Split("; "))
        {
            report = await SendAsync(region, [.. file.Split(' ').Select(row => row == "post" ? PostOf(region) : Row(number, "Camat", region))]);
        }

        var declaration = await HeldDeclaration.OpenedAsync(Replica, region);
        await ExpectedPeople.SeeCoverageAsync(declaration, 1, 0);
        var again = await SendAsync(region, [PostOf(region), Row(number, "Camat", region)]);
        await declaration.SignAsync(Signer(number));
        await ExpectedPeople.SeeCoverageAsync(declaration, 1, 1);

        Assert.Equal(report.Rows, report.Added + report.Changed + report.Unchanged);
        Assert.Equal((0, 0, 2), (again.Added, again.Changed, again.Unchanged));
        Assert.Equal(1L, await CountedAsync(region));
    }

    [Fact]
    public async Task Who_signed_as_the_post_has_pledged_as_its_holder_once()
    {
        const string region = "74.01";
        await SendAsync(region, [PostOf(region)]);
        var (declaration, other) = (await HeldDeclaration.OpenedAsync(Replica, region), await HeldDeclaration.OpenedAsync(Replica, region));
        var number = ExpectedPeople.NewNip();
        await declaration.SignAsync(new Wire.Signature { Position = "Camat", Agency = "Kecamatan Uji" });
        // Of the other text the number was signed before any roster knew of it.
        await other.SignAsync(new Wire.Signature { Position = "Camat", Agency = "Kecamatan Uji" }, Signer(number));
        await ExpectedPeople.SeeCoverageAsync(declaration, 1, 1);

        await SendAsync(region, [Row(number, "Camat", region)]);
        await ExpectedPeople.SeeCoverageAsync(declaration, 1, 1);
        await ExpectedPeople.SeeCoverageAsync(other, 1, 1);
        var later = await HeldDeclaration.OpenedAsync(Replica, region);
        await later.SignAsync(new Wire.Signature { Position = "Camat", Agency = "Kecamatan Uji" });
        await ExpectedPeople.SeeCoverageAsync(later, 1, 1);

        Assert.Equal(1L, await CountedAsync(region));
        Assert.Empty((await Replica.Coverage.ListMissingAsync(
            new ListMissingRequest { Subject = new CoverageSubject { DeclarationId = declaration.Id }, RegionCode = region }, declaration.Organiser)).People);
    }

    [Fact]
    public async Task A_post_that_several_hold_stays_a_line_of_its_own_and_one_that_nobody_holds_any_more_is_expected_again()
    {
        const string region = "74.02";
        var (one, two) = (ExpectedPeople.NewNip(), ExpectedPeople.NewNip());
        await SendAsync(region, [Row(one, "Camat", region), PostOf(region), Row(two, "Camat", region)]);
        var several = await CountedAsync(region);
        var declaration = await HeldDeclaration.OpenedAsync(Replica, region);
        await ExpectedPeople.SeeCoverageAsync(declaration, 3, 0);

        // The second moves to another post: the first is known to be meant.
        await SendAsync(region, [Row(two, "Sekretaris", region), PostOf(region)]);
        await ExpectedPeople.SeeCoverageAsync(declaration, 2, 0);
        // The first leaves too, and the post is there again.
        await SendAsync(region, [Row(one, "Staf", region), PostOf(region)]);
        await ExpectedPeople.SeeCoverageAsync(declaration, 3, 0);

        Assert.Equal(3L, several);
    }

    [Fact]
    public async Task Of_two_files_at_once_the_person_is_expected_once()
    {
        const string region = "74.03";
        var number = ExpectedPeople.NewNip();
        await Task.WhenAll(SendAsync(region, [PostOf(region)]), SendAsync(region, [Row(number, "Camat", region)]), SendAsync(region, [PostOf(region), Row(number, "Camat", region)]));
        await SendAsync(region, [PostOf(region)]);
        await ExpectedPeople.SeeCoverageAsync(await HeldDeclaration.OpenedAsync(Replica, region), 1, 0);
    }

    private static string PostOf(string region) => $",,Pejabat,Camat,Kecamatan Uji,{region},,";

    private static string Row(string number, string position, string region) => $"{number},Uji {number[..8]},PNS,{position},Kecamatan Uji,{region},,";

    private static Wire.Signature Signer(string number) => new() { SignerName = $"Uji {number[..8]}", SignerNumber = number, Position = "Camat", Agency = "Kecamatan Uji" };

    private async Task<RosterReport> SendAsync(string region, string[] rows)
    {
        var report = await RosterFiles.SendAsync(Replica, RosterFiles.Csv(rows), TestIssuer.As($"bawaslu:{region}"), region);
        Assert.Empty(report.Faults);
        return report;
    }

    private Task<long> CountedAsync(string region) => service.Backing.ScalarAsync<long>("select count(*) from pledges.roster_entries where region_code = $1 and is_counted", region);
}
