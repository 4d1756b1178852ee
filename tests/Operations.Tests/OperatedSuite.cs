using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;
using Npgsql;

namespace Netralitas.Operations.Tests;

/// <summary>Reports, in one process that does both parts, and Notifications as the AppHost composes them, on free ports with fresh data, and an operator's environment.</summary>
public sealed class OperatedSuite : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netralitas-operated-");
    private DistributedApplication? app;
    private GrpcChannel? channel;
    private NpgsqlDataSource? reportsOwner;
    private NpgsqlDataSource? notificationsOwner;
    private ServiceProcess? reports;
    private ServiceProcess? notifications;

    /// <summary>What an operator's shell is given: the operators' role and the broker.</summary>
    internal Dictionary<string, string> Operator { get; } = [];

    internal string BusAddress => Operator["ConnectionStrings__message-bus"];

    /// <summary>The folder of the one replica of Reports.</summary>
    internal string Spool => Path.Combine(folder.FullName, "spool");

    internal NpgsqlDataSource Reports => reportsOwner!;

    internal NpgsqlDataSource Notifications => notificationsOwner!;

    internal ServiceProcess ReportsProcess => reports!;

    internal ServiceProcess NotificationsProcess => notifications!;

    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();
        foreach (var project in builder.Resources.OfType<ProjectResource>().Where(project => project.Name is "gateway" or "intake").ToList())
        {
            builder.Resources.Remove(project);
        }

        // Reports is told where Pledges is; nothing here asks it.
        builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "pledges"))
            .WithEnvironment("Log__Folder", Path.Combine(folder.FullName, "pledge-log"))
            .WithEnvironment("Log__SignedFolder", Path.Combine(folder.FullName, "pledge-log-signed"));
        // Recounts find everything at once, and come when they are asked for: the one by schedule is due once, at the start.
        builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "review"))
            .WithEnvironment("Reports__Part", "both")
            .WithEnvironment("Reports__AntiEntropy__MinAgeMinutes", "0")
            .WithEnvironment("Reports__AntiEntropy__IntervalMinutes", "600")
            .WithEnvironment("Reports__AntiEntropy__PollSeconds", "0.2")
            .WithEnvironment("Log__Folder", Path.Combine(folder.FullName, "log"))
            .WithEnvironment("Log__SignedFolder", Path.Combine(folder.FullName, "log-signed"))
            .WithEnvironment("Reports__Spool__Path", Spool)
            .WithEnvironment("Reports__Evidence__Folder", Path.Combine(folder.FullName, "evidence"));
        app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("review").WaitAsync(StartsWithin);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("notifications").WaitAsync(StartsWithin);

        foreach (var name in new[] { "pledges-operations", "reports-operations", "notifications-operations", "message-bus" })
        {
            Operator[$"ConnectionStrings__{name}"] = await ConnectionAsync(name);
        }

        // Without a pool: a restore waits until nobody is connected.
        reportsOwner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(await ConnectionAsync("reports-owner")) { Pooling = false });
        notificationsOwner = NpgsqlDataSource.Create(await ConnectionAsync("notifications-owner"));
        reports = ServiceProcess.Find("Netralitas.Services.Reports", BusAddress);
        notifications = ServiceProcess.Find("Netralitas.Services.Notifications", BusAddress);
        channel = GrpcChannel.ForAddress(app.GetEndpoint("review", "grpc"));
    }

    public async Task DisposeAsync()
    {
        reports?.Dispose();
        notifications?.Dispose();
        channel?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    internal async Task<string> ConnectionAsync(string name) => (await app!.GetConnectionStringAsync(name))!;

    /// <summary>Sends a report and gives its inner id.</summary>
    internal async Task<Guid> SubmitAsync()
    {
        var number = await SubmitForNumberAsync();
        return await Reports.ScalarAsync<Guid>("select id from reports.reports where number = $1", number);
    }

    /// <summary>Sends a report and gives its number, as the database writes it.</summary>
    internal async Task<string> SubmitForNumberAsync()
    {
        // With a name: of a report without one, notices are held until a window is over.
        var request = new SubmitReportRequest
        {
            RequestId = Guid.CreateVersion7().ToString(),
            Narrative = "Camat mengajak pegawai memilih salah satu calon.",
            RegionCode = "75.71",
            Reporter = new Reporter { Name = "Pelapor Contoh", Address = "Jalan Contoh 1" },
        };
        var receipt = await Eventually.SeeAsync(() => TrySubmitAsync(request), receipt => receipt is not null);
        return receipt!.Number.Replace("-", "", StringComparison.Ordinal);
    }

    internal Task<long> NoticesOfAsync(Guid report) => Notifications.ScalarAsync<long>("select count(*) from notifications.notices where subject_id = $1", report);

    /// <summary>Waits for the three notices of a report: regency, province, centre.</summary>
    internal Task SeeNoticesAsync(Guid report) => Eventually.SeeAsync(() => NoticesOfAsync(report), notices => notices == 3);

    /// <summary>Asks for a recount as an operator does.</summary>
    internal Task<string> RecountAsync(string reason, DateTimeOffset? from = null) => OpsAsync(
        "recount", "--from", from is { } since ? Text(since) : Instant(TimeSpan.FromDays(-1)), "--to", Instant(TimeSpan.FromMinutes(1)), "--by", "petugas-uji", "--reason", reason);

    internal Task<string> OpsAsync(params string[] arguments) => Shell.RunAsync("ops.sh", arguments, Operator);

    internal static string Instant(TimeSpan fromNow) => Text(DateTimeOffset.UtcNow.Add(fromNow));

    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    // A service that was just started again refuses for a moment.
    private async Task<SubmitReportResponse?> TrySubmitAsync(SubmitReportRequest request)
    {
        try
        {
            return await new IntakeService.IntakeServiceClient(channel!).SubmitReportAsync(request);
        }
        catch (Grpc.Core.RpcException refused) when (refused.StatusCode == Grpc.Core.StatusCode.Unavailable)
        {
            return null;
        }
    }
}

/// <summary>Tests that share the operated suite.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's word for it.
public sealed class OperatedSuiteCollection : ICollectionFixture<OperatedSuite>
#pragma warning restore CA1711
{
    public const string Name = "operated suite";
}
