using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Grpc.Net.Client;
using Netralitas.Testing;

namespace Netralitas.Reports.Bench;

/// <summary>The reports service as a process of its own, as it is deployed.</summary>
internal sealed class ReportsService : IAsyncDisposable
{
    /// <summary>The secret of the blind index of names.</summary>
    internal const string NameSecret = "bench-0123456789-0123456789-0123456789";

    private readonly Process process;
    private readonly GrpcChannel channel;
    private readonly DirectoryInfo spool;

    private ReportsService(Process process, string address, DirectoryInfo spool)
    {
        this.process = process;
        this.spool = spool;
        Address = address;
        channel = GrpcChannel.ForAddress(address);
    }

    /// <summary>Reports that were acknowledged since the start.</summary>
    internal long Acknowledged { get; private set; }

    /// <summary>Where it listens for gRPC.</summary>
    internal string Address { get; }

    /// <summary>Its gRPC port.</summary>
    internal GrpcChannel Channel => channel;

    /// <summary>The most memory that the process ever had resident, in bytes.</summary>
    internal long LargestResidentBytes => 1024L * long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal),
        System.Globalization.CultureInfo.InvariantCulture);

    internal static async Task<ReportsService> StartAsync(BackingServices backing, params IEnumerable<(string Name, string Value)> settings)
    {
        var (grpc, http) = (FreePort(), FreePort());
        var spool = Directory.CreateTempSubdirectory("netralitas-bench-");
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Services.Reports.dll")]) { WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["DOTNET_ENVIRONMENT"] = "Local";
        start.Environment["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{grpc}";
        start.Environment["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{http}";
        start.Environment["ConnectionStrings__reports-db"] = backing.Database;
        start.Environment["ConnectionStrings__message-bus"] = backing.Bus;
        start.Environment["Reports__Codes__Keys__1"] = "bench-0123456789-0123456789-0123456789";
        start.Environment["Reports__Names__Keys__1"] = NameSecret;
        start.Environment["Reports__Spool__Path"] = spool.FullName;
        start.Environment["Reports__Evidence__Folder"] = Path.Combine(spool.FullName, "evidence");
        start.Environment["Log__Origin"] = "bench.test/receipts";
        start.Environment["Log__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        start.Environment["Log__Folder"] = Path.Combine(spool.FullName, "log");
        start.Environment["Log__SignedFolder"] = Path.Combine(spool.FullName, "log-signed");
        start.Environment["Reports__Spool__Keys__1"] = Convert.ToBase64String(key.ExportParameters(includePrivateParameters: true).D!);
        new SealingKeyFolder(Path.Combine(spool.FullName, "keys")).GiveTo(start.Environment);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var service = new ReportsService(Process.Start(start)!, $"http://127.0.0.1:{grpc}", spool);
        await service.SeeHealthyAsync(new Uri($"http://127.0.0.1:{http}/health"));
        return service;
    }

    internal async Task<SubmitRate> SubmitAsync(int clients, TimeSpan length)
    {
        process.Refresh();
        var before = process.TotalProcessorTime;
        var rate = await SubmitLoad.RunAsync(channel, clients, length);
        process.Refresh();
        Acknowledged += rate.Count;
        return rate with { ProcessorTime = (process.TotalProcessorTime - before) / rate.Count };
    }

    /// <summary>Ends it without a word.</summary>
    internal async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        await KillAsync();
        process.Dispose();
        spool.Delete(recursive: true);
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

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
