using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Netralitas.Messaging.Tests;

[Collection(BackingServicesCollection.Name)]
public sealed class UsageTelemetryTests(BackingServices backing)
{
    [Fact]
    public async Task A_service_tells_the_makers_of_its_library_nothing()
    {
        await using var service = await Service.StartAsync(backing);

        Assert.False(service.Services.GetRequiredService<IOptions<UsageTelemetryOptions>>().Value.Enabled);
    }
}
