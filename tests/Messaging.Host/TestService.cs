using System.Collections.Concurrent;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Netralitas.Messaging.Tests;

/// <summary>Something happened; the consumer writes it down.</summary>
public sealed record Happened
{
    /// <summary>To what it happened.</summary>
    public required Guid Aggregate { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }
}

/// <summary>Something happened that no queue takes.</summary>
public sealed record HappenedUnheard
{
    /// <summary>To what it happened.</summary>
    public required Guid Aggregate { get; init; }
}

/// <summary>First event of a thing; the consumer applies its events in order.</summary>
public sealed record Opened
{
    /// <summary>The thing.</summary>
    public required Guid Thing { get; init; }

    /// <summary>Its version, 1.</summary>
    public required int Version { get; init; }
}

/// <summary>Another event of a thing.</summary>
public sealed record Changed
{
    /// <summary>The thing.</summary>
    public required Guid Thing { get; init; }

    /// <summary>Its version, from 2.</summary>
    public required int Version { get; init; }
}

/// <summary>A type of the contracts' assembly that is no event.</summary>
public static class Unpublishable;

/// <summary>Database of the service; the tables are made by the tests.</summary>
public sealed class EffectsDb(DbContextOptions<EffectsDb> options) : DbContext(options)
{
    internal Task ApplyAsync(object happened)
    {
        var (thing, version) = happened switch
        {
            Opened opened => (opened.Thing, opened.Version),
            Changed changed => (changed.Thing, changed.Version),
            _ => throw new InvalidOperationException($"No event of a thing: {happened.GetType()}"),
        };
        return Trouble.For(thing) is { } trouble ? throw trouble : Database.ExecuteSqlAsync($"insert into applied (thing, version) values ({thing}, {version})");
    }
}

internal sealed class OnHappened(EffectsDb db) : IConsumer<Happened>
{
    public Task Consume(ConsumeContext<Happened> context) => db.OnceAsync(context, nameof(OnHappened), () =>
    {
        Poison.Take(context.Message.Aggregate);
        return Trouble.For(context.Message.Aggregate) is { } trouble
            ? throw trouble
            : db.Database.ExecuteSqlAsync($"insert into effects (message_id, aggregate, version) values ({context.MessageId}, {context.Message.Aggregate}, {context.Message.Version})");
    });
}

/// <summary>Something happened to many at once; what it does shares transactions.</summary>
public sealed record HappenedToMany
{
    /// <summary>To what it happened.</summary>
    public required Guid Aggregate { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }
}

internal sealed class OnHappenedToMany(SharedInbox<HappenedToMany> inbox) : IConsumer<HappenedToMany>
{
    public Task Consume(ConsumeContext<HappenedToMany> context) => inbox.TakeAsync(context, context.Message);

    internal static async Task ApplyAsync(NpgsqlConnection connection, IReadOnlyList<HappenedToMany> happened)
    {
        foreach (var one in happened)
        {
            if (Trouble.For(one.Aggregate) is { } trouble)
            {
                throw trouble;
            }
        }

        await using var command = new NpgsqlCommand("insert into shared_effects (aggregate, version, together) select a, v, $3 from unnest($1, $2) as h(a, v)", connection);
        command.Parameters.Add(new() { Value = happened.Select(h => h.Aggregate).ToArray() });
        command.Parameters.Add(new() { Value = happened.Select(h => h.Version).ToArray() });
        command.Parameters.Add(new() { Value = happened.Count });
        await command.ExecuteNonQueryAsync();
    }
}

internal sealed class OnOpened(EffectsDb db) : IConsumer<Opened>
{
    public Task Consume(ConsumeContext<Opened> context) => db.InOrderAsync(context, "things", context.Message.Thing, context.Message.Version, db.ApplyAsync);
}

internal sealed class OnChanged(EffectsDb db) : IConsumer<Changed>
{
    public Task Consume(ConsumeContext<Changed> context) => db.InOrderAsync(context, "things", context.Message.Thing, context.Message.Version, db.ApplyAsync);
}

/// <summary>A service that publishes, and consumes what it published.</summary>
public static class TestService
{
    private static readonly Subscription HappenedQueue = new(typeof(Happened), "tests-happened");
    private static readonly Subscription HappenedToManyQueue = new(typeof(HappenedToMany), "tests-happened-to-many");
    private static readonly Subscription OpenedQueue = new(typeof(Opened), "tests-opened");
    private static readonly Subscription ChangedQueue = new(typeof(Changed), "tests-changed");

    /// <summary>Adds it, with the connection strings <c>db</c> and <c>bus</c>.</summary>
    /// <param name="builder">The process.</param>
    public static void AddTestService(this IHostApplicationBuilder builder)
    {
        builder.AddDatabaseWithOutbox<EffectsDb>("db", typeof(Happened).Assembly);
        builder.AddSharedInbox<HappenedToMany>(nameof(OnHappenedToMany), OnHappenedToMany.ApplyAsync);
        builder.AddBus("bus", published: [HappenedQueue, HappenedToManyQueue, OpenedQueue, ChangedQueue], consumed:
        [
            new(HappenedQueue, typeof(OnHappened)),
            new(HappenedToManyQueue, typeof(OnHappenedToMany)) { AtOnce = 32 },
            new(OpenedQueue, typeof(OnOpened)),
            new(ChangedQueue, typeof(OnChanged)),
        ]);
    }
}

/// <summary>What goes wrong in the consumer for one aggregate, as long as it does.</summary>
internal static class Trouble
{
    private static readonly ConcurrentDictionary<Guid, (Func<Exception> Exception, int Times)> Planned = new();

    internal static void Begin(Guid aggregate, Func<Exception> exception) => Planned[aggregate] = (exception, 0);

    internal static int TimesOf(Guid aggregate) => Planned.TryGetValue(aggregate, out var trouble) ? trouble.Times : 0;

    internal static void End(Guid aggregate) => Planned.TryRemove(aggregate, out _);

    internal static Exception? For(Guid aggregate)
    {
        if (!Planned.ContainsKey(aggregate))
        {
            return null;
        }

        return Planned.AddOrUpdate(aggregate, _ => throw new InvalidOperationException(), (_, trouble) => (trouble.Exception, trouble.Times + 1)).Exception();
    }
}

/// <summary>An aggregate, named by the environment, whose message kills the process that takes it.</summary>
internal static class Poison
{
    private static readonly string? Aggregate = Environment.GetEnvironmentVariable("POISONED_AGGREGATE");

    internal static void Take(Guid aggregate)
    {
        if (string.Equals(aggregate.ToString(), Aggregate, StringComparison.Ordinal))
        {
            Console.Error.WriteLine("poisoned");
            Environment.FailFast(null);
        }
    }
}
