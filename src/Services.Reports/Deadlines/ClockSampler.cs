using System.Diagnostics.Metrics;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Services.Reports.Deadlines;

/// <summary>How many clocks of cases end soon, and how many ended, looked up now and then; meters read what was seen last, so that no reader of metrics costs a query.</summary>
internal sealed partial class ClockSampler : BackgroundService
{
    private const string Look =
        """
        select count(*) filter (where ends_at > now()), count(*) filter (where ends_at <= now()) from reports.running_clocks where ends_at <= now() + interval '24 hours'
        """;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly NpgsqlDataSource database;
    private readonly TimeProvider clock;
    private readonly ILogger<ClockSampler> log;
    private readonly Meter meter = new("Netralitas.Reports");
    private Seen seen = new(0, 0);

    public ClockSampler(NpgsqlDataSource database, TimeProvider clock, ILogger<ClockSampler> log)
    {
        (this.database, this.clock, this.log) = (database, clock, log);
        meter.CreateObservableGauge("clocks_at_risk", () => seen.Soon, "{clock}", "Running clocks of cases that end within 24 hours.");
        meter.CreateObservableGauge("clocks_overdue", () => seen.Over, "{clock}", "Running clocks of cases that ended without the step that they wait for.");
    }

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => clock.RepeatAsync(Interval, () => LookAsync(stoppingToken), LogNotSeen, stoppingToken);

    private async Task LookAsync(CancellationToken cancel)
    {
        await using var command = database.CreateCommand(Look);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        seen = new Seen(row.GetInt64(0), row.GetInt64(1));
    }

    private sealed record Seen(long Soon, long Over);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The clocks of cases could not be looked up")]
    private partial void LogNotSeen(Exception exception);
}
