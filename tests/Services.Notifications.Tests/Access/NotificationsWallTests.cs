using Netralitas.Services.Notifications.Tests.Support;
using Npgsql;

namespace Netralitas.Services.Notifications.Tests.Access;

[Collection(BackingServicesCollection.Name)]
public sealed class NotificationsWallTests(BackingServices backing) : RowWallTests
{
    protected override string Role => backing.Database;

    protected override NpgsqlDataSource Owner => backing.Owner;

    protected override string Schema => "notifications";

    protected override string[] Filled => ["notices"];

    protected override (string Table, string Column) Changeable => ("notices", "title");

    protected override string AddAgain =>
        "select format('insert into notifications.notices (id, office, kind, subject_id, subject_version, title, body, created_at) values (%L, ''bawaslu:36.74'', ''ReportReceived'', gen_random_uuid(), 1, '''', '''', now())', id) from notifications.notices where office = 'bawaslu:63.71' limit 1";

    protected override async Task FillAsync()
    {
        await backing.TellAsync(One, regionCode: "36.74");
        await backing.TellAsync(Other, regionCode: "63.71");
    }
}
