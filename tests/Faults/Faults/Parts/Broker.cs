using System.Net.Sockets;
using System.Text;
using Netralitas.Faults.Processes;
using RabbitMQ.Client;

namespace Netralitas.Faults.Parts;

/// <summary>A RabbitMQ node of the suite's own, with a port mapper of its own.</summary>
internal sealed class Broker : Part
{
    private const string UserName = "netralitas";
    private readonly string folder;
    private readonly int mapperPort = Ports.TakeFree();
    private readonly int distributionPort = Ports.TakeFree();

    internal Broker(SuiteSettings suite)
        : base("broker", suite)
    {
        folder = Path.Combine(suite.Folder, "broker");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "enabled_plugins"), "[].\n");
        File.WriteAllText(Path.Combine(folder, "rabbitmq.conf"), "log.console.level = warning\n");
        File.WriteAllText(Path.Combine(folder, "advanced.config"),
            $"[{{rabbit, [{{default_user, {Term(UserName)}}}, {{default_pass, {Term(suite.Secrets.Broker)}}}, {{default_user_tags, [administrator]}}, {{loopback_users, []}}]}}].\n");
        Mapper = new PortMapper(this, suite);
    }

    internal int Port { get; } = Ports.TakeFree();

    internal PortMapper Mapper { get; }

    /// <summary>Its address for a client that reaches it at another one.</summary>
    internal string AddressAt(string host, int port) => $"amqp://{UserName}:{Suite.Secrets.Broker}@{host}:{port}";

    internal Task<IConnection> ConnectAsync(CancellationToken cancel) =>
        new ConnectionFactory { Uri = new Uri(AddressAt(Host, Port)), RequestedConnectionTimeout = TimeSpan.FromSeconds(5), AutomaticRecoveryEnabled = false }.CreateConnectionAsync(cancel);

    /// <summary>Runs <c>rabbitmqctl</c>.</summary>
    internal Task ControlAsync(CancellationToken cancel, params IEnumerable<string> arguments) => ChildProcess.RunAsync(ControlLaunch(arguments), cancel);

    internal Launch ControlLaunch(params IEnumerable<string> arguments) => new()
    {
        Command = ["/usr/lib/rabbitmq/bin/rabbitmqctl", "--quiet", .. arguments],
        Environment = Variables(),
        Log = Path.Combine(Suite.Logs, "rabbitmqctl.log"),
        Network = Network,
    };

    internal override async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = await ConnectAsync(cancel);
            return connection.IsOpen;
        }
        catch (Exception exception) when (exception is RabbitMQ.Client.Exceptions.BrokerUnreachableException or SocketException or IOException or TimeoutException)
        {
            return false;
        }
    }

    internal override async Task EndAsync()
    {
        await base.EndAsync();
        await Mapper.EndAsync();
    }

    protected override Launch Launch() => new() { Command = ["/usr/lib/rabbitmq/bin/rabbitmq-server"], Environment = Variables(), Log = LogFile, Folder = folder };

    private static string Term(string text) => $"<<{string.Join(',', Encoding.UTF8.GetBytes(text))}>>";

    private Dictionary<string, string> Variables() => new()
    {
        ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ["LANG"] = "C.UTF-8",
        ["HOME"] = folder,
        ["RABBITMQ_NODENAME"] = "faults@localhost",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_LOG"] = "warning",
        ["RABBITMQ_NODE_IP_ADDRESS"] = Host,
        ["RABBITMQ_NODE_PORT"] = $"{Port}",
        ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
        ["ERL_EPMD_PORT"] = $"{mapperPort}",
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(folder, "advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        // With it the start script becomes the broker, so that its process id is the broker's.
        ["RABBITMQ_ALLOW_INPUT"] = "true",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} -noinput +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
    };

    /// <summary>The port mapper: the broker would otherwise start one that outlives it and listens on all interfaces.</summary>
    internal sealed class PortMapper(Broker broker, SuiteSettings suite) : Part("epmd", suite)
    {
        internal override async Task<bool> IsReadyAsync(CancellationToken cancel)
        {
            await Task.Yield();
            return IsRunning;
        }

        protected override Launch Launch() => new()
        {
            Command = ["epmd", "-address", "127.0.0.1", "-port", $"{broker.mapperPort}"],
            Environment = broker.Variables(),
            Log = LogFile,
        };
    }
}
