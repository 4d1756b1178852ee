using System.Security.Cryptography;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.EvidenceFiles;
using Netralitas.Services.Reports.Sealing;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.EvidenceIntake;
using Netralitas.Services.Reports.Tests.Review;
using Npgsql;

namespace Netralitas.Services.Reports.Tests.Transfers;

/// <summary>A case that changes hands opens by the keys of who has it now: the former office's private key opens nothing of it any more.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class ResealingTests(BackingServices backing) : IDisposable
{
    private const string Sender = "bawaslu:75.71";
    private const string Receiver = "bawaslu:81.71";

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task After_a_transfer_the_former_offices_key_opens_neither_what_was_sent_nor_what_was_added_nor_the_evidence()
    {
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName);
        var (former, central) = (KeyOf("office:75.71"), KeyOf("central"));
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("75.71"), Sender);
        var told = await replica.Intake.SendMessageAsync(report.Message("CONTOH pesan"));
        var file = new SentFile(report.Receipt, RandomNumberGenerator.GetBytes(1000), name: "rekaman.bin");
        await file.BeginAsync(replica);
        await file.SendAsync(replica);
        await file.Finish(replica);
        var id = await backing.ScalarAsync<Guid>("select id from reports.reports where number = $1", report.Number.Replace("-", "", StringComparison.Ordinal));
        Assert.Equal([true, true, true, true], await OpensAsync(former, id));
        await report.GetAsync();
        var logged = await backing.ScalarAsync<byte[]>("select sha256(content) from reports.reports where id = $1", id);

        var sent = await replica.Transfers.TransferCaseAsync(
            new TransferCaseRequest
            {
                RequestId = ExaminedReport.NewId(),
                Number = report.Number,
                ExpectedVersion = report.State.Version,
                ToOfficeCode = "81.71",
                Reason = "CONTOH",
                Document = new EvidenceDocument { Number = "CONTOH 1", DatedOn = "2024-10-05" },
            }, TestIssuer.As(Sender));
        Assert.Equal([true, true, true, true], await OpensAsync(former, id));
        var acknowledgement = new AcknowledgeTransferRequest { RequestId = ExaminedReport.NewId(), Number = report.Number, ExpectedVersion = sent.State.Version };
        var taken = await replica.Transfers.AcknowledgeTransferAsync(acknowledgement, TestIssuer.As(Receiver));
        var exchanged = await ExchangedAsync(id);
        Assert.Equal(taken, await replica.Transfers.AcknowledgeTransferAsync(acknowledgement, TestIssuer.As(Receiver)));
        await replica.Intake.SendMessageAsync(report.Message("CONTOH sesudahnya"));

        Assert.Equal([false, false, false, false, false], await OpensAsync(former, id));
        Assert.Equal([true, true, true, true, true], await OpensAsync(central, id));
        Assert.Equal((4L, 4L), (exchanged, await ExchangedAsync(id)));
        var theirs = await replica.Review.GetCaseAsync(new GetCaseRequest { Number = report.Number }, TestIssuer.As(Receiver));
        var (_, read) = await SentFile.DownloadAsync(replica, new DownloadEvidenceRequest { Number = report.Number, Evidence = 1 }, TestIssuer.As(Receiver));
        var tracked = await report.TrackAsync();
        Assert.Equal("CONTOH: seorang lurah membagikan unggahan calon.", theirs.Account.Narrative);
        Assert.Equal(file.Sha256, SHA256.HashData(read));
        Assert.Equal(["CONTOH pesan", "CONTOH sesudahnya"], tracked.Messages.Select(message => message.Text));
        Assert.True(told.Message > 0);
        Assert.Equal(logged, await FirstHashAsync(central, id));
    }

    [Fact]
    public async Task Nothing_but_the_seals_of_a_case_that_changed_hands_can_be_exchanged()
    {
        var replica = await backing.ReplicaAsync();
        var report = await ExaminedReport.ClaimedAsync(replica, ExaminedReport.Whole("75.71"), Sender);
        var id = await backing.ScalarAsync<Guid>("select id from reports.reports where number = $1", report.Number.Replace("-", "", StringComparison.Ordinal));
        await using var service = NpgsqlDataSource.Create(backing.Database);

        var exchange = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(service, $"select reports.reseal_content('{id}', 1, '', '')"));
        var change = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(service, $"update reports.reports set content = '' where id = '{id}'"));
        var record = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(service, "update reports.resealings set removed = ''"));

        Assert.Equal(("55000", "42501", "42501"), (exchange.SqlState, change.SqlState, record.SqlState));
    }

    // Of the report, of each addition, of the label and of the file's key.
    private async Task<List<bool>> OpensAsync(OpeningKeys keys, Guid id)
    {
        var opens = new List<bool>();
        await using var list = backing.Owner.CreateCommand(
            """
            select 1, region_code, content from reports.reports where id = $1 union all select version, region_code, content from reports.additions where report_id = $1 order by 1
            """);
        list.Parameters.Add(new() { Value = id });
        await using (var rows = await list.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                var place = new ContentPlace(id, rows.IsDBNull(1) ? null : rows.GetString(1), rows.GetInt32(0));
                opens.Add(Opens(() => SealedBody.Open(rows.GetFieldValue<byte[]>(2), place.Aad("body"), keys)));
            }
        }

        var item = await backing.ScalarAsync<Guid>("select id from reports.evidence_items where report_id = $1", id);
        var label = await backing.ScalarAsync<byte[]>("select label_for_office from reports.evidence_items where report_id = $1", id);
        var file = await backing.ScalarAsync<Guid>("select original_file_id from reports.evidence_items where report_id = $1", id);
        var key = await backing.ScalarAsync<byte[]>("select sealed_key from reports.evidence_file_keys where file_id = $1 and recipient = 'office'", file);
        return [.. opens, Opens(() => keys.Open(label, EvidenceLabel.AadOf(item))), Opens(() => keys.Open(key, FileKeys.AadOf(file)))];
    }

    // The envelope as it was received, put together again by central: the public log has its hash.
    private async Task<byte[]> FirstHashAsync(OpeningKeys central, Guid id)
    {
        var now = await backing.ScalarAsync<byte[]>("select content from reports.reports where id = $1", id);
        var region = await backing.ScalarAsync<string>("select region_code from reports.reports where id = $1", id);
        var removed = await backing.ScalarAsync<byte[]>("select removed from reports.resealings where report_id = $1 and part = 'content' and version = 1", id);
        var seals = SealedBody.SealsOf(now);
        byte[] first = [.. now[..74], .. central.Open(removed, new ContentPlace(id, region, 1).Aad("body")), .. now[(74 + seals.Length)..]];
        return SHA256.HashData(first);
    }

    private Task<long> ExchangedAsync(Guid id) => backing.ScalarAsync<long>("select count(*) from reports.resealings where report_id = $1", id);

    private static bool Opens(Func<byte[]> open)
    {
        try
        {
            return open().Length > 0;
        }
        catch (OpeningKeyMissingException)
        {
            return false;
        }
    }

    private static OpeningKeys KeyOf(string recipient)
    {
        var problems = new List<string>();
        var keys = KeyFiles.ReadPrivate(ReportsProcess.Keys.PrivateKeys, problems);
        Assert.Empty(problems);
        return new OpeningKeys(keys.Where(key => key.Recipient.ToString() == recipient));
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
