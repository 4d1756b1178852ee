using System.Globalization;
using System.Text;
using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.Sealing;

/// <summary>Reports in the database and in the spool: what stands there, who reads it again, and that a repeat is known by secrets that change.</summary>
[Collection(BackingServicesCollection.Name)]
public sealed class SealedReportTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task What_was_sent_stands_nowhere_in_clear()
    {
        var canary = $"kenari{Guid.NewGuid():N}"[..20];
        await using var relay = new Relay(backing.Database);
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        var examined = await ExaminedReport.ClaimedAsync(replica, Filled(canary), "bawaslu:75.71");
        await examined.ReviewAsync("evidence");
        await examined.RequestCompletionAsync();
        await examined.CompleteAsync(Filled(canary));
        Assert.StartsWith(canary, (await examined.GetAsync()).Account.Narrative, StringComparison.Ordinal);
        await replica.Intake.WithdrawReportAsync(new WithdrawReportRequest
        {
            RequestId = Guid.NewGuid().ToString(),
            Number = examined.Number,
            AccessCode = examined.Receipt.AccessCode,
            Reason = $"{canary}-alasan",
        });
        await replica.OfficeIntake.EnterReportAsync(new EnterReportRequest { RequestId = Guid.NewGuid().ToString(), Report = Filled(canary) }, TestIssuer.As("bawaslu:75.71"));

        Assert.Empty(await backing.TablesWithAsync(canary));
        relay.Shut();
        await replica.Intake.SubmitReportAsync(Filled(canary));
        Assert.NotEmpty(spool.EnumerateFiles("*.spool"));
        Assert.All(spool.EnumerateFiles("*.spool"), file => Assert.Equal(-1, File.ReadAllBytes(file.FullName).AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary))));
        relay.Open();
        await Eventually.SeeAsync(() => Task.FromResult(spool.GetFiles("*.spool").Length), files => files == 0);

        Assert.Empty(await backing.TablesWithAsync(canary));
        Assert.DoesNotContain(canary, replica.Output, StringComparison.Ordinal);
        Assert.NotEmpty(await backing.TablesWithAsync(examined.Receipt.Number.Replace("-", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_after_the_secret_of_codes_and_the_keys_changed()
    {
        var first = new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH sebelum pergantian", RegionCode = "75.71", Reporter = new Reporter { Name = "Siti" } };
        SubmitReportResponse before;
        await using (var old = await ReportsProcess.StartAsync(backing, spool.FullName))
        {
            before = await old.Intake.SubmitReportAsync(first);
        }

        await using var rotated = await ReportsProcess.StartAsync(backing, spool.FullName, settings: Rotated);
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rotated.Intake.SubmitReportAsync(first).ResponseAsync));

        Assert.All(again, answer => Assert.Equal(before, answer));
        Assert.Equal(1L, await CountAsync(first));
        Assert.Equal(ReportStatus.Received, (await TrackAsync(rotated, before)).Status);
        var other = first.Clone();
        other.Narrative += " Lain.";
        Assert.NotEqual(before.Number, (await rotated.Intake.SubmitReportAsync(other)).Number);
        Assert.Equal(2L, await CountAsync(first));
    }

    [Fact]
    public async Task What_waited_in_the_spool_while_the_secret_changed_keeps_its_receipt()
    {
        var report = new SubmitReportRequest { RequestId = Guid.NewGuid().ToString(), Narrative = "CONTOH menunggu pergantian", RegionCode = "75.71" };
        await using var relay = new Relay(backing.Database);
        relay.Shut();
        SubmitReportResponse before;
        await using (var old = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection))
        {
            before = await old.Intake.SubmitReportAsync(report);
        }

        await using var rotated = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection, settings: Rotated);
        Assert.Equal(before, await rotated.Intake.SubmitReportAsync(report));
        relay.Open();
        await Eventually.SeeAsync(() => CountAsync(report), count => count == 1);
        await Eventually.SeeAsync(() => Task.FromResult(spool.GetFiles("*.spool").Length), files => files == 0);
        Assert.Equal(before, (await rotated.Intake.SubmitReportAsync(report)).WithoutPromise());
        Assert.Equal(1L, await CountAsync(report));
        Assert.Equal(before.ReceivedAt, (await TrackAsync(rotated, before)).ReceivedAt);
    }

    [Fact]
    public async Task A_row_from_before_contents_were_sealed_is_read_repeated_completed_and_examined()
    {
        var replica = await backing.ReplicaAsync();
        var report = ExaminedReport.Whole("75.71");
        report.Reporter = new Reporter { Name = "Siti" };
        var examined = await ExaminedReport.SubmittedAsync(replica, report, "bawaslu:75.71");
        var content = ReportContent.Of(report);
        await using (var older = backing.Owner.CreateCommand("update reports.reports set content = $1, content_hash = $2, identity = null where request_key = $3"))
        {
            older.Parameters.Add(new() { Value = content.Bytes });
            older.Parameters.Add(new() { Value = content.Hash });
            older.Parameters.Add(new() { Value = content.RequestKey });
            Assert.Equal(1, await older.ExecuteNonQueryAsync());
        }

        Assert.Equal(examined.Receipt, await replica.Intake.SubmitReportAsync(report));
        Assert.Equal(1L, await CountAsync(report));
        Assert.Equal(ReportKind.InformasiAwal, (await examined.TrackAsync()).Kind);
        Assert.Equal(report.Narrative, (await examined.GetAsync()).Account.Narrative);
        Assert.Equal(ReportKind.Laporan, (await examined.CompleteAsync(new SubmitReportRequest { Reporter = new Reporter { Address = "Jalan" } })).Kind);
        Assert.Equal(ReportKind.Laporan, (await examined.GetAsync()).Kind);
    }

    [Fact]
    public async Task Nobody_reads_a_sealed_report_without_its_keys_and_the_reporter_still_does()
    {
        var strangers = new SealingKeyFolder(Directory.CreateDirectory(Path.Combine(spool.FullName, "kunci")).FullName);
        await using var replica = await ReportsProcess.StartAsync(backing, Path.Combine(spool.FullName, "a"));
        var examined = await ExaminedReport.SubmittedAsync(replica, ExaminedReport.Whole("75.71"), "bawaslu:75.71");
        File.Move(Path.Combine(strangers.PrivateKeys, "central-1.json"), Path.Combine(strangers.PrivateKeys, "asing-1.json"));
        await using var blind = await ReportsProcess.StartAsync(
            backing, Path.Combine(spool.FullName, "b"), settings: [("Reports__Sealing__PrivateKeysPath", strangers.PrivateKeys)]);

        Assert.Equal(Grpc.Core.StatusCode.Internal, await Outcome.OfAsync(blind.Review.GetCaseAsync(new GetCaseRequest { Number = examined.Number }, TestIssuer.As("bawaslu:75.71"))));
        Assert.Equal(ReportKind.Laporan, (await TrackAsync(blind, examined.Receipt)).Kind);
        Assert.Contains("central-1", blind.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_log_holds_nothing_of_what_the_service_sends()
    {
        await using var service = Npgsql.NpgsqlDataSource.Create(backing.Database);
        var told = new List<string>();
        foreach (var setting in new[] { "log_statement", "log_min_duration_statement", "log_min_error_statement", "log_error_verbosity", "log_parameter_max_length", "log_parameter_max_length_on_error" })
        {
            await using var show = service.CreateCommand($"show {setting}");
            told.Add((string)(await show.ExecuteScalarAsync())!);
        }

        Assert.Equal(["none", "-1", "panic", "terse", "0", "0"], told);
    }

    [Fact]
    public async Task What_stands_beside_the_content_is_not_its_hash()
    {
        var replica = await backing.ReplicaAsync();
        var (one, two) = (Tip(), Tip());
        await replica.Intake.SubmitReportAsync(one);
        await replica.Intake.SubmitReportAsync(two);

        var (hash, other) = (await HashAsync(one), await HashAsync(two));

        Assert.Equal(ReportContent.Of(one).Hash, ReportContent.Of(two).Hash);
        Assert.NotEqual(ReportContent.Of(one).Hash, hash);
        Assert.NotEqual(hash, other);
        SubmitReportRequest Tip() => new() { RequestId = Guid.NewGuid().ToString(), Narrative = "curang", RegionCode = "75.71" };
    }

    private static IEnumerable<(string, string?)> Rotated { get; } = [("Reports__Codes__Keys__2", "baru-0123456789-0123456789-0123456789"), ("Reports__Codes__CurrentKey", "2")];

    /// <summary>Every text field of a report, filled with the word.</summary>
    private static SubmitReportRequest Filled(string canary)
    {
        var report = ExaminedReport.Whole("75.71");
        var number = 0;
        Fill(report);
        (report.RequestId, report.RegionCode, report.Contest) = (Guid.NewGuid().ToString(), "75.71", $"Pilwali {canary}-pemilihan");
        report.KnownOn = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return report;

        void Fill(IMessage message)
        {
            foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
            {
                if (field.FieldType == Google.Protobuf.Reflection.FieldType.String)
                {
                    field.Accessor.SetValue(message, $"{canary}-{number++}-{field.Name}");
                }
                else if (field.FieldType == Google.Protobuf.Reflection.FieldType.Message)
                {
                    var inner = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                    Fill(inner);
                    if (field.IsRepeated)
                    {
                        ((System.Collections.IList)field.Accessor.GetValue(message)).Add(inner);
                    }
                    else
                    {
                        field.Accessor.SetValue(message, inner);
                    }
                }
            }
        }
    }

    private static async Task<TrackReportResponse> TrackAsync(ReportsProcess replica, SubmitReportResponse receipt) =>
        await replica.Intake.TrackReportAsync(new TrackReportRequest { Number = receipt.Number, AccessCode = receipt.AccessCode });

    private Task<byte[]> HashAsync(SubmitReportRequest report) => backing.ScalarAsync<byte[]>("select content_hash from reports.reports where request_key = $1", Guid.Parse(report.RequestId));

    private Task<long> CountAsync(SubmitReportRequest report) => backing.ScalarAsync<long>("select count(*) from reports.reports where request_key = $1", Guid.Parse(report.RequestId));
}
