using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Grpc.Net.Client;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Pledges.Tests.States;

/// <summary>One replica of the pledges service, as a process of its own.</summary>
internal sealed class PledgesProcess : IAsyncDisposable
{
    private const string Origin = "localhost/log/uji";

    private static readonly byte[] LogKey = RandomNumberGenerator.GetBytes(Ed25519PrivateKey.Length);

    private readonly Process process;
    private readonly GrpcChannel channel;
    private readonly DirectoryInfo folder;
    private readonly ConcurrentQueue<string> lines = [];

    private PledgesProcess(ProcessStartInfo start, string address, DirectoryInfo folder)
    {
        this.folder = folder;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        channel = GrpcChannel.ForAddress(address);
    }

    /// <summary>The log's public key, as netralitas-verify reads keys.</summary>
    internal static string Keys { get; } = $"log {new VerifierKey(Origin, SignatureType.Ed25519, Ed25519PrivateKey.Import(LogKey).PublicKey)}\nquorum none\n";

    internal PledgeTextService.PledgeTextServiceClient Texts => new(channel);

    internal DeclarationService.DeclarationServiceClient Declarations => new(channel);

    internal SignatureService.SignatureServiceClient Signatures => new(channel);

    internal OwnSignatureService.OwnSignatureServiceClient Own => new(channel);

    internal OfflineService.OfflineServiceClient Offline => new(channel);

    internal InvitationService.InvitationServiceClient Invitations => new(channel);

    internal InvitedSignatureService.InvitedSignatureServiceClient Invited => new(channel);

    internal ErasureService.ErasureServiceClient Erasure => new(channel);

    internal RosterService.RosterServiceClient Rosters => new(channel);

    internal CoverageService.CoverageServiceClient Coverage => new(channel);

    internal PublicCoverageService.PublicCoverageServiceClient PublicCoverage => new(channel);

    internal ProofService.ProofServiceClient Proofs => new(channel);

    internal RollService.RollServiceClient Rolls => new(channel);

    internal PaperService.PaperServiceClient Papers => new(channel);

    internal PreventionService.PreventionServiceClient Prevention => new(channel);

    internal ReminderService.ReminderServiceClient Reminders => new(channel);

    internal ViolationService.ViolationServiceClient Violations => new(channel);

    internal PublicViolationService.PublicViolationServiceClient PublicViolations => new(channel);

    internal PersonPledgeService.PersonPledgeServiceClient PersonPledges => new(channel);

    internal string PeakMegabytes => File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));

    internal string Output => string.Join('\n', lines);

    /// <summary>Starts a replica and waits until it answers.</summary>
    /// <param name="backing">Database and bus.</param>
    /// <param name="crashAt">A failpoint.</param>
    internal static async Task<PledgesProcess> StartAsync(BackingServices backing, string? crashAt = null)
    {
        var (grpc, http) = (FreePort.Next(), FreePort.Next());
        var folder = Directory.CreateTempSubdirectory("netralitas-log-");
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Services.Pledges.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Local";
        start.Environment["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{grpc}";
        start.Environment["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{http}";
        start.Environment["ConnectionStrings__pledges-db"] = backing.Database;
        start.Environment["ConnectionStrings__message-bus"] = backing.Bus;
        start.Environment["Pledges__PersonalData__Keys__1"] = TestKeys.Current;
        start.Environment["Pledges__PersonalData__IndexKey"] = TestKeys.Index;
        start.Environment["Access__Issuers__0__Issuer"] = TestIssuer.Name;
        start.Environment["Access__Issuers__0__PublicKey"] = TestIssuer.PublicKey;
        start.Environment["Access__ServiceSecret"] = TestKeys.Service;
        start.Environment["Log__Origin"] = Origin;
        start.Environment["Log__Key"] = Convert.ToBase64String(LogKey);
        start.Environment["Pledges__PublicAddress"] = "https://netralitas.test";
        start.Environment["Pledges__SigningAddress"] = "https://ikrar.test/";
        start.Environment["Log__Folder"] = folder.CreateSubdirectory("published").FullName;
        start.Environment["Log__SignedFolder"] = folder.CreateSubdirectory("signed").FullName;
        start.Environment["Log__CheckpointSeconds"] = "0.2";
        start.Environment["NETRALITAS_CRASH_AT"] = crashAt;
        var replica = new PledgesProcess(start, $"http://127.0.0.1:{grpc}", folder);
        await replica.SeeAliveAsync(new Uri($"http://127.0.0.1:{http}/alive"));
        return replica;
    }

    internal Task SeeDeadAsync() => process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task SeeAliveAsync(Uri alive)
    {
        using var http = new HttpClient();
        await Eventually.SeeAsync(async () =>
        {
            Assert.False(process.HasExited, Output);
            try
            {
                using var answer = await http.GetAsync(alive);
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
