using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Testing;
using Activity = Netralitas.Contracts.Pledges.V1.Activity;

namespace Netralitas.Pledges.Bench;

/// <summary>The pledges service as a process of its own, as it is deployed.</summary>
internal sealed class PledgesService : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private PledgesService(Process process, string address, DirectoryInfo folder)
    {
        this.process = process;
        this.folder = folder;
        Channel = GrpcChannel.ForAddress(address);
    }

    internal GrpcChannel Channel { get; }

    internal static Metadata Organiser { get; } = BenchIssuer.As("bawaslu:00", "officer");

    /// <summary>Processor time so far.</summary>
    internal TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    internal static async Task<PledgesService> StartAsync(BackingServices backing)
    {
        var (grpc, http) = (FreePort.Next(), FreePort.Next());
        var folder = Directory.CreateDirectory($"/var/tmp/netralitas-pledges-bench-{Environment.ProcessId}");
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Services.Pledges.dll")]) { WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["DOTNET_ENVIRONMENT"] = "Local";
        start.Environment["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{grpc}";
        start.Environment["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{http}";
        start.Environment["ConnectionStrings__pledges-db"] = backing.Database;
        start.Environment["ConnectionStrings__message-bus"] = backing.Bus;
        start.Environment["Pledges__PersonalData__Keys__1"] = StoredPeople.SealKey;
        start.Environment["Pledges__PersonalData__IndexKey"] = StoredPeople.IndexKey;
        start.Environment["Pledges__PublicAddress"] = "https://bench.test";
        start.Environment["Access__Issuers__0__Issuer"] = BenchIssuer.Name;
        start.Environment["Access__Issuers__0__PublicKey"] = BenchIssuer.PublicKey;
        start.Environment["Log__Origin"] = "bench.test/ikrar";
        start.Environment["Log__Key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        start.Environment["Log__Folder"] = folder.CreateSubdirectory("log").FullName;
        start.Environment["Log__SignedFolder"] = folder.CreateSubdirectory("log-signed").FullName;
        // What is loaded straight into the tables has no entries.
        start.Environment["Log__MonitorMinutes"] = "1440";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        var service = new PledgesService(Process.Start(start)!, $"http://127.0.0.1:{grpc}", folder);
        await service.SeeHealthyAsync(new Uri($"http://127.0.0.1:{http}/health"));
        return service;
    }

    /// <summary>Declares a ceremony of the whole country with a text of its own.</summary>
    /// <returns>Its id.</returns>
    internal async Task<string> OpenDeclarationAsync()
    {
        var text = await new PledgeTextService.PledgeTextServiceClient(Channel).PublishPledgeTextAsync(
            new PublishPledgeTextRequest
            {
                RequestId = NewId(),
                Kind = PledgeTextKind.Ikrar,
                Title = "Ikrar contoh",
                Points = { new PledgePoint { Number = 1, Wording = "Menjaga netralitas.", Subjects = { SubjectTag.Prinsip } } },
            }, BenchIssuer.As("bawaslu:00", "central"));
        var opened = await new DeclarationService.DeclarationServiceClient(Channel).OpenDeclarationAsync(
            new OpenDeclarationRequest
            {
                RequestId = NewId(),
                Title = "Deklarasi contoh",
                RegionCode = "00",
                Venue = "Aula",
                HeldOn = "2024-09-21",
                Mode = DeclarationMode.Luring,
                Activities = { Activity.Ikrar },
                Organiser = new Organiser { Name = "Penyelenggara", Kind = OrganiserKind.Bawaslu },
                PledgeTextId = text.PledgeTextId,
            }, Organiser);
        return opened.DeclarationId;
    }

    internal static string NewId() => Guid.NewGuid().ToString();

    /// <summary>Begins to measure the most memory that it has.</summary>
    internal void ResetPeak() => File.WriteAllText($"/proc/{process.Id}/clear_refs", "5");

    /// <summary>The most that it had resident since, in MiB.</summary>
    internal double PeakMebibytes()
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(each => each.StartsWith("VmHWM", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
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
