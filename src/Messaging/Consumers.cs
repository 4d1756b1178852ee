using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Messaging;

/// <summary>Takes messages from this service's queues, carefully at first, and not at all while its database is away.</summary>
/// <remarks>
/// The broker counts each delivery that came to nothing against the message, and against every other message that the consumer held at the time. So a service that starts takes one message
/// at a time until the queue gives one that was never delivered before: a message that kills the process is then alone when it does, and is set aside alone. And a long outage
/// of the database costs a message two deliveries, however long it lasts.
/// </remarks>
internal sealed partial class Consumers(
    IReceiveEndpointConnector bus, BusStart busStart, ConsumptionPlan plan, OutageSign outage, NpgsqlDataSource database, ConsumptionOptions options, ILogger<Consumers> log) : BackgroundService
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // While the bus starts, it starts the endpoints that it knows: one that is connected at that moment would be started twice.
        await busStart.Happened.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(plan.Consumptions.Select(consumption => RunAsync(consumption, stoppingToken)));
    }

    private async Task RunAsync(Consumption consumption, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await TakeCarefullyAsync(consumption, stopping) && await TakeAsync(consumption, stopping))
                {
                    await UntilDatabaseAnswersAsync(consumption, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The bus stops its endpoints itself.
            }
            catch (Exception exception)
            {
                LogFailed(exception, consumption.Subscription.Queue);
                await Task.Delay(AskAgainAfter, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private Task<bool> TakeCarefullyAsync(Consumption consumption, CancellationToken stopping)
    {
        var fresh = new FreshDeliveryWatch(TimeSpan.FromSeconds(options.CarefulSeconds));
        return TakeUntilAsync(
            consumption,
            (context, configurator) =>
            {
                configurator.Consume(context, consumption, outage, options, atOnce: 1, prefetch: 1);
                configurator.ConfigureReceive(receive => receive.UseFilter(fresh));
            },
            ended => Task.WhenAny(fresh.SeenAsync(ended), outage.RaisedAsync(ended)),
            stopping);
    }

    private async Task<bool> TakeAsync(Consumption consumption, CancellationToken stopping) => outage.IsRaised || await TakeUntilAsync(
        consumption,
        (context, configurator) => configurator.Consume(context, consumption, outage, options, consumption.AtOnce, prefetch: (ushort)(2 * consumption.AtOnce)),
        outage.RaisedAsync,
        stopping);

    /// <summary>Takes messages until it is enough.</summary>
    /// <returns>False when the endpoint got stuck before; it is given up then, and the caller makes another.</returns>
    private async Task<bool> TakeUntilAsync(
        Consumption consumption, Action<IBusRegistrationContext, IReceiveEndpointConfigurator> configure, Func<CancellationToken, Task> enough, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var watch = new EndpointWatch(TimeSpan.FromSeconds(options.StuckSeconds));
        var endpoint = bus.ConnectReceiveEndpoint(consumption.Subscription.Queue, (context, configurator) =>
        {
            configure(context, configurator);
            configurator.ConnectReceiveEndpointObserver(watch);
        });
        var taking = ReadyThenAsync(endpoint, enough, ended.Token);
        var isStuck = await Task.WhenAny(taking, watch.StuckAsync(ended.Token)) != taking;
        await ended.CancelAsync();
        await taking.ConfigureAwait(isStuck ? ConfigureAwaitOptions.SuppressThrowing : ConfigureAwaitOptions.None);
        stopping.ThrowIfCancellationRequested();
        if (!isStuck)
        {
            await StopAsync(endpoint, StopsWithin);
            return true;
        }

        LogStuck(consumption.Subscription.Queue, options.StuckSeconds);
        // Whatever it is told, it may never end. The bus has forgotten it as soon as it was told.
        await StopAsync(endpoint, GivenUpAfter).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return false;
    }

    // A service that stops lets an endpoint that is on its way get there first: the bus would wait in vain for one that is half started.
    private static async Task ReadyThenAsync(HostReceiveEndpointHandle endpoint, Func<CancellationToken, Task> enough, CancellationToken ended)
    {
        try
        {
            await endpoint.Ready.WaitAsync(ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            await ((Task)endpoint.Ready).WaitAsync(StartsWithin, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await enough(ended);
    }

    // Not cut short when the service stops: the bus would wait in vain for an endpoint that is half stopped.
    private static async Task StopAsync(HostReceiveEndpointHandle endpoint, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await endpoint.StopAsync(limit.Token).WaitAsync(within + GivenUpAfter, CancellationToken.None);
    }

    private async Task UntilDatabaseAnswersAsync(Consumption consumption, CancellationToken stopping)
    {
        LogPaused(consumption.Subscription.Queue);
        while (!await AnswersAsync(stopping))
        {
            await Task.Delay(AskAgainAfter, stopping);
        }

        outage.Lower();
        LogResumed(consumption.Subscription.Queue);
    }

    private async Task<bool> AnswersAsync(CancellationToken stopping)
    {
        try
        {
            // A database that only reads, or whose disk is full, would let nothing take effect either. What is written here is never committed.
            await using var connection = await database.OpenConnectionAsync(stopping);
            await using var transaction = await connection.BeginTransactionAsync(stopping);
            await using var attempt = new NpgsqlCommand("insert into messaging.inbox_stream (stream, aggregate, version) values ('', gen_random_uuid(), 0)", connection, transaction);
            await attempt.ExecuteNonQueryAsync(stopping);
            return true;
        }
        catch (Exception exception) when (Outage.Is(exception))
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Messages could not be taken from {Queue}; it is tried again")]
    private partial void LogFailed(Exception exception, string queue);

    [LoggerMessage(EventName = "EndpointStuck", Level = LogLevel.Error, Message = "EndpointStuck: nothing was taken from {Queue} and nothing tried for {Seconds} s; the endpoint is given up and another one made")]
    private partial void LogStuck(string queue, double seconds);

    [LoggerMessage(EventName = "ConsumptionPaused", Level = LogLevel.Warning, Message = "ConsumptionPaused: no messages are taken from {Queue} until the database answers")]
    private partial void LogPaused(string queue);

    [LoggerMessage(EventName = "ConsumptionResumed", Level = LogLevel.Information, Message = "ConsumptionResumed: the database answers, messages are taken from {Queue} again")]
    private partial void LogResumed(string queue);
}

/// <summary>What this service consumes.</summary>
/// <param name="Consumptions">Each queue with its consumer.</param>
internal sealed record ConsumptionPlan(IReadOnlyList<Consumption> Consumptions);
