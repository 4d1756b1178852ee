using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;
using Netralitas.Services.Reports.Tests.Review;

namespace Netralitas.Services.Reports.Tests.Reading;

/// <summary>Counts of reports by the way they came.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class ChannelTests(BackingServices backing) : IDisposable
{
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");

    public void Dispose() => spool.Delete(recursive: true);

    [Fact]
    public async Task A_report_from_the_point_of_a_pledge_is_counted_as_that_once_and_stays_it_whatever_becomes_of_it()
    {
        const string Region = "53.20";
        var replica = await backing.ReplicaAsync();
        var tip = new SubmitReportRequest { RequestId = ExaminedReport.NewId(), Narrative = "CONTOH: dari butir ikrar.", RegionCode = Region, Contest = "Pilbup", Channel = ReportChannel.Pledge };
        var receipt = await replica.Intake.SubmitReportAsync(tip);
        Assert.Equal(receipt.Number, (await replica.Intake.SubmitReportAsync(tip)).Number);
        Assert.Equal("Butir LAPOR dalam ikrar 1", await NamesAsync(replica, Region));

        await replica.Intake.CompleteReportAsync(new CompleteReportRequest
        {
            RequestId = ExaminedReport.NewId(),
            Number = receipt.Number,
            AccessCode = receipt.AccessCode,
            Addition = new SubmitReportRequest { Reporter = new Reporter { Name = "Pelapor uji", Address = "Jalan uji" }, Channel = ReportChannel.Web },
        });
        await replica.OfficeIntake.EnterReportAsync(
            new EnterReportRequest { RequestId = ExaminedReport.NewId(), Report = new SubmitReportRequest { Narrative = "CONTOH: di loket.", Channel = ReportChannel.WalkIn } }, TestIssuer.As($"bawaslu:{Region}"));
        var other = ExaminedReport.Whole(Region, "Pilbup");
        other.Channel = (ReportChannel)99;
        await ExaminedReport.ClaimedAsync(replica, other, $"bawaslu:{Region}");

        Assert.Equal("Butir LAPOR dalam ikrar 1, Datang langsung 1, Saluran tidak disebutkan 1", await NamesAsync(replica, Region));
        Assert.Equal("Butir LAPOR dalam ikrar 1", await NamesAsync(replica, Region, new CountReportsRequest { Kinds = { ReportKind.Laporan }, Statuses = { ReportStatus.Received } }));
    }

    [Fact]
    public async Task What_waited_in_the_spool_is_counted_by_the_way_it_came()
    {
        const string Region = "53.21";
        await using var relay = new Relay(backing.Database);
        await using var replica = await ReportsProcess.StartAsync(backing, spool.FullName, relay.Connection);
        relay.Shut();
        await replica.Intake.SubmitReportAsync(
            new SubmitReportRequest { RequestId = ExaminedReport.NewId(), Narrative = "CONTOH: selagi basis data mati.", RegionCode = Region, Channel = ReportChannel.Pledge });
        Assert.NotEmpty(spool.GetFiles("*.spool"));
        relay.Open();
        await Eventually.SeeAsync(() => Task.FromResult(spool.GetFiles("*.spool").Length), files => files == 0);

        Assert.Equal("Butir LAPOR dalam ikrar 1", await NamesAsync(replica, Region));
    }

    [Fact]
    public async Task The_public_is_told_of_a_frequent_channel_and_never_of_a_rare_one()
    {
        const string Region = "53.18";
        var replica = await backing.ReplicaAsync();
        // Whatever else there is, five from social media are the first to join what is rare.
        ReportChannel[] sent = [.. Enumerable.Repeat(ReportChannel.Pledge, 7), .. Enumerable.Repeat(ReportChannel.SocialMedia, 5), ReportChannel.OtherSystem];
        await Task.WhenAll(sent.Select(channel => replica.Intake.SubmitReportAsync(
            new SubmitReportRequest { RequestId = ExaminedReport.NewId(), Narrative = "CONTOH kabar.", RegionCode = Region, Channel = channel }).ResponseAsync));
        var office = await replica.WorkList.CountReportsAsync(new CountReportsRequest { Dimension = CountDimension.Channel }, TestIssuer.As($"bawaslu:{Region}"));
        Assert.Equal("Pledge 7, SocialMedia 5, OtherSystem 1", string.Join(", ", office.Counts.Select(each => $"{each.Key} {each.Count}")));

        var told = await replica.Statistics.ListPublicCountsAsync(new ListPublicCountsRequest { Dimension = CountDimension.Channel });

        Assert.True(told.Counts.Single(each => each.Key == "Pledge").Count >= 7);
        Assert.DoesNotContain(told.Counts, each => each.Key == "OtherSystem" || each.Count < 5);
        Assert.True(told.Others >= 5);
        Assert.Equal(told.Total, told.Counts.Sum(each => each.Count) + told.Others);
    }

    private static async Task<string> NamesAsync(ReportsProcess replica, string region, CountReportsRequest? request = null)
    {
        var asked = request ?? new CountReportsRequest();
        asked.Dimension = CountDimension.Channel;
        var counts = await replica.WorkList.CountReportsAsync(asked, TestIssuer.As($"bawaslu:{region}"));
        return string.Join(", ", counts.Counts.Select(each => $"{each.Name} {each.Count}").Order(StringComparer.Ordinal));
    }
}
