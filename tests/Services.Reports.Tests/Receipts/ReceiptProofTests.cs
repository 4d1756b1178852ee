using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Documents;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Suite.Tests;
using Netralitas.TransparencyLog;
using static Netralitas.Services.Reports.Tests.Receipts.PublishedReceipts;

namespace Netralitas.Services.Reports.Tests.Receipts;

/// <summary>What a reporter holds against who would say that there never was such a report.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class ReceiptProofTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task The_answer_has_the_promise_and_after_the_window_the_holder_gets_the_proof()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ShortWindows);
        var receipt = await replica.Intake.SubmitReportAsync(Report("tanda terima"));

        var (file, promised) = Read(receipt.Promise);
        Assert.True(file.IsPromise);
        Assert.True(InclusionPromise.TryOpen(file.Checkpoint, ReportsProcess.LogPolicy, out var promise, out var problem), problem);
        // How many arrived together does not show.
        Assert.Equal((BlindedTree.Size, TimeSpan.FromHours(24)), ((int)promise.Size, promise.MaximumMergeDelay));
        Assert.True(InclusionProof.Verify(file.Index, promise.Size, promised.Leaf, [.. file.Hashes], promise.Root));
        Assert.InRange(DateTimeOffset.UtcNow - promise.PromisedAt, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(1));

        var (proof, opened) = await SeeProvenAsync(replica, receipt);
        Assert.Equal(promised.ToBytes(), opened.ToBytes());
        Assert.Equal((CommitmentKind.Report, false), (opened.Entry.Kind, proof.IsPromise));
    }

    [Fact]
    public async Task The_record_holds_the_number_and_what_is_stored_and_nothing_of_what_was_reported()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ShortWindows);
        var receipt = await replica.Intake.SubmitReportAsync(Report("kanari-77aa"));
        var number = receipt.Number.Replace("-", "", StringComparison.Ordinal);
        var (_, opened) = Read(receipt.Promise);

        var content = await backing.ScalarAsync<byte[]>("select content from reports.reports where number = $1", number);
        var identity = await backing.ScalarAsync<byte[]>("select identity from reports.reports where number = $1", number);
        var lines = Encoding.ASCII.GetString(opened.Record.Span).Split('\n');
        Assert.Equal(["netralitas/report/v1", number], lines[..2]);
        Assert.Equal([Convert.ToHexStringLower(SHA256.HashData(content)), Convert.ToHexStringLower(SHA256.HashData(identity)), ""], lines[3..]);
        Assert.DoesNotContain("kanari", Encoding.ASCII.GetString(opened.Record.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repeats_before_and_after_the_window_and_at_once_get_the_same_promise()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, settings: ShortWindows);
        var request = Report("berulang");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => replica.Intake.SubmitReportAsync(request).ResponseAsync));
        await SeeProvenAsync(replica, answers[0]);

        Assert.All(answers.Append(await replica.Intake.SubmitReportAsync(request)), answer => Assert.Equal(answers[0], answer));
        Assert.Equal(1L, await backing.ScalarAsync<long>("select count(*) from log.entry e join reports.reports r on r.id = e.subject where r.request_key = $1", Guid.Parse(request.RequestId)));
    }

    [Fact]
    public async Task Within_the_window_the_holder_is_told_until_when_it_is_promised_and_when_to_ask_again()
    {
        var replica = await backing.ReplicaAsync();
        var receipt = await replica.Intake.SubmitReportAsync(Report("menunggu"));

        var waiting = await replica.Receipts.GetReceiptProofAsync(Of(receipt));

        Assert.Equal(ReceiptState.Promised, waiting.State);
        Assert.Equal(receipt.Promise, waiting.Proof);
        Assert.InRange(waiting.PromisedUntil.ToDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromHours(23.9), TimeSpan.FromHours(24));
        // The end of an hour, and the checkpoint after it.
        Assert.InRange(waiting.RetryAfterSeconds, 10, 3611);
        Assert.Equal(0L, await backing.ScalarAsync<long>("select count(*) from log.pending p join reports.reports r on r.id = p.subject"));
    }

    [Fact]
    public async Task A_spooled_report_has_its_promise_once_it_is_drained()
    {
        await using var relay = new Relay(backing.Database);
        relay.Shut();
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection, settings: ShortWindows);
        var request = Report("lewat spool");
        var receipt = await replica.Intake.SubmitReportAsync(request);
        Assert.Empty(receipt.Promise);

        relay.Open();
        var (_, opened) = await Eventually.SeeAsync(async () => await TrySeeAsync(replica, receipt), found => found.Opened is not null);

        var (file, promised) = Read((await replica.Intake.SubmitReportAsync(request)).Promise);
        Assert.True(InclusionPromise.TryOpen(file.Checkpoint, ReportsProcess.LogPolicy, out _, out var problem), problem);
        Assert.Equal(promised.ToBytes(), opened!.ToBytes());
        await SeeProvenAsync(replica, receipt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_printed_receipt_holds_the_promise_and_the_access_code_only_where_it_is_wanted(bool withAccessCode)
    {
        var replica = await backing.ReplicaAsync();
        var receipt = await replica.Intake.SubmitReportAsync(Report("kanari-cetak"));

        var page = await replica.Receipts.PrintReportReceiptAsync(new PrintReportReceiptRequest { Number = receipt.Number, AccessCode = receipt.AccessCode, WithAccessCode = withAccessCode });

        var (file, text) = (page.Content.ToByteArray(), ReadPdf.Text(page.Content.ToByteArray()));
        Assert.Equal(("application/pdf", $"tanda-terima-laporan-{receipt.Number}.pdf"), (page.ContentType, page.FileName));
        Assert.Contains(receipt.Number, text, StringComparison.Ordinal);
        Assert.Contains("dijanjikan termuat paling lambat", text, StringComparison.Ordinal);
        Assert.Equal(withAccessCode, text.Contains(receipt.AccessCode, StringComparison.Ordinal));
        Assert.DoesNotContain("kanari", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pelapor uji", text, StringComparison.Ordinal);
        var code = QrCode.Of(receipt.Promise.ToStringUtf8());
        Assert.Equal(PrintedCode.Modules(code), PrintedCode.Drawn(file, code.Size, ReportReceipt.CodeSide));
    }

    [Fact]
    public async Task Whoever_has_no_code_gets_the_answer_of_an_unknown_number()
    {
        var replica = await backing.ReplicaAsync();
        var (one, other) = (await replica.Intake.SubmitReportAsync(Report("satu")), await replica.Intake.SubmitReportAsync(Report("dua")));

        var wrong = await Refusal.OfAsync(replica.Receipts.GetReceiptProofAsync(new GetReceiptProofRequest { Number = one.Number, AccessCode = other.AccessCode }));
        var unknown = await Refusal.OfAsync(replica.Receipts.GetReceiptProofAsync(new GetReceiptProofRequest { Number = "0000-0000-0000", AccessCode = other.AccessCode }));
        var tracked = await Refusal.OfAsync(replica.Intake.TrackReportAsync(new TrackReportRequest { Number = "0000-0000-0000", AccessCode = other.AccessCode }));

        Assert.Equal((StatusCode.NotFound, "REPORT_NOT_FOUND"), (wrong.Code, wrong.Reason));
        Assert.Equivalent(wrong, unknown);
        Assert.Equivalent(unknown, await Refusal.OfAsync(replica.Receipts.PrintReportReceiptAsync(new PrintReportReceiptRequest { Number = one.Number, AccessCode = other.AccessCode })));
        Assert.Equivalent(tracked, unknown);
    }

    private static async Task<(TlogProof? Proof, OpenedEntry? Opened)> TrySeeAsync(ReportsProcess replica, SubmitReportResponse receipt)
    {
        try
        {
            return Read((await replica.Receipts.GetReceiptProofAsync(Of(receipt))).Proof);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            return default;
        }
    }
}
