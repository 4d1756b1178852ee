namespace Netralitas.Services.Pledges.Tests.States;

/// <summary>One replica over the backing services, shared by the tests that do not kill theirs.</summary>
public sealed class PledgesService : IAsyncLifetime
{
    private PledgesProcess? process;

    internal BackingServices Backing { get; } = new();

    internal PledgesProcess Replica => process!;

    public async Task InitializeAsync()
    {
        await Backing.InitializeAsync();
        process = await PledgesProcess.StartAsync(Backing);
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        await Backing.DisposeAsync();
    }
}

/// <summary>Tests that share the backing services and a replica.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's word for it.
public sealed class PledgesServiceCollection : ICollectionFixture<PledgesService>
#pragma warning restore CA1711
{
    public const string Name = "pledges service";
}
