using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Reading;

/// <summary>A word that very many documents of a regency have is looked for otherwise than a rare one; what is found is the same.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class FrequentWordTests(BackingServices backing)
{
    private const int Many = 1600;

    // Beside the triggers: no report stands behind these rows, and no count shall change by them.
    private const string Fill =
        """
        insert into reports.work_list (report_id, number, received_at, received_year, kind, status, office_code, regency_code, province_code, unread_messages, due_at, last_day, codes)
        select gen_random_uuid(), 'FREQ' || lpad(upper(to_hex(i)), 8, '0'), now() - i * interval '1 second', 2026, 'Laporan', case when i % 2 = 0 then 'InitialReview' else 'Registered' end,
            '53.14', '53.14', '53', 0, now() + i % 40 * interval '1 day', current_date, '{}'
        from generate_series(1, 1600) as i;
        insert into reports.search_documents (report_id, words)
        select report_id, to_tsvector('indonesian', 'kerap ' || case when number < 'FREQ00000004' then 'langka' else '' end) || array_to_tsvector(array['kantor:53', 'kantor:53.14'])
        from reports.work_list where regency_code = '53.14' and number like 'FREQ%'
        """;

    private const string Clear =
        "delete from reports.search_documents where report_id in (select report_id from reports.work_list where regency_code = '53.14' and number like 'FREQ%'); "
        + "delete from reports.work_list where regency_code = '53.14' and number like 'FREQ%'";

    [Fact]
    public async Task What_is_found_comes_page_by_page_in_the_order_of_the_list_however_many_it_is()
    {
        var replica = await backing.ReplicaAsync();
        await OwnAsync(Fill);
        try
        {
            Assert.Equal(await InOrderAsync("due_at, number"), await FoundAsync(replica, "kerap", CaseOrder.Deadline));
            Assert.Equal(await InOrderAsync("received_at desc, number desc"), await FoundAsync(replica, "kerap", CaseOrder.Receipt));
            Assert.Equal(["FREQ-0000-0001", "FREQ-0000-0002", "FREQ-0000-0003"], await FoundAsync(replica, "langka kerap", CaseOrder.Deadline));
            Assert.Equal(Many / 2, (await FoundAsync(replica, "kerap", CaseOrder.Deadline, ReportStatus.Registered)).Count);
            Assert.Empty(await FoundAsync(replica, "kerap", CaseOrder.Deadline, office: "bawaslu:53.11"));
        }
        finally
        {
            await OwnAsync(Clear);
        }
    }

    private static async Task<List<string>> FoundAsync(ReportsProcess replica, string text, CaseOrder order, ReportStatus? status = null, string office = "bawaslu:53.14") =>
        (await ListedCases.AllAsync(replica, new CaseFilter { Text = text, Statuses = { ListedCases.Only(status) } }, order, office, pageSize: 200)).ConvertAll(listed => listed.Number);

    private async Task<List<string>> InOrderAsync(string order)
    {
        var numbers = new List<string>();
        await using var command = backing.Owner.CreateCommand($"select number from reports.work_list where regency_code = '53.14' and number like 'FREQ%' order by {order}");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            numbers.Add(Crockford.Grouped(reader.GetString(0)));
        }

        Assert.Equal(Many, numbers.Count);
        return numbers;
    }

    private async Task OwnAsync(string sql)
    {
        await using var connection = await backing.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var statement in new[] { "set local session_replication_role = replica", sql })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
