using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.TransparencyLog;

namespace Netralitas.Services.Reports.Tests.Admission;

/// <summary>One replica of the reports service, as a process of its own.</summary>
internal sealed class ReportsProcess : IAsyncDisposable
{
    internal const string CodeKey = "uji-0123456789-0123456789-0123456789";

    /// <summary>Name of the log of receipts of all replicas of this run.</summary>
    internal const string LogOrigin = "log.netralitas.test/tanda-terima";

    private static readonly string LogKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static readonly string SpoolKey = NewSpoolKey();

    /// <summary>Whom readers of the log trust.</summary>
    internal static LogPolicy LogPolicy
    {
        get
        {
            using var key = new SignerKey(LogOrigin, SignatureType.Ed25519, Ed25519PrivateKey.Import(Convert.FromBase64String(LogKey)));
            return new LogPolicy(LogOrigin, [key.Verifier], [], 0);
        }
    }

    /// <summary>Keys of all replicas of this run; one office has its own.</summary>
    internal static readonly SealingKeyFolder Keys = new(Directory.CreateTempSubdirectory("netralitas-keys-").FullName, "75.71");

    private readonly Process process;
    private readonly GrpcChannel channel;
    private readonly ConcurrentQueue<string> lines = [];

    private ReportsProcess(ProcessStartInfo start, string address)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxSendMessageSize = null });
    }

    internal GrpcChannel Channel => channel;

    internal IntakeService.IntakeServiceClient Intake => new(channel);

    internal ReceiptService.ReceiptServiceClient Receipts => new(channel);

    internal ReceiptAuditService.ReceiptAuditServiceClient ReceiptAudit => new(channel);

    internal OfficeIntakeService.OfficeIntakeServiceClient OfficeIntake => new(channel);

    internal ReviewService.ReviewServiceClient Review => new(channel);

    internal TransferService.TransferServiceClient Transfers => new(channel);

    internal FollowUpService.FollowUpServiceClient FollowUp => new(channel);

    internal LawService.LawServiceClient Law => new(channel);

    internal LawRevisionService.LawRevisionServiceClient LawRevisions => new(channel);

    internal EvidenceService.EvidenceServiceClient Evidence => new(channel);

    internal CaseEvidenceService.CaseEvidenceServiceClient CaseEvidence => new(channel);

    /// <summary>The most memory that the process ever had resident, in bytes.</summary>
    internal long LargestResidentBytes => 1024L * long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "", StringComparison.Ordinal),
        System.Globalization.CultureInfo.InvariantCulture);

    internal CustodyService.CustodyServiceClient Custody => new(channel);

    internal RetentionService.RetentionServiceClient Retention => new(channel);

    internal OwnDataService.OwnDataServiceClient OwnData => new(channel);

    internal DataRequestService.DataRequestServiceClient DataRequests => new(channel);

    internal BreachService.BreachServiceClient Breaches => new(channel);

    internal AuditService.AuditServiceClient Audit => new(channel);

    internal WorkListService.WorkListServiceClient WorkList => new(channel);

    internal StatisticsService.StatisticsServiceClient Statistics => new(channel);

    internal string Output => string.Join('\n', lines);

    /// <summary>Starts a replica for a test that is alone with it, and waits until it answers. A test that changes nothing of a replica takes <see cref="BackingServices.ReplicaAsync"/>.</summary>
    /// <param name="backing">Database and bus.</param>
    /// <param name="spool">Its spool's folder.</param>
    /// <param name="database">Another way to the database.</param>
    /// <param name="crashAt">A failpoint.</param>
    /// <param name="settings">More settings, in the form of environment variables.</param>
    internal static async Task<ReportsProcess> StartAsync(BackingServices backing, string spool, string? database = null, string? crashAt = null, params IEnumerable<(string Name, string? Value)> settings)
    {
        await backing.EndReplicasAsync();
        return await LaunchAsync(backing, spool, database ?? backing.Database, crashAt, settings);
    }

    /// <summary>Starts a replica that dies by itself, perhaps before it answers.</summary>
    internal static async Task<ReportsProcess> StartDyingAsync(BackingServices backing, string spool, string crashAt, params IEnumerable<(string Name, string? Value)> settings)
    {
        await backing.EndReplicasAsync();
        return Launch(backing, spool, backing.Database, crashAt, settings).Replica;
    }

    /// <summary>Starts a process that only takes in, with what intake has and nothing else.</summary>
    /// <param name="backing">The database.</param>
    /// <param name="spool">Its spool's folder.</param>
    /// <param name="settings">More settings.</param>
    internal static async Task<ReportsProcess> StartIntakeAsync(BackingServices backing, string spool, params IEnumerable<(string Name, string? Value)> settings)
    {
        await backing.EndReplicasAsync();
        return await LaunchAsync(backing, spool, backing.Database, null, [.. IntakeSettings(backing), .. settings]);
    }

    /// <summary>What intake is given otherwise than a process that does both.</summary>
    internal static IEnumerable<(string Name, string? Value)> IntakeSettings(BackingServices backing) =>
    [
        ("Reports__Part", "intake"), ("ConnectionStrings__reports-intake-db", backing.IntakeDatabase), ("ConnectionStrings__reports-db", null), ("ConnectionStrings__message-bus", null),
        ("Reports__Names__Keys__1", null), ("Reports__Sealing__PrivateKeysPath", null), ("Reports__Sealing__CustodianKeysPath", null),
    ];

    internal static Task<ReportsProcess> StartSharedAsync(BackingServices backing, string spool) => LaunchAsync(backing, spool, backing.Database, null, []);

    private static async Task<ReportsProcess> LaunchAsync(BackingServices backing, string spool, string database, string? crashAt, IEnumerable<(string Name, string? Value)> settings)
    {
        var (replica, alive) = Launch(backing, spool, database, crashAt, settings);
        await replica.SeeAliveAsync(alive);
        return replica;
    }

    private static (ReportsProcess Replica, Uri Alive) Launch(BackingServices backing, string spool, string database, string? crashAt, IEnumerable<(string Name, string? Value)> settings)
    {
        var (grpc, http) = (FreePort.Next(), FreePort.Next());
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Services.Reports.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["DOTNET_ENVIRONMENT"] = "Local";
        start.Environment["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{grpc}";
        start.Environment["Kestrel__Endpoints__http__Url"] = $"http://127.0.0.1:{http}";
        start.Environment["ConnectionStrings__reports-db"] = database;
        start.Environment["ConnectionStrings__message-bus"] = backing.Bus;
        start.Environment["Reports__Codes__Keys__1"] = CodeKey;
        start.Environment["Reports__Names__Keys__1"] = CodeKey;
        start.Environment["Access__Issuers__0__Issuer"] = TestIssuer.Name;
        start.Environment["Access__Issuers__0__PublicKey"] = TestIssuer.PublicKey;
        start.Environment["Log__Origin"] = LogOrigin;
        start.Environment["Log__Key"] = LogKey;
        start.Environment["Log__Folder"] = backing.PublishedLog;
        start.Environment["Log__SignedFolder"] = backing.SignedLog;
        start.Environment["Reports__Spool__Path"] = spool;
        start.Environment["Reports__Spool__Keys__1"] = SpoolKey;
        start.Environment["Reports__Evidence__Folder"] = Path.Combine(spool, "evidence");
        Keys.GiveTo(start.Environment);
        start.Environment["NETRALITAS_CRASH_AT"] = crashAt;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return (new ReportsProcess(start, $"http://127.0.0.1:{grpc}"), new Uri($"http://127.0.0.1:{http}/alive"));
    }

    internal void Kill() => process.Kill();

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

    private static string NewSpoolKey()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportParameters(includePrivateParameters: true).D!);
    }
}
