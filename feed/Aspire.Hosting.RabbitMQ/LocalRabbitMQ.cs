using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.RabbitMQ;

/// <summary>A RabbitMQ broker of this suite's own with its own port mapper, everything on loopback.</summary>
internal sealed class LocalRabbitMQ(RabbitMQServerResource broker) : ILocalService, IHealthCheck
{
    private const string Server = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private string _folder = "";

    public string? Hopeless { get; private set; }

    private int Port => broker.PrimaryEndpoint.Port;

    private bool HasManagement => broker.ManagementEndpoint.Exists;

    public async Task<IReadOnlyList<ProcessSpec>> PrepareAsync(LocalServiceContext context, CancellationToken cancellationToken)
    {
        if (!File.Exists(Server))
        {
            throw new DistributedApplicationException("RabbitMQ is not installed. Install the Debian package rabbitmq-server (apt-get install rabbitmq-server).");
        }

        _folder = context.Folders.Open(broker.Name, broker.Annotations.OfType<LocalServiceAnnotation>().Last().Volume);
        SuiteFolders.MakePrivate(_folder);
        await WriteSettingsAsync(cancellationToken).ConfigureAwait(false);
        var (mapper, distribution) = (context.Ports.TakeFree(), context.Ports.TakeFree());
        var variables = Variables(mapper, distribution);

        // The port mapper first: the broker would otherwise start one that outlives it and listens on all interfaces.
        var epmd = new ProcessSpec("epmd", ["-address", "127.0.0.1", "-port", Text(mapper)])
        {
            Environment = variables,
            Ports = [mapper],
            Grace = TimeSpan.FromSeconds(2),
            WorkingDirectory = _folder,
        };
        int[] ports = HasManagement ? [Port, distribution, broker.ManagementEndpoint.Port] : [Port, distribution];
        return
        [
            epmd,
            new(Server, []) { Environment = variables, Ports = ports, Mark = _folder, WorkingDirectory = _folder, Grace = TimeSpan.FromSeconds(20) },
        ];
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var user = await broker.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var password = await broker.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var answer = await AmqpHandshake.TryAsync(Port, user!, password!, cancellationToken).ConfigureAwait(false);
        if (answer is AmqpAnswer.Refused)
        {
            Hopeless = $"The data in '{_folder}' was made with another password or user name than the parameter '{broker.PasswordParameter.Name}' gives now. "
                + "Set the old value, or remove that folder to begin anew.";
        }

        return answer is AmqpAnswer.Open ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"AMQP: {answer}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Binary(string text) =>
        $"<<{string.Join(',', Encoding.UTF8.GetBytes(text).Select(b => b.ToString(CultureInfo.InvariantCulture)))}>>";

    private Dictionary<string, string> Variables(int mapper, int distribution) => new()
    {
        ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ["LANG"] = "C.UTF-8",

        // The cookie by which nodes trust each other is made here, and not shared with others of this user.
        ["HOME"] = _folder,
        ["RABBITMQ_NODENAME"] = $"{broker.Name}@localhost",
        ["RABBITMQ_MNESIA_BASE"] = Path.Combine(_folder, "mnesia"),
        ["RABBITMQ_LOG_BASE"] = Path.Combine(_folder, "log"),
        ["RABBITMQ_LOGS"] = "-",
        ["RABBITMQ_LOG"] = "warning",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Text(Port),
        ["RABBITMQ_DIST_PORT"] = Text(distribution),
        ["ERL_EPMD_PORT"] = Text(mapper),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_CONFIG_FILE"] = Path.Combine(_folder, "rabbitmq.conf"),
        ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(_folder, "advanced.config"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(_folder, "enabled_plugins"),

        // Nothing of a broker that the machine itself may run.
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",

        // With it the start script becomes the broker, instead of waiting beside it as a process that can be killed alone.
        ["RABBITMQ_ALLOW_INPUT"] = "true",

        // Two schedulers that do not spin while idle: the broker is one of many processes here.
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1} -noinput +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none",
    };

    private async Task WriteSettingsAsync(CancellationToken cancellationToken)
    {
        var user = await broker.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var password = await broker.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        Write("enabled_plugins", HasManagement ? "[rabbitmq_management].\n" : "[].\n");
        Write("rabbitmq.conf", "log.console.level = warning\n");
        var management = HasManagement ? $", {{rabbitmq_management, [{{listener, [{{port, {broker.ManagementEndpoint.Port}}}, {{ip, \"127.0.0.1\"}}]}}]}}" : "";

        // Numbers in place of text: no character of a password can end the term. The user is made on the first start only.
        Write(
            "advanced.config",
            $"[{{rabbit, [{{default_user, {Binary(user!)}}}, {{default_pass, {Binary(password!)}}}, {{default_user_tags, [administrator]}}, {{loopback_users, []}}]}}{management}].\n");
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.Delete(path);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(path, options);
        writer.Write(text);
    }
}
