using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.Reading;

/// <summary>A name is searched for in the order of the list, by marks that follow its rows.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class NameOrderTests(BackingServices backing)
{
    private const string Office = "bawaslu:53.16";
    private const string Above = "bawaslu:53";

    // No mark says otherwise than its row, whatever any test did.
    private const string Astray =
        """
        select count(*) from reports.respondent_marks m join reports.work_list w using (report_id)
        where (m.number, m.received_at, m.due_at, m.regency_code, m.province_code) is distinct from (w.number, w.received_at, w.due_at, w.regency_code, w.province_code)
        """;

    [Fact]
    public async Task Who_bears_a_name_comes_page_by_page_in_either_order_while_deadlines_start_and_end_and_cases_change_hands()
    {
        var replica = await backing.ReplicaAsync();
        var reports = new List<ExaminedReport>();
        foreach (var name in new[] { "Petrus Contohurut", "Contohurut", "Paulus Contohurut", "Petrus Contohlain" })
        {
            reports.Add(await ExaminedReport.ClaimedAsync(replica, Named(name), Office));
        }

        var claimed = await NumbersAsync(replica, "contohurut", CaseOrder.Deadline);
        await reports[0].JudgeAndRegisterAsync();
        await reports[2].JudgeAndRegisterAsync();
        await reports[2].DecideAsync(["D-06"]);

        var byDeadline = await ListedAsync(replica, "contohurut", CaseOrder.Deadline);
        Assert.Equal(byDeadline.OrderBy(c => c.DueAt is null).ThenBy(c => c.DueAt?.ToDateTime()).ThenBy(c => c.Number, StringComparer.Ordinal), byDeadline);
        Assert.Null(byDeadline[^1].DueAt);
        Assert.Equal(reports[2].Number, byDeadline[^1].Number);
        Assert.Equal(claimed.Order(), byDeadline.Select(c => c.Number).Order());
        Assert.Equal([reports[2].Number, reports[1].Number, reports[0].Number], await NumbersAsync(replica, "contohurut", CaseOrder.Receipt));
        Assert.Equal([reports[0].Number], await NumbersAsync(replica, "contohurut petrus", CaseOrder.Receipt));
        Assert.Equal([reports[2].Number], await NumbersAsync(replica, "contohurut", CaseOrder.Receipt, Office, ReportStatus.Violation));
        Assert.Empty(await NumbersAsync(replica, "contohurut", CaseOrder.Receipt, "bawaslu:53.17"));

        await replica.Transfers.TransferCaseAsync(new TransferCaseRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = reports[1].Number,
            ExpectedVersion = reports[1].State.Version,
            ToOfficeCode = "53.17",
            Reason = "CONTOH wilayah lain.",
            Document = new EvidenceDocument { Number = "001", DatedOn = "2024-10-01" },
        }, TestIssuer.As(Office));
        await reports[1].GetAsync();
        await replica.Transfers.AcknowledgeTransferAsync(
            new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = reports[1].Number, ExpectedVersion = reports[1].State.Version }, TestIssuer.As("bawaslu:53.17"));
        Assert.Equal([reports[1].Number], await NumbersAsync(replica, "contohurut", CaseOrder.Deadline, "bawaslu:53.17"));
        Assert.Equal([reports[2].Number, reports[0].Number], await NumbersAsync(replica, "contohurut", CaseOrder.Receipt, Office));

        Assert.Equal(0L, await backing.ScalarAsync<long>(Astray));
    }

    private static async Task<List<string>> NumbersAsync(ReportsProcess replica, string name, CaseOrder order, string office = Above, ReportStatus? status = null) =>
        (await ListedAsync(replica, name, order, office, status)).ConvertAll(listed => listed.Number);

    private static Task<List<ListedCase>> ListedAsync(ReportsProcess replica, string name, CaseOrder order, string office = Above, ReportStatus? status = null) =>
        ListedCases.AllAsync(replica, new CaseFilter { Respondent = name, Statuses = { ListedCases.Only(status) } }, order, office, pageSize: 1);

    private static SubmitReportRequest Named(string respondent)
    {
        var report = ExaminedReport.Whole("53.16", "Pilbup");
        report.Respondents[0].Name = respondent;
        return report;
    }
}
