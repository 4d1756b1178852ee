using Netralitas.Faults.Processes;
using Netralitas.Testing;

namespace Netralitas.Faults.Parts;

/// <summary>The whole suite: PostgreSQL, broker, services, gateway, and a witness of the logs. Composed as the AppHost composes it, and each process in this program's hands.</summary>
internal sealed class Suite : IAsyncDisposable
{
    private readonly Dictionary<string, (string Host, int Port)> detours = [];

    internal Suite(SuiteSettings settings)
    {
        Settings = settings;
        Directory.CreateDirectory(settings.Folder);
        Directory.CreateDirectory(settings.Logs);
        Keys = new SealingKeyFolder(Path.Combine(settings.Folder, "report-keys"), "75.71");
        Postgres = new Postgres(settings);
        Broker = new Broker(settings);
        Pledges = new Service("pledges", "Services.Pledges", settings);
        Reports = new Service("reports", "Services.Reports", settings);
        Notifications = new Service("notifications", "Services.Notifications", settings);
        Gateway = new Service("gateway", "Gateway", settings);
        Witness = new Witness(settings);
    }

    internal SuiteSettings Settings { get; }

    /// <summary>Keys that reports are sealed to.</summary>
    internal SealingKeyFolder Keys { get; }

    internal Postgres Postgres { get; }

    internal Broker Broker { get; }

    internal Service Pledges { get; }

    internal Service Reports { get; }

    internal Service Notifications { get; }

    internal Service Gateway { get; }

    internal Witness Witness { get; }

    /// <summary>Second processes of a service, to be added before the start.</summary>
    internal List<Service> Replicas { get; } = [];

    /// <summary>Intake of reports where it runs apart; <see cref="Reports"/> is review then. Null where one process does both.</summary>
    internal Service? Intake { get; private set; }

    internal IEnumerable<Service> Services => [Pledges, Reports, Notifications, .. Replicas, .. Intake is { } intake ? [intake] : Array.Empty<Service>()];

    internal IEnumerable<Part> All => [Gateway, .. Services, Witness, Broker, Postgres];

    /// <summary>Address at which the client reaches the gateway.</summary>
    internal string ClientAddress { get; set; } = "";

    internal string SpoolOf(Service service) => Path.Combine(Settings.Folder, $"spool-{service.Name}");

    /// <summary>Folder in which a service spools, where the case wants another than its own.</summary>
    internal Dictionary<string, string> SpoolFolders { get; } = [];

    internal IEnumerable<string> Spools => Services.Where(s => s == Intake || s.Name.StartsWith("reports", StringComparison.Ordinal)).Select(s => SpoolFolders.GetValueOrDefault(s.Name) ?? SpoolOf(s));

    /// <summary>Has reports taken in by a process of its own, to be called before the start.</summary>
    internal Service SplitReports() => Intake = new Service("intake", "Services.Reports", Settings);

    /// <summary>Adds a second process of a service.</summary>
    internal Service AddReplica(Service of)
    {
        var replica = new Service($"{of.Name}-2", of.Name == "reports" ? "Services.Reports" : of.Name == "pledges" ? "Services.Pledges" : "Services.Notifications", Settings);
        Replicas.Add(replica);
        return replica;
    }

    /// <summary>Lets one part reach another at another address, for example a proxy's.</summary>
    internal void Detour(Part from, Part to, string host, int port) => detours[$"{from.Name}>{to.Name}"] = (host, port);

    /// <summary>Starts everything and waits until the gateway and all services can serve.</summary>
    internal async Task StartAsync(CancellationToken cancel)
    {
        await Witness.CreateAsync(cancel);
        Configure();
        await Task.WhenAll(Postgres.StartAsync(cancel), StartBrokerAsync(cancel), Witness.StartAsync(cancel));
        await Task.WhenAll(Services.Append(Gateway).Select(async service =>
        {
            await service.StartAsync(cancel);
            await Waiting.UntilAsync(() => service.IsHealthyAsync(cancel), TimeSpan.FromSeconds(60), $"{service.Name} is healthy", cancel);
        }));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in All)
        {
            await part.EndAsync();
        }
    }

    /// <summary>Gives every service its settings; whoever is started after a change has it.</summary>
    internal void Configure()
    {
        foreach (var service in Services)
        {
            var name = service.Name.Split('-')[0];
            var (host, port) = detours.GetValueOrDefault($"{service.Name}>{Postgres.Name}", (Postgres.Host, Postgres.Port));
            // As src/AppHost/ServiceDatabase.cs has it.
            var (database, role, connection) = service == Intake ? ("reports", "reports_intake", "reports-intake-db") : (name, name, $"{name}-db");
            service.Environment[$"ConnectionStrings__{connection}"] =
                $"Host={host};Port={port};Database={database};Username={role};Password={Settings.Secrets.Role};Maximum Pool Size=23;Timeout=30;Application Name={service.Name}";
            if (service != Intake)
            {
                (host, port) = detours.GetValueOrDefault($"{service.Name}>{Broker.Name}", (Broker.Host, Broker.Port));
                service.Environment["ConnectionStrings__message-bus"] = Broker.AddressAt(host, port);
            }

            var address = detours.TryGetValue($"{Gateway.Name}>{service.Name}", out var detour) ? $"http://{detour.Host}:{detour.Port}" : service.Address;
            foreach (var cluster in ClustersOf(service, name))
            {
                Gateway.Environment[$"services__{cluster}__grpc__{Services.Where(s => s.Name.Split('-')[0] == name).ToList().IndexOf(service)}"] = address;
            }

            if (name is "pledges" or "reports" or "intake")
            {
                service.Environment["Log__Witnesses__0__Address"] = Witness.Address;
                service.Environment["Log__Witnesses__0__Key"] = Witness.Key;
                service.Environment["Log__Quorum"] = "1";
                service.Environment["Log__CheckpointSeconds"] = "2";
            }

            if (name == "notifications")
            {
                service.Environment["Notifications__Windows__Minutes"] = "0.05";
            }

            if (name == "pledges")
            {
                service.Environment["Pledges__PersonalData__Keys__1"] = Settings.Secrets.PersonalData;
                service.Environment["Pledges__PersonalData__IndexKey"] = Settings.Secrets.PersonalDataIndex;
                service.Environment["Log__Origin"] = SuiteSecrets.PledgeLogOrigin;
                service.Environment["Log__Key"] = Settings.Secrets.PledgeLog;
                service.Environment["Log__Folder"] = Settings.PledgeLogFolder;
                service.Environment["Log__SignedFolder"] = Path.Combine(Settings.Folder, "pledge-log-signed");
            }

            if (name is "reports" or "intake")
            {
                service.Environment["Reports__Part"] = service == Intake ? "intake" : Intake is null ? "both" : "review";
                var spool = SpoolFolders.GetValueOrDefault(service.Name) ?? SpoolOf(service);
                Directory.CreateDirectory(spool);
                service.Environment["Reports__Codes__Keys__1"] = Settings.Secrets.ReportCodes;
                service.Environment["Log__Origin"] = SuiteSecrets.ReceiptLogOrigin;
                service.Environment["Log__WindowSeconds"] = "5";
                service.Environment["Log__Key"] = Settings.Secrets.ReceiptLog;
                service.Environment["Log__Folder"] = Settings.ReceiptLogFolder;
                service.Environment["Log__SignedFolder"] = Path.Combine(Settings.Folder, "receipt-log-signed");
                service.Environment["Reports__Spool__Path"] = spool;
                service.Environment["Reports__Evidence__Folder"] = Path.Combine(Settings.Folder, "evidence");
                if (service == Intake)
                {
                    service.Environment["Reports__Sealing__PublicKeysPath"] = Keys.PublicKeys;
                }
                else
                {
                    Keys.GiveTo(service.Environment!);
                    service.Environment["Reports__Names__Keys__1"] = Settings.Secrets.ReportCodes;
                }

                service.Environment["Reports__Spool__CurrentKey"] = "1";
                service.Environment["Reports__Spool__Keys__1"] = Settings.Secrets.Spool;
            }
        }

        ClientAddress = ClientAddress.Length == 0 ? Gateway.Address : ClientAddress;
    }

    // What the gateway calls it.
    private IEnumerable<string> ClustersOf(Service service, string name) => name != "reports" ? [name] : Intake is null ? ["intake", "review"] : ["review"];

    private async Task StartBrokerAsync(CancellationToken cancel)
    {
        await Broker.Mapper.StartAsync(cancel);
        await Broker.StartAsync(cancel);
    }
}
