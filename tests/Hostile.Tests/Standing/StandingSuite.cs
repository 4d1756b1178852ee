using System.Globalization;
using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Netralitas.Suite.Tests;

namespace Netralitas.Hostile.Tests.Standing;

/// <summary>The whole suite as the AppHost composes it, with everything it writes within reach. Started once for all tests.</summary>
/// <remarks>Services have a heap that is limited for good: whatever keeps memory, or takes too much of it at once, ends the process, and that fails the tests.</remarks>
public sealed class StandingSuite : IAsyncLifetime
{
    private const int HeapMebibytes = 256;

    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);

    private DistributedApplication? app;
    private GrpcChannel? channel;

    internal TestIssuer Issuer { get; } = new();

    internal OutputTap Output { get; } = new();

    internal OtlpSink Otlp { get; } = new();

    /// <summary>Where spool, evidence and logs are.</summary>
    internal DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("netralitas-hostile-");

    internal GrpcChannel Channel => channel!;

    /// <summary>Address of the gateway for JSON over HTTP/1.1.</summary>
    internal Uri JsonAddress => app!.GetEndpoint("gateway", "http");

    /// <summary>Address of the gateway for gRPC, and for JSON, over HTTP/2.</summary>
    internal Uri GrpcAddress => app!.GetEndpoint("gateway", "grpc");

    /// <summary>The services and the gateway as they were when all were healthy.</summary>
    internal IReadOnlyList<SuiteProcess> Services { get; private set; } = [];

    /// <summary>Connection of the owner of the databases, who is a superuser here.</summary>
    /// <param name="database">pledges, reports, notifications or postgres.</param>
    internal async Task<string> OwnerAsync(string database) => $"{await app!.GetConnectionStringAsync("postgres")};Database={database};Include Error Detail=true";

    /// <summary>AMQP address of the broker.</summary>
    internal async Task<Uri> BrokerAsync() => new((await app!.GetConnectionStringAsync("message-bus"))!);

    public async Task InitializeAsync()
    {
        await Otlp.StartAsync();
        string At(string name) => Path.Combine(Folder.FullName, name);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [
                $"--Parameters:development-issuer-key={Issuer.PrivateKey}", $"--Parameters:report-spool-path={At("spool")}", $"--Parameters:report-evidence-folder={At("evidence")}",
                $"--Parameters:pledge-log-folder={At("pledge-log")}", $"--Parameters:pledge-log-signed-folder={At("pledge-log-signed")}",
                $"--Parameters:receipt-log-folder={At("receipt-log")}", $"--Parameters:receipt-log-signed-folder={At("receipt-log-signed")}",
            ]);
        builder.Services.AddLogging(logging => logging.ClearProviders().AddProvider(Output));
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(project)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Otlp.Address)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
                .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "200")
                .WithEnvironment("OTEL_BLRP_SCHEDULE_DELAY", "200")
                .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "1000")
                .WithEnvironment("DOTNET_GCHeapHardLimit", (HeapMebibytes * 1024 * 1024).ToString("X", CultureInfo.InvariantCulture));
        }

        app = await builder.BuildAsync();
        await app.StartAsync();
        await app.ResourceNotifications.WaitForResourceHealthyAsync("gateway").WaitAsync(StartsWithin);
        channel = GrpcChannel.ForAddress(GrpcAddress, new GrpcChannelOptions { MaxSendMessageSize = null });
        Services = ProcessTree.Services();
    }

    public async Task DisposeAsync()
    {
        channel?.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        await Otlp.DisposeAsync();
        Issuer.Dispose();
        Folder.Delete(recursive: true);
    }

    /// <summary>Metadata of a caller with a good token.</summary>
    internal Metadata As(string office, string role = "officer", string person = "uji") => new() { { "authorization", $"Bearer {Issuer.Token(office, role, person: person)}" } };

    /// <summary>A client that asks by HTTP as it is told, and does not follow or unpack anything.</summary>
    internal static HttpClient NewClient(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
}

/// <summary>Tests that share the standing suite, one after the other.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's word for it.
public sealed class StandingSuiteCollection : ICollectionFixture<StandingSuite>
#pragma warning restore CA1711
{
    public const string Name = "standing suite";
}
