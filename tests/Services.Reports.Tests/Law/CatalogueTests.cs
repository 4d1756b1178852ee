using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Sanctions;
using Netralitas.Elections.Violations;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Reports.Tests.Law;

/// <summary>The catalogue of violations and the sanctions, as anyone reads them.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class CatalogueTests(BackingServices backing)
{
    [Fact]
    public async Task All_rows_are_told_with_their_law_and_an_act_finds_its_rows_by_what_people_call_it()
    {
        var replica = await backing.ReplicaAsync();

        var all = (await replica.Law.ListViolationTypesAsync(new ListViolationTypesRequest())).ViolationTypes;
        var liked = (await replica.Law.ListViolationTypesAsync(new ListViolationTypesRequest { HappenedOn = "2024-10-05", Family = "Pilkada", Word = "Like" })).ViolationTypes;
        var before = (await replica.Law.ListViolationTypesAsync(new ListViolationTypesRequest { HappenedOn = "2022-09-21", Word = "like" })).ViolationTypes;
        var sanctions = (await replica.Law.ListSanctionsAsync(new ListSanctionsRequest())).Sanctions;

        Assert.Equal(ViolationCatalogue.Published.All.Count, all.Count);
        Assert.All(all, row => Assert.True(row.Code.Length > 0 && row.Name.Length > 0 && row.Sanction.Length > 0 && row.Citation.Basis.Length > 0 && row.Citation.Source.StartsWith("https://", StringComparison.Ordinal)));
        Assert.Contains(liked, row => (row.Code, row.Phase, row.Track) == ("KE-04", "Bakal", "HukumLainnya"));
        Assert.DoesNotContain(liked, row => row.Family == "Pemilu");
        Assert.DoesNotContain(before, row => row.Code == "KE-04");
        Assert.Equal(SanctionCatalogue.Published.All.Select(row => row.Code).Order(), sanctions.Select(row => row.Code).Order());
        Assert.Contains(sanctions, row => (row.Code, row.EmployeeKind, row.Level) == ("SEDANG-TUKIN-6", "Pns", "Sedang"));
    }

    [Fact]
    public async Task A_choice_that_cannot_be_read_is_told_with_all_its_faults()
    {
        var replica = await backing.ReplicaAsync();

        var refusal = await Refusal.OfAsync(replica.Law.ListViolationTypesAsync(new ListViolationTypesRequest { HappenedOn = "kemarin", Family = "Pilpres", Word = new string('a', 101) }));

        Assert.Equal((StatusCode.InvalidArgument, "LAW_FILTER_INVALID", "happened_on family word"), (refusal.Code, refusal.Reason, string.Join(' ', refusal.Fields)));
    }
}
