using System.Diagnostics;
using System.Text.Json;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Netralitas.Messaging.Bench;

/// <summary>What the messages say.</summary>
public sealed record Drained
{
    /// <summary>The aggregate.</summary>
    public required Guid Aggregate { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }
}

internal sealed class EffectsDb(DbContextOptions<EffectsDb> options) : DbContext(options);

internal sealed class OnDrained(EffectsDb db) : IConsumer<Drained>
{
    private static long taken;

    /// <summary>Deliveries after their commit; asking the database would slow it down.</summary>
    internal static long Taken => Interlocked.Read(ref taken);

    public async Task Consume(ConsumeContext<Drained> context)
    {
        await db.OnceAsync(context, nameof(OnDrained), () =>
            db.Database.ExecuteSqlAsync($"insert into effects (aggregate, version) values ({context.Message.Aggregate}, {context.Message.Version})"));
        Interlocked.Increment(ref taken);
    }
}

/// <summary>How long a run took, and the memory of the process that both sides run in.</summary>
internal sealed record DrainResult(TimeSpan Published, TimeSpan Consumed, Memory Before, Memory Peak, Memory After);

/// <summary>One service that publishes and one that consumes, each with its database.</summary>
internal sealed class Drain : IAsyncDisposable
{
    private static readonly Subscription Subscription = new(typeof(Drained), "bench-drained");

    private readonly NpgsqlDataSource producing;
    private readonly NpgsqlDataSource consuming;
    private readonly string busAddress;
    private readonly string producerDatabase;
    private readonly IHost consumer;

    private Drain(string producerDatabase, string consumerDatabase, string busAddress)
    {
        this.producerDatabase = producerDatabase;
        this.busAddress = busAddress;
        producing = NpgsqlDataSource.Create(producerDatabase);
        consuming = NpgsqlDataSource.Create(consumerDatabase);
        consumer = NewHost(consumerDatabase, consumes: true);
    }

    internal static async Task<Drain> StartAsync(BackingServices backing)
    {
        var drain = new Drain(await backing.CreateDatabaseAsync("bench_producer"), await backing.CreateDatabaseAsync("bench_consumer"), backing.BusAddress);
        await drain.consumer.StartAsync();
        return drain;
    }

    /// <summary>Fills the outbox while no dispatcher runs, then lets one drain it.</summary>
    internal async Task<DrainResult> RunAsync(int messages, int aggregates)
    {
        var alreadyThere = await CountAsync(consuming);
        var alreadyTaken = OnDrained.Taken;
        await FillAsync(messages, aggregates);
        using var producer = NewHost(producerDatabase, consumes: false);
        var before = Memory.Now(collect: true);
        var peak = before;
        await producer.StartAsync();
        var started = Stopwatch.GetTimestamp();
        TimeSpan? published = null;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (OnDrained.Taken < alreadyTaken + messages || published is null)
        {
            await timer.WaitForNextTickAsync();
            published ??= await IsDrainedAsync() ? Stopwatch.GetElapsedTime(started) : null;
            peak = peak.OrMore(Memory.Now(collect: false));
        }

        var consumed = Stopwatch.GetElapsedTime(started);
        await producer.StopAsync();
        if (await CountAsync(consuming) != alreadyThere + messages)
        {
            throw new InvalidOperationException("Not every message took effect once.");
        }

        return new DrainResult(published.Value, consumed, before, peak, Memory.Now(collect: true));
    }

    public async ValueTask DisposeAsync()
    {
        await consumer.StopAsync();
        consumer.Dispose();
        await producing.DisposeAsync();
        await consuming.DisposeAsync();
    }

    private async Task FillAsync(int messages, int aggregates)
    {
        var ids = Enumerable.Range(0, aggregates).Select(_ => Guid.CreateVersion7()).ToArray();
        await using var connection = await producing.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("copy messaging.outbox (id, lane, aggregate, version, type, body) from stdin (format binary)");
        for (var n = 0; n < messages; n++)
        {
            var happened = new Drained { Aggregate = ids[n % aggregates], Version = (n / aggregates) + 1 };
            await copy.StartRowAsync();
            await copy.WriteAsync(Guid.CreateVersion7());
            await copy.WriteAsync((short)(happened.Aggregate.ToByteArray()[15] & 7), NpgsqlDbType.Smallint);
            await copy.WriteAsync(happened.Aggregate);
            await copy.WriteAsync(happened.Version);
            await copy.WriteAsync(typeof(Drained).FullName!);
            await copy.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(happened, JsonSerializerOptions.Web));
        }

        await copy.CompleteAsync();
    }

    private IHost NewHost(string database, bool consumes)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:db"] = database,
            ["ConnectionStrings:bus"] = busAddress,
        });
        builder.AddDatabaseWithOutbox<EffectsDb>("db", typeof(Drained).Assembly);
        builder.AddBus("bus", published: [Subscription], consumed: consumes ? [new(Subscription, typeof(OnDrained))] : []);
        return builder.Build();
    }

    private async Task<bool> IsDrainedAsync()
    {
        await using var command = producing.CreateCommand("select not exists (select from messaging.outbox)");
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("select count(*) from effects");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
