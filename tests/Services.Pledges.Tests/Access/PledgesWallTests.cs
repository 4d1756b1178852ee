using Netralitas.Contracts.Pledges.V1;
using Netralitas.Services.Pledges.Tests.States;
using Npgsql;

namespace Netralitas.Services.Pledges.Tests.Access;

[Collection(PledgesServiceCollection.Name)]
public sealed class PledgesWallTests(PledgesService service) : RowWallTests
{
    protected override string Role => service.Backing.Database;

    protected override NpgsqlDataSource Owner => service.Backing.Owner;

    protected override string Schema => "pledges";

    protected override string[] Filled => ["roster_uploads", "prevention_duties"];

    protected override (string Table, string Column) Changeable => ("prevention_duties", "basis");

    protected override string AddAgain =>
        """
        select format('insert into pledges.prevention_duties (id, holder_kind, region_code, unit, unit_key, office, time_zone, starts_on, basis, counts_from, recorded_by, recorded_at)
            values (%L, ''Uji'', ''36.74'', ''uji'', ''uji'', '''', ''Wib'', now(), '''', now(), '''', now())', id) from pledges.prevention_duties where region_code = '63.71' limit 1
        """;

    protected override async Task FillAsync()
    {
        foreach (var office in (string[])[One, Other])
        {
            var region = office.Split(':')[1];
            await ExpectedPeople.ExpectAsync(service.Replica, region, 1);
            await service.Replica.Prevention.RecordPreventionDutyAsync(
                new RecordPreventionDutyRequest { RequestId = HeldDeclaration.NewId(), RegionCode = region, StartsOn = "2026-01-05", Basis = "SE uji poin dua" }, TestIssuer.As(office));
        }
    }
}
