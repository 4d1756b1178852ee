using Netralitas.Faults.History;
using Netralitas.Faults.Processes;

namespace Netralitas.Faults.Parts;

/// <summary>One of the suite's own services, or a replica of it, or the gateway.</summary>
/// <param name="name">Its name, for example <c>reports</c> or <c>reports-2</c>.</param>
/// <param name="project">The project that it is built from.</param>
/// <param name="suite">What it belongs to.</param>
internal sealed class Service(string name, string project, SuiteSettings suite) : Part(name, suite)
{
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly int healthPort = Ports.TakeFree();

    internal int Port { get; } = Ports.TakeFree();

    internal string Address => $"http://{Host}:{Port}";

    /// <summary>Its settings; a change takes effect at its next start.</summary>
    internal Dictionary<string, string> Environment { get; } = [];

    /// <summary>Whether it says that it can serve, its database included.</summary>
    internal Task<bool> IsHealthyAsync(CancellationToken cancel) => AnswersAsync("health", cancel);

    internal override Task<bool> IsReadyAsync(CancellationToken cancel) => AnswersAsync("alive", cancel);

    /// <summary>Starts it so that it dies at a failpoint.</summary>
    internal async Task StartArmedAsync(string failpoint, int nth, CancellationToken cancel)
    {
        Environment["NETRALITAS_CRASH_AT"] = $"{failpoint}:{nth}";
        await LaunchAsync();
        Environment.Remove("NETRALITAS_CRASH_AT");
        // It may die before it can answer once.
        await Waiting.UntilAsync(async () => !IsRunning || await IsReadyAsync(cancel), TimeSpan.FromSeconds(60), $"{Name} starts", cancel);
    }

    protected override Launch Launch() => new()
    {
        Command = ["dotnet", Suite.Assembly(project)],
        Environment = new Dictionary<string, string>(Environment)
        {
            ["DOTNET_ENVIRONMENT"] = "Local",
            ["Kestrel__Endpoints__grpc__Url"] = Address,
            ["Kestrel__Endpoints__http__Url"] = $"http://{Host}:{healthPort}",
            ["Access__Issuers__0__Issuer"] = Token.Issuer,
            ["Access__Issuers__0__PublicKey"] = Convert.ToBase64String(Suite.Secrets.Issuer.ExportSubjectPublicKeyInfo()),
            ["NETRALITAS_PLANTED_BUG"] = Suite.PlantedBug ?? "",
        },
        Log = LogFile,
        Folder = Path.GetDirectoryName(Suite.Assembly(project)),
    };

    private async Task<bool> AnswersAsync(string path, CancellationToken cancel)
    {
        try
        {
            using var answer = await Probe.GetAsync(new Uri($"http://{Host}:{healthPort}/{path}"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }
}
