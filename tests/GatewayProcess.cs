using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Netralitas.Testing;

/// <summary>The gateway as a process of its own, as it is deployed, before services that are given to it by address.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private GatewayProcess(Process process, string grpc, string http)
    {
        this.process = process;
        (Grpc, Http) = (new Uri(grpc), new Uri(http));
        process.OutputDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => output.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it speaks HTTP/2.</summary>
    internal Uri Grpc { get; }

    /// <summary>Where it speaks HTTP/1.1.</summary>
    internal Uri Http { get; }

    /// <summary>From its start until it served.</summary>
    internal TimeSpan StartedIn { get; private set; }

    /// <summary>Everything that it has written so far.</summary>
    internal string Output => string.Join('\n', output);

    /// <summary>Processor time so far.</summary>
    internal TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that is its own, in bytes: what is resident, without pages shared with others.</summary>
    internal long OwnBytes => 1024 * File.ReadLines($"/proc/{process.Id}/smaps_rollup").Where(line => line.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="settings">Settings as the environment spells them.</param>
    internal static async Task<GatewayProcess> StartAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        var (grpc, http) = ($"http://127.0.0.1:{FreePort.Next()}", $"http://127.0.0.1:{FreePort.Next()}");
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Gateway.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Local";
        foreach (var (name, value) in settings.SelectMany(BothParts).Prepend(("Kestrel__Endpoints__http__Url", http)).Prepend(("Kestrel__Endpoints__grpc__Url", grpc)))
        {
            start.Environment[name] = value;
        }

        var from = Stopwatch.GetTimestamp();
        var gateway = new GatewayProcess(Process.Start(start)!, start.Environment["Kestrel__Endpoints__grpc__Url"]!, http);
        await gateway.SeeListeningAsync();
        gateway.StartedIn = Stopwatch.GetElapsedTime(from);
        return gateway;
    }

    /// <summary>The setting by which it finds a replica of a service.</summary>
    internal static (string Name, string Value) Service(string name, string address, int replica = 0) => ($"services__{name}__grpc__{replica}", address);

    // Reports that are one process here are found under the names of both of their parts.
    private static IEnumerable<(string Name, string Value)> BothParts((string Name, string Value) setting) => setting.Name.StartsWith("services__reports__", StringComparison.Ordinal)
        ? [(setting.Name.Replace("__reports__", "__intake__", StringComparison.Ordinal), setting.Value), (setting.Name.Replace("__reports__", "__review__", StringComparison.Ordinal), setting.Value)]
        : [setting];

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task SeeListeningAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) }) { BaseAddress = Http };
        while (await timer.WaitForNextTickAsync())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The gateway ended: {Output}");
            }

            try
            {
                using var answer = await http.GetAsync(new Uri("/alive", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException notYet) when (notYet.InnerException is SocketException)
            {
                // It does not listen yet.
            }
        }
    }
}
