using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Netralitas.Messaging;

namespace Netralitas.Migrations;

/// <summary>Names the databases that this worker brings up to date.</summary>
internal static class ServiceDatabaseRegistration
{
    /// <summary>Adds a service's database.</summary>
    /// <param name="builder">The worker.</param>
    /// <param name="name">Name of the service; the owner's connection string is <c>{name}-owner</c>, the role's password <c>Roles:{name}:Password</c>.</param>
    /// <param name="tables">What is special about some of its tables.</param>
    /// <param name="afterMigration">Changes rows as the new tables want them, with what the service knows; can be run again.</param>
    internal static void AddServiceDatabase<TDb>(
        this IHostApplicationBuilder builder, string name, TableRights tables, Func<TDb, IServiceProvider, CancellationToken, Task> afterMigration)
        where TDb : DbContext
    {
        // The owner of tables whose policies are forced is bound by them too, unless it is a superuser: what it changes in rows it changes in all.
        builder.Services.AddDbContextFactory<TDb>(db => db.UseNpgsql(RowScopes.OfService(builder.Configuration.GetConnectionString($"{name}-owner") ?? "")));
        builder.Services.AddSingleton(services => new ServiceDatabase(
            name,
            builder.Configuration.GetConnectionString($"{name}-owner") ?? throw Missing($"ConnectionStrings__{name}-owner"),
            builder.Configuration[$"Roles:{name}:Password"] ?? throw Missing($"Roles__{name}__Password"),
            builder.Configuration["Roles:operations:Password"] ?? throw Missing("Roles__operations__Password"),
            tables,
            tables.PartRoles.ToDictionary(part => part.Name, part => builder.Configuration[$"Roles:{part.Name}:Password"] ?? throw Missing($"Roles__{part.Name}__Password")),
            () => services.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext(),
            (db, cancel) => afterMigration((TDb)db, services, cancel),
            services.GetRequiredService<ILogger<ServiceDatabase>>()));
    }

    /// <summary>Adds a service's database whose migrations say all.</summary>
    /// <param name="builder">The worker.</param>
    /// <param name="name">As above.</param>
    /// <param name="tables">What is special about some of its tables.</param>
    internal static void AddServiceDatabase<TDb>(this IHostApplicationBuilder builder, string name, TableRights tables)
        where TDb : DbContext => builder.AddServiceDatabase<TDb>(name, tables, (_, _, _) => Task.CompletedTask);

    private static InvalidOperationException Missing(string variable) => new($"{variable} is not set.");
}
