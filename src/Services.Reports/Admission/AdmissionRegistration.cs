using Microsoft.Extensions.Diagnostics.HealthChecks;
using Netralitas.Messaging;
using Netralitas.Services.Reports.Numbering;
using Npgsql;

namespace Netralitas.Services.Reports.Admission;

/// <summary>Sets admission up.</summary>
internal static class AdmissionRegistration
{
    private const int Connections = 5;

    /// <summary>Adds admission with its own connections and its spool.</summary>
    /// <param name="builder">The service; its database and code keys are added too.</param>
    /// <param name="connectionName">Name of the database's connection string.</param>
    /// <exception cref="InvalidOperationException">The spool's folder or key is not configured: found at start, not at the first outage.</exception>
    internal static void AddAdmission(this WebApplicationBuilder builder, string connectionName)
    {
        var options = builder.Configuration.GetSection("Reports:Spool").Get<SpoolOptions>() ?? new SpoolOptions();
        if (options.Path.Length == 0)
        {
            throw new InvalidOperationException("Reports:Spool:Path is missing: set Reports__Spool__Path to a folder on another volume than the database's.");
        }

        var keys = new SpoolKeys(options);
        builder.Services.AddSingleton(keys);
        builder.Services.AddSingleton<Arrivals>();
        // Heard by numbering where that runs in the same process; elsewhere it looks each second.
        builder.Services.AddSingleton<NumberingSignal>();
        builder.Services.AddSingleton(_ => ReplicaFolder.Take(options.Path));
        builder.Services.AddSingleton(services => new Spool(new DurableFolder(services.GetRequiredService<ReplicaFolder>().Path), keys, services.GetRequiredService<Arrivals>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(_ => new AdmissionDatabase(NpgsqlDataSource.Create(ShortTempered(builder.Configuration.GetConnectionString(connectionName)))));
        builder.Services.AddSingleton<ReportWriter>();
        builder.Services.AddSingleton<DatabaseState>();
        builder.Services.AddSingleton<AdmissionMetrics>();
        builder.Services.AddSingleton<ReportAdmission>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ReportAdmission>());
        builder.Services.AddHostedService<SpoolDrainer>();
        // Without its database this service still takes reports in: a probe must not take it out.
        builder.Services.Configure<HealthCheckServiceOptions>(health =>
        {
            foreach (var check in health.Registrations.Where(r => r.Name == "database"))
            {
                check.FailureStatus = HealthStatus.Degraded;
            }
        });
    }

    // A report must not wait longer for an answer than its client does; the spool is there.
    private static NpgsqlConnectionStringBuilder ShortTempered(string? connection) => new(RowScopes.OfService(connection ?? ""))
    {
        MaxPoolSize = Connections,
        Timeout = 2,
        CommandTimeout = 3,
        CancellationTimeout = 1000,
        MaxAutoPrepare = 10,
        AutoPrepareMinUsages = 2,
    };
}
