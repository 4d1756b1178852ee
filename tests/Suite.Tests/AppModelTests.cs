using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Netralitas.Suite.Tests;

public sealed class AppModelTests
{
    [Fact]
    public async Task Nothing_but_the_gateways_gRPC_can_be_reached_from_outside()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();

        var external = builder.Resources.SelectMany(
            resource => resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.IsExternal).Select(endpoint => $"{resource.Name}/{endpoint.Name}"));

        Assert.Equal(["gateway/grpc"], external);
    }

    [Fact]
    public async Task Only_migrations_is_given_an_owners_connection()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>();

        var holders = builder.Resources.OfType<ProjectResource>()
            .Where(project => project.Annotations.OfType<ResourceRelationshipAnnotation>().Any(related => related.Resource is PostgresDatabaseResource or PostgresServerResource))
            .Select(project => project.Name);

        Assert.Equal(["migrations"], holders);
    }
}
