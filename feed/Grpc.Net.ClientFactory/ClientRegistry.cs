namespace Grpc.Net.ClientFactory;

/// <summary>Which names are gRPC clients, and of which type; lives in the service collection while services are registered.</summary>
internal sealed class ClientRegistry
{
    private readonly Dictionary<string, Type> clients = [];

    public bool Contains(string name) => clients.ContainsKey(name);

    public void Reserve(string name, Type type)
    {
        // A name is a bare type name by default, so two clients of one name in different namespaces would share their options unseen.
        if (clients.TryGetValue(name, out var other) && other != type)
        {
            throw new InvalidOperationException(
                $"The gRPC client factory already has a registered client with the name '{name}', bound to the type '{other.FullName}'. "
                + "Use an overload of AddGrpcClient that accepts a string and provide a unique name to resolve the conflict.");
        }

        clients[name] = type;
    }
}
