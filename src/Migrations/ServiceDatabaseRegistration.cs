using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Netralitas.Migrations;

/// <summary>Names the databases that this worker brings up to date.</summary>
internal static class ServiceDatabaseRegistration
{
    /// <summary>Adds a service's database.</summary>
    /// <param name="builder">The worker.</param>
    /// <param name="name">Name of the service; the owner's connection string is <c>{name}-owner</c>, the role's password <c>Roles:{name}:Password</c>.</param>
    /// <param name="appendOnly">Tables that the service's role may read and add to, and never change.</param>
    internal static void AddServiceDatabase<TDb>(this IHostApplicationBuilder builder, string name, params IReadOnlyList<string> appendOnly)
        where TDb : DbContext
    {
        builder.Services.AddDbContextFactory<TDb>(db => db.UseNpgsql(builder.Configuration.GetConnectionString($"{name}-owner")));
        builder.Services.AddSingleton(services => new ServiceDatabase(
            name,
            builder.Configuration.GetConnectionString($"{name}-owner") ?? throw Missing($"ConnectionStrings__{name}-owner"),
            builder.Configuration[$"Roles:{name}:Password"] ?? throw Missing($"Roles__{name}__Password"),
            appendOnly,
            () => services.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext(),
            services.GetRequiredService<ILogger<ServiceDatabase>>()));
    }

    private static InvalidOperationException Missing(string variable) => new($"{variable} is not set.");
}
