using System.Text;
using System.Text.Json;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Suite.Tests;
using static Netralitas.Services.Reports.Tests.FollowUp.FollowUpTests;

namespace Netralitas.Services.Reports.Tests.FollowUp;

/// <summary>LAW-FWD-07: the file that fills the authority's system.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class ExportForwardingsTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task All_that_was_forwarded_comes_once_in_its_order_from_a_cursor_on_and_each_case_that_was_opened_is_on_record()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: [("Reports__FollowUp__ExportAfterSeconds", "0")]);
        var before = await ReadAsync(replica, new ExportForwardingsRequest { Format = ExportFormat.Json });
        var first = (await replica.FollowUp.ForwardCaseAsync(Forward(await DecidedAsync(replica, "Lurah"), Respondent(1)), TestIssuer.As(Office))).Forwardings[0].ForwardingId;
        var second = (await replica.FollowUp.ForwardCaseAsync(Forward(await DecidedAsync(replica, "=Camat"), Respondent(1)), TestIssuer.As(Office))).Forwardings[0].ForwardingId;

        var json = await ReadAsync(replica, new ExportForwardingsRequest { Format = ExportFormat.Json, Cursor = before.Cursor });
        var csv = await ReadAsync(replica, new ExportForwardingsRequest { Format = ExportFormat.Csv, Cursor = first, ForwardedFrom = "2024-01-01" });
        var rest = await ReadAsync(replica, new ExportForwardingsRequest { Format = ExportFormat.Csv, Cursor = csv.Cursor });
        var future = await ReadAsync(replica, new ExportForwardingsRequest { Format = ExportFormat.Json, ForwardedFrom = "2999-01-01" });
        var elsewhere = await ReadAsync(replica, new ExportForwardingsRequest { Format = ExportFormat.Json, Cursor = before.Cursor }, "bawaslu:62.71");
        var one = await replica.FollowUp.ExportForwardingAsync(new ExportForwardingRequest { ForwardingId = first, Format = ExportFormat.Json }, TestIssuer.As(Office));

        using var documents = JsonDocument.Parse(json.Text);
        Assert.Equal([first, second], documents.RootElement.EnumerateArray().Select(document => document.GetProperty("complaint_number").GetString()));
        Assert.Equal(one.Document, ForwardingDocument.Parser.ParseJson(documents.RootElement[0].GetRawText()));
        Assert.Equal((2, second), (json.Count, json.Cursor));
        var lines = csv.Text.Split("\r\n");
        Assert.Equal((3, 1), (lines.Length, csv.Count));
        Assert.StartsWith("complaint_number,respondent_number,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(second, lines[1], StringComparison.Ordinal);
        Assert.Contains("'=Camat", lines[1], StringComparison.Ordinal);
        Assert.Equal((0, lines[0] + "\r\n"), (rest.Count, rest.Text));
        Assert.Equal((0, "[\n]\n", ""), (future.Count, future.Text, future.Cursor));
        Assert.Equal(0, elsewhere.Count);
        Assert.DoesNotContain("Pelapor uji", json.Text + csv.Text, StringComparison.Ordinal);
        Assert.Equal(2L, await backing.ScalarAsync<long>(
            "select count(distinct a.report_id) from reports.audit_entries a join reports.forwardings f on f.report_id = a.report_id where a.rpc = 'netralitas.reports.v1.FollowUpService/ExportForwardings' and f.id = any($1)",
            new[] { Guid.Parse(first), Guid.Parse(second) }));
    }

    [Fact]
    public async Task Each_wrong_field_is_told_and_an_agency_has_no_part_in_it()
    {
        var replica = await backing.ReplicaAsync();
        var refusal = Refusal.Of(await RefusedAsync(replica, new ExportForwardingsRequest { ForwardedFrom = "kemarin", Cursor = "x", AuthorityId = "polri" }, TestIssuer.As(Office)));
        var agency = await RefusedAsync(replica, new ExportForwardingsRequest { Format = ExportFormat.Csv }, AgencyToken());

        Assert.Equal((StatusCode.InvalidArgument, "EXPORT_INVALID", "forwarded_from cursor authority_id format"), (refusal.Code, refusal.Reason, string.Join(' ', refusal.Fields)));
        Assert.Equal(StatusCode.PermissionDenied, agency.StatusCode);
    }

    private static async Task<RpcException> RefusedAsync(ReportsProcess replica, ExportForwardingsRequest request, Metadata token)
    {
        using var call = replica.FollowUp.ExportForwardings(request, token);
        return await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
    }

    private static async Task<(string Text, string Cursor, int Count)> ReadAsync(ReportsProcess replica, ExportForwardingsRequest request, string office = Office)
    {
        using var call = replica.FollowUp.ExportForwardings(request, TestIssuer.As(office));
        var (text, last) = (new StringBuilder(), new ExportForwardingsResponse());
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            last = call.ResponseStream.Current;
            text.Append(last.Data.ToStringUtf8());
        }

        return (text.ToString(), last.Cursor, last.Forwardings);
    }
}
