using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Netralitas.Messaging;

/// <summary>Makes partitions before they are needed, drops those that are past their time, and forgets old requests and revocations; every hour, in every replica.</summary>
/// <remarks>The service's role owns nothing: the database's own functions, which take no input, do what only an owner may.</remarks>
internal sealed partial class Retention(NpgsqlDataSource source, RetentionOptions options, ILogger<Retention> log) : BackgroundService
{
    private const int RequestsAtOnce = 5_000;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Does it once.</summary>
    internal async Task RunAsync(CancellationToken cancel)
    {
        await ExecuteAsync("select messaging.add_partitions()", [], cancel);
        await ExecuteAsync("select messaging.drop_partitions()", [], cancel);
        await ExecuteAsync("delete from messaging.revoked_tokens where expires_at < now()", [], cancel);
        const string ForgetRequests =
            """
            delete from messaging.request where request_id = any(array(
                select request_id from messaging.request where at < now() - make_interval(days => $1) limit $2 for update skip locked))
            """;
        while (await ExecuteAsync(ForgetRequests, [options.RequestDays, RequestsAtOnce], cancel) == RequestsAtOnce)
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                await TryRunAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task TryRunAsync(CancellationToken stopping)
    {
        try
        {
            await RunAsync(stopping);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    private async Task<int> ExecuteAsync(string sql, object[] values, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancel);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is past its time could not be dropped; it is tried again in an hour")]
    private partial void LogFailed(Exception exception);
}
