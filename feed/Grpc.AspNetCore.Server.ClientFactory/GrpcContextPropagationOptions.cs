namespace Grpc.AspNetCore.ClientFactory;

public class GrpcContextPropagationOptions
{
    /// <summary>Whether a call made outside a served call passes in silence; by default it throws.</summary>
    public bool SuppressContextNotFoundErrors { get; set; }
}
