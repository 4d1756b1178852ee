namespace Grpc.Net.ClientFactory;

/// <summary>Makes clients by the name they were registered under.</summary>
public abstract class GrpcClientFactory
{
    public abstract TClient CreateClient<TClient>(string name)
        where TClient : class;
}
