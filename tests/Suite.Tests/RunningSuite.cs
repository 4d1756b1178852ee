using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Contracts.Geography.V1;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Suite.Tests;

/// <summary>The whole suite, as the AppHost composes it, on free ports with fresh data; started once for all tests.</summary>
public sealed class RunningSuite : IAsyncLifetime
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("netralitas-spool-");
    private readonly DirectoryInfo log = Directory.CreateTempSubdirectory("netralitas-log-");
    private DistributedApplication? app;
    private GrpcChannel? channel;

    internal TestIssuer Issuer { get; } = new();

    internal SpanReceiver Spans { get; } = new();

    internal OutsideWorld Outside { get; } = new();

    /// <summary>Below it the parts of the reports service have their spools.</summary>
    internal string Spool => spool.FullName;

    internal DistributedApplication App => app!;

    internal GrpcChannel Channel => channel!;

    internal PledgeTextService.PledgeTextServiceClient Texts => new(Channel);

    internal DeclarationService.DeclarationServiceClient Declarations => new(Channel);

    internal SignatureService.SignatureServiceClient Signatures => new(Channel);

    internal ProofService.ProofServiceClient Proofs => new(Channel);

    internal IntakeService.IntakeServiceClient Intake => new(Channel);

    internal ReceiptService.ReceiptServiceClient Receipts => new(Channel);

    internal OfficeIntakeService.OfficeIntakeServiceClient OfficeIntake => new(Channel);

    internal ReviewService.ReviewServiceClient Review => new(Channel);

    internal LawService.LawServiceClient Law => new(Channel);

    internal LawRevisionService.LawRevisionServiceClient LawRevisions => new(Channel);

    internal InboxService.InboxServiceClient Inbox => new(Channel);

    internal GeographyService.GeographyServiceClient Geography => new(Channel);

    public async Task InitializeAsync()
    {
        await Spans.StartAsync();
        await Outside.StartAsync();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                $"--Parameters:development-issuer-key={Issuer.PrivateKey}", $"--Parameters:report-spool-path={spool.FullName}/intake", $"--Parameters:review-spool-path={spool.FullName}/review", $"--Parameters:report-evidence-folder={Path.Combine(spool.FullName, "evidence")}",
                $"--Parameters:pledge-log-folder={log.FullName}/public", $"--Parameters:pledge-log-signed-folder={log.FullName}/signed",
                $"--Parameters:receipt-log-folder={log.FullName}/receipts", $"--Parameters:receipt-log-signed-folder={log.FullName}/receipts-signed",
            ]);
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(project)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Spans.Address)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
                .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "200");
        }

        var notifications = builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == "notifications"));
        foreach (var (name, value) in Outside.Settings)
        {
            notifications.WithEnvironment(name, value);
        }

        // Uploads that stand still are given up while a test waits.
        foreach (var part in builder.Resources.OfType<ProjectResource>().Where(project => project.Name is "intake" or "review"))
        {
            builder.CreateResourceBuilder(part).WithEnvironment("Reports__Evidence__ChunkPauseSeconds", "5");
        }

        app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gateway").WaitAsync(StartsWithin);
        channel = GrpcChannel.ForAddress(app.GetEndpoint("gateway", "grpc"), new GrpcChannelOptions { MaxSendMessageSize = null });
    }

    public async Task DisposeAsync()
    {
        channel?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        await Spans.DisposeAsync();
        await Outside.DisposeAsync();
        Issuer.Dispose();
        spool.Delete(recursive: true);
        log.Delete(recursive: true);
    }

    /// <summary>Metadata of a caller with a good token.</summary>
    internal Metadata As(string office, string role = "officer") => Bearer(Issuer.Token(office, role));

    /// <summary>Does to the database of a service what otherwise only weeks do, as its owner.</summary>
    internal async Task LetPassAsync(string service, string sql, Guid id)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create((await App.GetConnectionStringAsync($"{service}-owner"))!);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = id });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    internal static Metadata Bearer(string token) => new() { { "authorization", $"Bearer {token}" } };
}

/// <summary>Tests that share the running suite.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's word for it.
public sealed class SuiteCollection : ICollectionFixture<RunningSuite>
#pragma warning restore CA1711
{
    public const string Name = "suite";
}
