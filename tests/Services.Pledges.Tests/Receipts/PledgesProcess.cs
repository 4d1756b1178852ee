using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Grpc.Net.Client;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Cryptography;
using Netralitas.Services.Pledges.Tests.States;
using Netralitas.TransparencyLog;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Tests.Receipts;

/// <summary>One replica of the pledges service, as a process of its own; all replicas of a run have one log.</summary>
internal sealed class PledgesProcess : IAsyncDisposable
{
    private const string Origin = "log.netralitas.test/ikrar";

    private static readonly byte[] Seed = RandomNumberGenerator.GetBytes(Ed25519PrivateKey.Length);
    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("netralitas-pledge-log-");

    private readonly Process process;
    private readonly GrpcChannel channel;
    private readonly ConcurrentQueue<string> lines = [];

    private PledgesProcess(ProcessStartInfo start, string address)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        channel = GrpcChannel.ForAddress(address);
    }

    /// <summary>Whom the holder of a receipt trusts.</summary>
    internal static LogPolicy Policy { get; } = new(Origin, [new VerifierKey(Origin, SignatureType.Ed25519, Ed25519PrivateKey.Import(Seed).PublicKey)], [], 0);

    internal PledgeTextService.PledgeTextServiceClient Texts => new(channel);

    internal DeclarationService.DeclarationServiceClient Declarations => new(channel);

    internal SignatureService.SignatureServiceClient Signatures => new(channel);

    internal ProofService.ProofServiceClient Proofs => new(channel);

    internal ErasureService.ErasureServiceClient Erasure => new(channel);

    internal string Output => string.Join('\n', lines);

    /// <summary>Starts a replica and waits until it answers.</summary>
    /// <param name="backing">Database and bus.</param>
    /// <param name="crashAt">A failpoint.</param>
    /// <param name="checkpointSeconds">How often it publishes; a day means never.</param>
    internal static async Task<PledgesProcess> StartAsync(BackingServices backing, string? crashAt = null, double checkpointSeconds = 0.2)
    {
        var (grpc, http) = (FreePort.Next(), FreePort.Next());
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
        start.Environment["Log__Origin"] = Origin;
        start.Environment["Log__Key"] = Convert.ToBase64String(Seed);
        start.Environment["Log__Folder"] = Path.Combine(Folder.FullName, "public");
        start.Environment["Log__SignedFolder"] = Path.Combine(Folder.FullName, "signed");
        start.Environment["Log__CheckpointSeconds"] = checkpointSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["Log__MonitorMinutes"] = "0.02";
        start.Environment["NETRALITAS_CRASH_AT"] = crashAt;
        var replica = new PledgesProcess(start, $"http://127.0.0.1:{grpc}");
        await replica.SeeAliveAsync(new Uri($"http://127.0.0.1:{http}/alive"));
        return replica;
    }

    /// <summary>A declaration with a text, ready to be signed.</summary>
    internal async Task<string> OpenedDeclarationAsync()
    {
        var officer = TestIssuer.As("bawaslu:75.71");
        var text = await Texts.PublishPledgeTextAsync(
            new PublishPledgeTextRequest { RequestId = NewId(), Kind = PledgeTextKind.Ikrar, Title = "Ikrar uji", Points = { new Wire.PledgePoint { Number = 1, Wording = "Menjaga netralitas.", Subjects = { SubjectTag.Prinsip } } } }, officer);
        var opened = await Declarations.OpenDeclarationAsync(
            new OpenDeclarationRequest
            {
                RequestId = NewId(),
                Title = "Deklarasi uji",
                RegionCode = "75.71",
                Venue = "Aula uji",
                HeldOn = "2024-09-21",
                Mode = DeclarationMode.Luring,
                Activities = { Wire.Activity.Ikrar },
                Organiser = new Organiser { Name = "Penyelenggara uji", Kind = OrganiserKind.Bawaslu },
                PledgeTextId = text.PledgeTextId,
            }, officer);
        return opened.DeclarationId;
    }

    internal static string NewId() => Guid.NewGuid().ToString();

    internal Task SeeDeadAsync() => process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
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
