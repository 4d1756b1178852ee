using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.Suite.Tests;

namespace Netralitas.Services.Notifications.Tests.Support;

/// <summary>One replica of the notifications service, as a process of its own.</summary>
internal sealed class NotificationsProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly GrpcChannel channel;
    private readonly ConcurrentQueue<string> lines = [];

    private NotificationsProcess(ProcessStartInfo start, string address, Uri http)
    {
        Http = http;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        channel = GrpcChannel.ForAddress(address);
    }

    internal Uri Http { get; }

    internal InboxService.InboxServiceClient Inbox => new(channel);

    internal OfficeDirectoryService.OfficeDirectoryServiceClient Offices => new(channel);

    internal TemplateService.TemplateServiceClient Templates => new(channel);

    internal BroadcastService.BroadcastServiceClient Broadcasts => new(channel);

    internal DeliveryService.DeliveryServiceClient Deliveries => new(channel);

    internal WebhookService.WebhookServiceClient Webhooks => new(channel);

    internal PreferenceService.PreferenceServiceClient Preferences => new(channel);

    internal OwnPreferenceService.OwnPreferenceServiceClient OwnPreferences => new(channel);

    internal NoticeProofService.NoticeProofServiceClient Proofs => new(channel);

    internal TokenRevocationService.TokenRevocationServiceClient Revocations => new(channel);

    internal NoticeConfirmationService.NoticeConfirmationServiceClient Confirmations => new(channel);

    internal string Output => string.Join('\n', lines);

    /// <summary>Starts a replica and waits until it answers.</summary>
    /// <param name="backing">Database and bus.</param>
    /// <param name="settings">Settings by their paths, parts divided by colons.</param>
    /// <param name="crashAt">A failpoint.</param>
    internal static async Task<NotificationsProcess> StartAsync(BackingServices backing, IEnumerable<(string Name, string Value)>? settings = null, string? crashAt = null)
    {
        var replica = Launch(backing, settings, crashAt);
        await replica.SeeAliveAsync();
        return replica;
    }

    /// <summary>Starts a replica that dies by itself, perhaps before it answers.</summary>
    internal static NotificationsProcess StartDying(BackingServices backing, string crashAt) => Launch(backing, null, crashAt);

    private static NotificationsProcess Launch(BackingServices backing, IEnumerable<(string Name, string Value)>? settings, string? crashAt)
    {
        var (grpc, http) = (FreePort.Next(), FreePort.Next());
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Services.Notifications.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Local";
        start.Environment["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{grpc}";
        start.Environment["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{http}";
        start.Environment["ConnectionStrings__notifications-db"] = backing.Database;
        start.Environment["ConnectionStrings__message-bus"] = backing.Bus;
        start.Environment["Access__Issuers__0__Issuer"] = TestIssuer.Name;
        start.Environment["Access__Issuers__0__PublicKey"] = TestIssuer.PublicKey;
        start.Environment["Notifications__Webhooks__Keys__1"] = "uji-0123456789-0123456789-0123456789";
        start.Environment["NETRALITAS_CRASH_AT"] = crashAt;
        foreach (var (name, value) in settings ?? [])
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new NotificationsProcess(start, $"http://127.0.0.1:{grpc}", new Uri($"http://127.0.0.1:{http}/"));
    }

    internal async Task SeeDeadAsync(string failpoint)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(limit.Token);
        await Eventually.SeeAsync(() => Task.FromResult(Output), output => output.Contains($"NETRALITAS_CRASH_AT {failpoint}", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task SeeAliveAsync()
    {
        using var http = new HttpClient();
        await Eventually.SeeAsync(async () =>
        {
            Assert.False(process.HasExited, Output);
            try
            {
                using var answer = await http.GetAsync(new Uri(Http, "alive"));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, answers => answers);
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lines.Enqueue(line);
        }
    }
}

/// <summary>Refusals as the tests of this project write them.</summary>
internal static class Refused
{
    /// <summary>Makes a call that must be refused, and holds its status and reason against what is wanted.</summary>
    internal static async Task<Refusal> AsAsync<T>(StatusCode code, string reason, AsyncUnaryCall<T> call)
    {
        var refusal = await Refusal.OfAsync(call);
        Assert.Equal((code, reason, "notifications.netralitas"), (refusal.Code, refusal.Reason, refusal.Domain));
        return refusal;
    }

    internal static string NewId() => Guid.NewGuid().ToString();
}
