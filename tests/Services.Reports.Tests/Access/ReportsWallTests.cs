using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Access;

[Collection(BackingServicesCollection.Name)]
public sealed class ReportsWallTests(BackingServices backing) : RowWallTests
{
    protected override string Role => backing.Database;

    protected override NpgsqlDataSource Owner => backing.Owner;

    protected override string Schema => "reports";

    protected override string[] Filled => ["work_list", "reports", "cases", "case_events", "case_clocks"];

    protected override (string Table, string Column) Changeable => ("cases", "status");

    protected override string AddAgain =>
        "select format('insert into reports.cases (report_id, version, status, office_code, unread_messages, changed_at) values (%L, 1, ''Received'', ''36.74'', 0, now())', report_id) from reports.cases where office_code = '63.71' limit 1";

    [Theory]
    [InlineData("w.status = 'Received' and w.regency_code = '36.74' order by w.due_at, w.number")]
    [InlineData("w.status = 'Received' and w.province_code = '36' order by w.received_at desc, w.number desc")]
    [InlineData("w.status = 'Received' and (w.due_at, w.number) > (now(), '') order by w.due_at, w.number")]
    public async Task The_work_list_is_read_by_its_indexes_behind_the_policy_as_before_it(string query)
    {
        // A plan for a few rows would not use any index; this one does if it may.
        await using var command = Owner.CreateCommand(
            $"""
            begin; set local enable_seqscan = off; set local enable_bitmapscan = off; set local role reports;
            set local "netralitas.from" = '36.74'; set local "netralitas.below" = '36.74/';
            explain select * from reports.work_list w where {query} limit 50;
            commit;
            """);
        var plan = new List<string>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            plan.Add(rows.GetString(0));
        }

        var text = string.Join('\n', plan);
        Assert.Contains("Index Scan", text, StringComparison.Ordinal);
        Assert.Contains("Index Cond", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", text, StringComparison.Ordinal);
        Assert.Contains("netralitas.from", text, StringComparison.Ordinal);
    }

    protected override async Task FillAsync()
    {
        var replica = await backing.ReplicaAsync();
        foreach (var office in (string[])[One, Other])
        {
            await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole(office.Split(':')[1]), office);
        }
    }
}
