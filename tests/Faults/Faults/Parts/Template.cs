using Netralitas.Faults.Processes;
using Npgsql;

namespace Netralitas.Faults.Parts;

/// <summary>A cluster with migrated databases, made once; each case starts with a copy.</summary>
internal sealed class Template(SuiteSettings settings)
{
    private static readonly string[] Databases = ["pledges", "reports", "notifications"];

    private readonly string data = Path.Combine(settings.Folder, "template");
    private bool made;

    /// <summary>Puts a fresh copy into a folder that does not exist yet, or is empty.</summary>
    internal async Task CopyToAsync(string folder, CancellationToken cancel)
    {
        if (!made)
        {
            await MakeAsync(cancel);
            made = true;
        }

        await ChildProcess.RunAsync(new Launch { Command = ["cp", "-a", "-T", data, folder], Log = Path.Combine(settings.Logs, "template.log") }, cancel);
    }

    private async Task MakeAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(settings.Logs);
        var postgres = new Postgres(settings) { Data = data };
        Directory.CreateDirectory(data);
        File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await Postgres.HandOverAsync(data, cancel);
        await postgres.InitialiseAsync(cancel);
        // A case may give each part an address of its own.
        await File.AppendAllTextAsync(Path.Combine(data, "pg_hba.conf"), "host all all samenet scram-sha-256\n", cancel);
        await postgres.StartAsync(cancel);
        try
        {
            var variables = new Dictionary<string, string>();
            foreach (var name in Databases)
            {
                variables[$"ConnectionStrings__{name}-owner"] = new NpgsqlConnectionStringBuilder(postgres.ConnectionTo(name)) { Pooling = true }.ConnectionString;
                variables[$"Roles__{name}__Password"] = settings.Secrets.Role;
            }

            variables["Roles__reports_intake__Password"] = settings.Secrets.Role;
            variables["Roles__operations__Password"] = settings.Secrets.Role;
            variables["Pledges__PersonalData__Keys__1"] = settings.Secrets.PersonalData;
            variables["Pledges__PersonalData__IndexKey"] = settings.Secrets.PersonalDataIndex;
            await ChildProcess.RunAsync(new Launch
            {
                Command = ["dotnet", settings.Assembly("Migrations")],
                Environment = variables,
                Log = Path.Combine(settings.Logs, "migrations.log"),
                Folder = Path.GetDirectoryName(settings.Assembly("Migrations")),
            }, cancel);
            await postgres.ExecuteAsync("postgres", "checkpoint", cancel);
        }
        finally
        {
            // INT is the server's fast shutdown: it writes everything out, so that a copy starts without recovery.
            await StopAsync(postgres, cancel);
        }
    }

    private static async Task StopAsync(Postgres postgres, CancellationToken cancel)
    {
        postgres.Process.Interrupt();
        await postgres.Process.WaitAsync(cancel);
    }
}
