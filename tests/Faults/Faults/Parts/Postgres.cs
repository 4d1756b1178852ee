using System.Globalization;
using Netralitas.Faults.Processes;
using Npgsql;

namespace Netralitas.Faults.Parts;

/// <summary>A PostgreSQL server of the suite's own.</summary>
internal sealed class Postgres(SuiteSettings suite) : Part("postgres", suite)
{
    internal const string Superuser = "postgres";

    internal int Port { get; } = Ports.TakeFree();

    /// <summary>Folder of the cluster.</summary>
    internal string Data { get; set; } = Path.Combine(suite.Folder, "postgres");

    /// <summary>Settings besides those that every case has.</summary>
    internal List<string> Settings { get; } = [];

    // It refuses to run as root.
    internal static string? User => Environment.IsPrivilegedProcess ? "postgres" : null;

    internal static string Binary(string name) => Path.Combine(
        Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(folder => Path.Combine(folder, "bin")).First(bin => File.Exists(Path.Combine(bin, "initdb"))), name);

    /// <summary>Superuser's connection to a database, around every fault between the services and it.</summary>
    internal string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Database = database,
        Username = Superuser,
        Password = Suite.Secrets.Database,
        Timeout = 5,
        Pooling = false,
    }.ConnectionString;

    /// <summary>Makes an empty cluster.</summary>
    internal async Task InitialiseAsync(CancellationToken cancel)
    {
        var password = Path.Combine(Suite.Folder, "initdb.password");
        await File.WriteAllTextAsync(password, Suite.Secrets.Database, cancel);
        await HandOverAsync(password, cancel);
        await ChildProcess.RunAsync(new Launch
        {
            Command =
            [
                Binary("initdb"), "-D", Data, "-U", Superuser, $"--pwfile={password}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions", "--no-sync",
            ],
            Log = Path.Combine(Suite.Logs, "initdb.log"),
            User = User,
            Folder = Suite.Folder,
        }, cancel);
        File.Delete(password);
    }

    /// <summary>Gives a file or folder to the user that the server runs as.</summary>
    internal static async Task HandOverAsync(string path, CancellationToken cancel)
    {
        if (User is not null)
        {
            await ChildProcess.RunAsync(new Launch { Command = ["chown", "-R", $"{User}:{User}", path], Log = "/dev/null" }, cancel);
        }
    }

    internal async Task ExecuteAsync(string database, string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database));
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync(cancel);
    }

    internal async Task<long> CountAsync(string database, string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo(database));
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }

    internal override async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            return await CountAsync("postgres", "select 1", cancel) == 1;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    internal override async Task EndAsync()
    {
        if (IsRunning)
        {
            Process.Continue();
            Process.Quit();
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await Process.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.EndAsync();
    }

    protected override Launch Launch()
    {
        // Everything that guards the data stays at its default, which is on.
        string[] settings =
        [
            $"listen_addresses={Host}", $"port={Port}", "unix_socket_directories=", "max_connections=200", "shared_buffers=64MB",
            "password_encryption=scram-sha-256", "log_checkpoints=off", .. Settings,
        ];
        return new Launch
        {
            Command = [Binary("postgres"), "-D", Data, .. settings.SelectMany(setting => (string[])["-c", setting])],
            Log = LogFile,
            User = User,
            Folder = Data,
        };
    }
}
