namespace Netralitas.AppHost;

/// <summary>One service's database, and the two ways into it.</summary>
/// <param name="Name">Name of service, database and role.</param>
/// <param name="Owner">The owner's connection, for migrations only.</param>
/// <param name="RolePassword">Password of the service's role.</param>
/// <param name="ServiceConnection">The role's connection: neither owner nor superuser nor BYPASSRLS.</param>
internal sealed record ServiceDatabase(
    string Name,
    IResourceBuilder<PostgresDatabaseResource> Owner,
    IResourceBuilder<ParameterResource> RolePassword,
    IResourceBuilder<ConnectionStringResource> ServiceConnection);

/// <summary>A part of a service, as its database knows it.</summary>
/// <param name="Role">Name of its role.</param>
/// <param name="RolePassword">Password of that.</param>
/// <param name="Connection">The role's connection.</param>
internal sealed record DatabasePart(string Role, IResourceBuilder<ParameterResource> RolePassword, IResourceBuilder<ConnectionStringResource> Connection);

/// <summary>Databases and secrets of the model.</summary>
internal static class ServiceDatabases
{
    private const int SecretLength = 40;

    /// <summary>Adds a secret that is made once and kept in the user's secrets; a deployment gives its own value.</summary>
    internal static IResourceBuilder<ParameterResource> AddGeneratedSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = SecretLength, Special = false }, secret: true, persist: true);

    /// <summary>Adds a service's database with its role; the resource <c>{name}-db</c> connects as that role.</summary>
    internal static ServiceDatabase AddServiceDatabase(this IResourceBuilder<PostgresServerResource> postgres, string name)
    {
        var builder = postgres.ApplicationBuilder;
        var owner = postgres.AddDatabase($"{name}-owner", name);
        var password = builder.AddGeneratedSecret($"{name}-db-password");
        var server = postgres.Resource.PrimaryEndpoint;
        // Three pools of 23, two of seven for intake, and the five that admission has for itself in three processes stay under the 97 connections that a PostgreSQL as it comes gives to services.
        var connection = builder.AddConnectionString($"{name}-db", ReferenceExpression.Create(
            $"Host={server.Property(EndpointProperty.Host)};Port={server.Property(EndpointProperty.Port)};Database={name};Username={name};Password={password};Maximum Pool Size=23;Timeout=30"));
        return new ServiceDatabase(name, owner, password, connection);
    }

    /// <summary>Adds a part of a service that comes in by a role of its own, which may do less; the resource <c>{service}-{part}-db</c> connects as that role.</summary>
    internal static DatabasePart AddPart(this IResourceBuilder<PostgresServerResource> postgres, ServiceDatabase database, string part)
    {
        var builder = postgres.ApplicationBuilder;
        var password = builder.AddGeneratedSecret($"{database.Name}-{part}-db-password");
        var server = postgres.Resource.PrimaryEndpoint;
        var role = $"{database.Name}_{part}";
        var connection = builder.AddConnectionString($"{database.Name}-{part}-db", ReferenceExpression.Create(
            $"Host={server.Property(EndpointProperty.Host)};Port={server.Property(EndpointProperty.Port)};Database={database.Name};Username={role};Password={password};Maximum Pool Size=7;Timeout=30"));
        return new DatabasePart(role, password, connection);
    }

    /// <summary>Makes a way into a service's database for operators: a role that reads messages and moves them, and can do nothing else. The resource is <c>{name}-operations</c>.</summary>
    internal static IResourceBuilder<PostgresServerResource> WithOperations(
        this IResourceBuilder<PostgresServerResource> postgres, IResourceBuilder<ParameterResource> password, params ReadOnlySpan<ServiceDatabase> databases)
    {
        var server = postgres.Resource.PrimaryEndpoint;
        foreach (var name in databases.ToArray().Select(database => database.Name))
        {
            postgres.ApplicationBuilder.AddConnectionString($"{name}-operations", ReferenceExpression.Create(
                $"Host={server.Property(EndpointProperty.Host)};Port={server.Property(EndpointProperty.Port)};Database={name};Username=operations;Password={password};Maximum Pool Size=2;Timeout=30"));
        }

        return postgres;
    }

    /// <summary>Gives a project the owner's connection and the password that the role is to have, and lets it wait for the database.</summary>
    internal static IResourceBuilder<ProjectResource> WithOwnerOf(this IResourceBuilder<ProjectResource> project, ServiceDatabase database) =>
        project
            .WithReference(database.Owner)
            .WithEnvironment($"Roles__{database.Name}__Password", database.RolePassword)
            .WaitFor(database.Owner);

    /// <summary>Gives a project the password that the role of a part is to have.</summary>
    internal static IResourceBuilder<ProjectResource> WithRoleOf(this IResourceBuilder<ProjectResource> project, DatabasePart part) =>
        project.WithEnvironment($"Roles__{part.Role}__Password", part.RolePassword);
}
