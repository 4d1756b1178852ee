using Grpc.Core;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Pledges.Tests.Declarations;

/// <summary>An office finds the declarations of its region again.</summary>
[Collection(PledgesServiceCollection.Name)]
public sealed class ListTests(PledgesService service)
{
    // Regions that no other test holds declarations in.
    private const string Province = "65";
    private const string City = "65.71";
    private const string District = "65.71.01";

    private static readonly Metadata Organiser = TestIssuer.As($"bawaslu:{Province}");

    private PledgesProcess Replica => service.Replica;

    [Fact]
    public async Task Its_own_and_those_below_it_are_listed_the_latest_day_first_by_page_and_filter()
    {
        var text = await HeldDeclaration.TextAsync(Replica, Province);
        var parent = await OpenedAsync(Province, text, "2024-09-20");
        var session = await OpenedAsync(City, text, "2024-09-22", parent);
        var below = await OpenedAsync(District, text, "2024-09-21");
        var later = await OpenedAsync(City, text, "2024-09-22");
        var planned = (await Replica.Declarations.PlanDeclarationAsync(
            new PlanDeclarationRequest { RequestId = HeldDeclaration.NewId(), Declaration = Form(City, text, "2024-10-01") }, Organiser)).DeclarationId;

        Assert.Equal([planned, later, session, below, parent], await IdsAsync(new() { RegionCode = Province }));
        Assert.Equal([planned, later, session, below], await IdsAsync(new() { RegionCode = City }));
        Assert.Equal([planned], await IdsAsync(new() { RegionCode = Province, Status = DeclarationStatus.Planned }));
        Assert.Equal([below, parent], await IdsAsync(new() { RegionCode = Province, HeldUntil = "2024-09-21" }));
        Assert.Equal([later, session, below], await IdsAsync(new() { RegionCode = Province, HeldFrom = "2024-09-21", HeldUntil = "2024-09-22" }));
        Assert.Equal([session], await IdsAsync(new() { RegionCode = Province, ParentDeclarationId = parent }));
        Assert.Equal([planned, later, session, below, parent], await IdsAsync(new() { RegionCode = Province, PageSize = 2 }));
        var told = (await Replica.Declarations.ListDeclarationsAsync(new ListDeclarationsRequest { RegionCode = District }, Organiser)).Declarations.Single();
        Assert.Equal((below, District, "2024-09-21", "Dibuka", 1, "Penyelenggara uji"), (told.DeclarationId, told.RegionCode, told.HeldOn, told.State.StatusText, told.State.StateVersion, told.OrganiserName));
    }

    [Fact]
    public async Task The_countrys_list_has_all_and_a_foreign_office_none()
    {
        var declaration = await HeldDeclaration.OpenedAsync(Replica);
        var request = new ListDeclarationsRequest { RegionCode = "00", PageSize = 200 };

        Assert.Contains(declaration.Id, await IdsAsync(request, TestIssuer.As("bawaslu:00", "central", "central")));
        Assert.Equal("REGION_OUTSIDE_OFFICE", (await Refusal.OfAsync(Replica.Declarations.ListDeclarationsAsync(request, declaration.Organiser))).Reason);
        Assert.Equal("REGION_OUTSIDE_OFFICE", (await Refusal.OfAsync(Replica.Declarations.ListDeclarationsAsync(new ListDeclarationsRequest { RegionCode = "75.71" }, Organiser))).Reason);
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_once()
    {
        async Task<Refusal> RefusedAsync(ListDeclarationsRequest request) => await Refusal.OfAsync(Replica.Declarations.ListDeclarationsAsync(request, Organiser));

        var wrong = await RefusedAsync(new() { RegionCode = City, Status = (DeclarationStatus)9, HeldFrom = "kemarin", HeldUntil = "2024-02-30", ParentDeclarationId = "x" });

        Assert.Equal(("DECLARATION_FILTER_INVALID", "status,held_from,held_until,parent_declaration_id"), (wrong.Reason, string.Join(',', wrong.Fields)));
        Assert.Equal("REGION_UNKNOWN", (await RefusedAsync(new())).Reason);
        Assert.Equal("PAGE_SIZE_INVALID", (await RefusedAsync(new() { RegionCode = City, PageSize = 201 })).Reason);
        Assert.Equal("PAGE_TOKEN_INVALID", (await RefusedAsync(new() { RegionCode = City, PageToken = "20240921x" })).Reason);
    }

    private async Task<List<string>> IdsAsync(ListDeclarationsRequest request, Metadata? caller = null)
    {
        var ids = new List<string>();
        do
        {
            var page = await Replica.Declarations.ListDeclarationsAsync(request, caller ?? Organiser);
            Assert.True(page.Declarations.Count <= (request.PageSize == 0 ? 50 : request.PageSize));
            ids.AddRange(page.Declarations.Select(declaration => declaration.DeclarationId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return ids;
    }

    private async Task<string> OpenedAsync(string region, string text, string day, string parent = "")
    {
        var form = Form(region, text, day);
        form.ParentDeclarationId = parent;
        return (await Replica.Declarations.OpenDeclarationAsync(form, Organiser)).DeclarationId;
    }

    private static OpenDeclarationRequest Form(string region, string text, string day)
    {
        var form = HeldDeclaration.Form(region, text);
        form.HeldOn = day;
        return form;
    }
}
