using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Postgres;

/// <summary>A PostgreSQL server of this machine's own, on loopback, with passwords for everyone.</summary>
internal sealed class LocalPostgres(PostgresServerResource server) : ILocalService, IHealthCheck
{
    private LocalServiceContext? _context;
    private string _folder = "";

    public string? Hopeless { get; private set; }

    private string Data => Path.Combine(_folder, "data");

    private int Port => server.PrimaryEndpoint.Port;

    public async Task<IReadOnlyList<ProcessSpec>> PrepareAsync(LocalServiceContext context, CancellationToken cancellationToken)
    {
        _context = context;
        var bin = Binaries();
        var volume = server.Annotations.OfType<LocalServiceAnnotation>().Last().Volume;
        _folder = context.Folders.Open(server.Name, volume);
        var user = await ServiceUser.ForAsync("postgres", _folder, context.Processes, cancellationToken).ConfigureAwait(false);
        if (!File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            await CreateAsync(user, bin, kept: volume is not null, cancellationToken).ConfigureAwait(false);
        }

        // Modest memory; everything that guards the data stays at its default, which is on.
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={Port.ToString(CultureInfo.InvariantCulture)}", "unix_socket_directories=", "max_connections=200",
            "shared_buffers=64MB", "password_encryption=scram-sha-256", "logging_collector=off", "log_checkpoints=off",
        ];
        return
        [
            user.Run(Path.Combine(bin, "postgres"), ["-D", Data, .. settings.SelectMany(s => (string[])["-c", s]), .. await GivenAsync(cancellationToken).ConfigureAwait(false)]) with
            {
                Environment = Variables(),
                // INT is the server's fast shutdown: TERM would wait for every client to leave.
                StopSignal = "INT",
                Ports = [Port],
                Grace = TimeSpan.FromSeconds(15),
            },
        ];
    }

    // Last, as arguments stand behind those of an image: of a setting that is given twice the server takes the last.
    private async Task<IEnumerable<string>> GivenAsync(CancellationToken cancellationToken)
    {
        var given = new List<object>();
        var callbacks = new CommandLineArgsCallbackContext(given, server, cancellationToken);
        foreach (var annotation in server.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToList())
        {
            await annotation.Callback(callbacks).ConfigureAwait(false);
        }

        return given.Cast<string>();
    }

    /// <summary>Creates the databases of the model that are missing.</summary>
    public async Task OnReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var name in server.Databases.Values.Distinct())
        {
            // The name goes in as a variable that psql quotes, never into the text of the statement.
            var (code, output) = await PsqlAsync(
                "SELECT format('CREATE DATABASE %I', :'name') WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \\gexec",
                cancellationToken,
                name).ConfigureAwait(false);
            if (code != 0)
            {
                throw new DistributedApplicationException($"The database '{name}' could not be created: {output}");
            }
        }
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (_context is null || !await ListensAsync(cancellationToken).ConfigureAwait(false))
        {
            return HealthCheckResult.Unhealthy("It does not listen yet.");
        }

        var (code, output) = await PsqlAsync("SELECT 1;", cancellationToken).ConfigureAwait(false);
        if (output.Contains("password authentication failed", StringComparison.Ordinal))
        {
            Hopeless = $"The data in '{Data}' was made with another password or user name than the parameter '{server.PasswordParameter.Name}' gives now. "
                + "Set the old value, or remove that folder to begin anew.";
        }

        return code == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(output);
    }

    private static string Binaries() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql") : [])
            .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .FirstOrDefault()
        ?? throw new DistributedApplicationException("PostgreSQL is not installed. Install the Debian package postgresql-15 (apt-get install postgresql-15).");

    private static Dictionary<string, string> Variables() => new() { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["LANG"] = "C.UTF-8" };

    // Made beside its place and then moved there: what exists under its name is whole.
    private async Task CreateAsync(ServiceUser user, string bin, bool kept, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(_folder, "initdb");
        SuiteFolders.Remove(draft);
        var userName = await server.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false);
        var password = await server.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false);
        // Data that ends with the suite need not be on the disk before the server starts; while it runs, fsync is on either way.
        string[] options =
        [
            "-D", draft, "-U", userName!, "--pwfile=/dev/stdin", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", kept ? "--no-instructions" : "--no-sync",
        ];

        // A shell hands over the password by a pipe, out of its environment: neither a file nor the process table shows it.
        var initdb = user.Run("sh", ["-c", "printf '%s\\n' \"$ASPIRE_PASSWORD\" | env -u ASPIRE_PASSWORD \"$@\"", "initdb", Path.Combine(bin, "initdb"), .. options]);
        var (code, output) = await _context!.Processes.RunAsync(
            initdb with { Environment = new Dictionary<string, string>(Variables()) { ["ASPIRE_PASSWORD"] = password! } }, cancellationToken).ConfigureAwait(false);
        if (code != 0)
        {
            throw new DistributedApplicationException($"initdb failed in '{_folder}': {output}");
        }

        Directory.Move(draft, Data);
    }

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // psql speaks SCRAM; a client library and its pool would cost the AppHost more than the question is worth.
    private async Task<(int Code, string Output)> PsqlAsync(string statement, CancellationToken cancellationToken, string? name = null)
    {
        var variables = Variables();
        variables["PGPASSWORD"] = await server.PasswordParameter.GetValueAsync(cancellationToken).ConfigureAwait(false) ?? "";
        variables["PGUSER"] = await server.UserNameReference.GetValueAsync(cancellationToken).ConfigureAwait(false) ?? "";
        variables["PGCONNECT_TIMEOUT"] = "5";
        variables["STATEMENT"] = statement;
        var psql = new ProcessSpec("sh",
        [
            "-c", "printf '%s\\n' \"$STATEMENT\" | \"$@\"", "psql", Path.Combine(Binaries(), "psql"), "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture),
            "-d", "postgres", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-v", $"name={name}",
        ]);
        return await _context!.Processes.RunAsync(psql with { Environment = variables }, cancellationToken).ConfigureAwait(false);
    }
}
