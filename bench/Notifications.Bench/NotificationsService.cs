using System.Diagnostics;
using System.Globalization;
using Grpc.Net.Client;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Services.Notifications.Tests.Support;
using Netralitas.Testing;

namespace Netralitas.Notifications.Bench;

/// <summary>The notifications service as a process of its own, as it is deployed.</summary>
internal sealed class NotificationsService : IAsyncDisposable
{
    private readonly Process process;
    private readonly GrpcChannel channel;

    private NotificationsService(Process process, string address)
    {
        this.process = process;
        channel = GrpcChannel.ForAddress(address);
    }

    internal InboxService.InboxServiceClient Inbox => new(channel);

    internal BroadcastService.BroadcastServiceClient Broadcasts => new(channel);

    internal WebhookService.WebhookServiceClient Webhooks => new(channel);

    /// <summary>Bytes of the process in memory.</summary>
    internal long Resident => File.ReadLines($"/proc/{process.Id}/status").Where(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024).Single();

    /// <summary>Processor time of the process so far.</summary>
    internal TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <param name="backing">Database and bus.</param>
    /// <param name="provider">Where text messages go.</param>
    internal static async Task<NotificationsService> StartAsync(BackingServices backing, Uri provider)
    {
        var (grpc, http) = (FreePort.Next(), FreePort.Next());
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Services.Notifications.dll")]) { WorkingDirectory = AppContext.BaseDirectory };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Local",
            ["Kestrel:Endpoints:grpc:Url"] = $"http://127.0.0.1:{grpc}",
            ["Kestrel:Endpoints:http:Url"] = $"http://127.0.0.1:{http}",
            ["ConnectionStrings:notifications-db"] = backing.Database,
            ["ConnectionStrings:message-bus"] = backing.Bus,
            ["Access:Issuers:0:Issuer"] = TestIssuer.Name,
            ["Access:Issuers:0:PublicKey"] = TestIssuer.PublicKey,
            ["Notifications:Webhooks:Keys:1"] = "bench-0123456789-0123456789-0123456789",
            ["Notifications:Webhooks:AllowsPrivateAddresses"] = "true",
            ["Notifications:Delivery:Providers:0:Name"] = "bench",
            ["Notifications:Delivery:Providers:0:Channels:0"] = "Sms",
            ["Notifications:Delivery:Providers:0:Url"] = provider.ToString(),
            ["Notifications:Delivery:Providers:0:Fields:to"] = "{{alamat}}",
            ["Notifications:Delivery:Providers:0:Fields:text"] = "{{isi}}",
            ["Logging:LogLevel:Default"] = "Warning",
        })
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var service = new NotificationsService(Process.Start(start)!, $"http://127.0.0.1:{grpc}");
        await service.SeeHealthyAsync(new Uri($"http://127.0.0.1:{http}/health"));
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task SeeHealthyAsync(Uri health)
    {
        using var http = new HttpClient();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await timer.WaitForNextTickAsync())
        {
            try
            {
                using var answer = await http.GetAsync(health);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                // Not yet.
            }
        }
    }
}
