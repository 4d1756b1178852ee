using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Netralitas.ServiceDefaults;
using Npgsql;

namespace Netralitas.Messaging;

/// <summary>Tells PostgreSQL whose rows a connection may see.</summary>
/// <remarks>
/// There are two pools. A connection of the service itself begins with the settings that show all rows, without a statement of its own; one of the other pool begins with none, which shows no row, and
/// is told whose it is each time it is taken from the pool. Nothing of one user is left to the next: the driver resets a connection before it is used again, and then it is told anew.
/// </remarks>
public static class RowScopes
{
    /// <summary>A connection string whose connections begin with all rows.</summary>
    /// <param name="connection">Of a role.</param>
    /// <exception cref="InvalidOperationException">It switches the reset of pooled connections off.</exception>
    public static string OfService(string connection)
    {
        var settings = Reset(connection);
        settings.Options = $"{settings.Options} {string.Join(' ', RowScope.Settings.Zip(RowScope.Everything.Values).Where(s => s.Second.Length > 0).Select(s => $"-c {s.First}={s.Second}"))}".Trim();
        return settings.ConnectionString;
    }

    internal static string OfNobody(string connection) => Reset(connection).ConnectionString;

    /// <summary>The connection string of one of two pools that share the connections that the service may have.</summary>
    internal static string HalfOf(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        settings.MaxPoolSize = Math.Max(1, settings.MaxPoolSize / 2);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        return settings.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Reset(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        return settings.NoResetOnClose ? throw new InvalidOperationException("No Reset On Close must not be set: a connection would keep whose rows it showed last.") : settings;
    }
}

/// <summary>The options of a service's contexts, by whose rows they show.</summary>
/// <typeparam name="TDb">The service's context.</typeparam>
/// <param name="root">The process's services.</param>
/// <param name="all">The pool of the service itself.</param>
/// <param name="scoped">The other pool.</param>
internal sealed class RowOptions<TDb>(IServiceProvider root, NpgsqlDataSource all, ScopedDatabase scoped)
    where TDb : DbContext
{
    // Built once: to build options costs more than a short statement.
    private readonly DbContextOptions<TDb> ofService = new DbContextOptionsBuilder<TDb>().UseApplicationServiceProvider(root).UseNpgsql(all).Options;

    /// <summary>Options of the contexts of one call, message or job.</summary>
    /// <param name="services">Its services, which say whose rows it shows.</param>
    internal DbContextOptions<TDb> Of(IServiceProvider services)
    {
        var scope = services.GetRequiredService<RowAccess>().Scope;
        IDbContextOptionsConfiguration<TDb>[] ofCall = [.. services.GetServices<IDbContextOptionsConfiguration<TDb>>()];
        if (scope == RowScope.Everything && ofCall.Length == 0)
        {
            return ofService;
        }

        var options = new DbContextOptionsBuilder<TDb>().UseApplicationServiceProvider(services);
        if (scope == RowScope.Everything)
        {
            options.UseNpgsql(all);
        }
        else
        {
            options.UseNpgsql(scoped.Source).AddInterceptors(new Narrowing(scope));
        }

        foreach (var configuration in ofCall)
        {
            configuration.Configure(services, options);
        }

        return options.Options;
    }

    /// <summary>Narrows a connection whenever it was opened.</summary>
    private sealed class Narrowing(RowScope scope) : DbConnectionInterceptor
    {
        private static readonly string Set = $"select {string.Join(", ", RowScope.Settings.Select((name, i) => $"set_config('{name}', ${i + 1}, false)"))}";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = Command(connection);
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = Command(connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private NpgsqlCommand Command(DbConnection connection)
        {
            var command = new NpgsqlCommand(Set, (NpgsqlConnection)connection);
            foreach (var value in scope.Values)
            {
                command.Parameters.Add(new() { Value = value });
            }

            return command;
        }
    }
}

/// <summary>The pool whose connections show no row until they are told whose.</summary>
/// <param name="Source">The pool.</param>
internal sealed record ScopedDatabase(NpgsqlDataSource Source) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
