using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Netralitas.ServiceDefaults;

/// <summary>TLS to other services, the same for the gateway (section <c>Gateway:Services</c>) and for a service that asks another one (<c>Reports:Services</c>). Without it they are reached in clear, as behind a mesh or on one machine.</summary>
public sealed record ServiceTls
{
    /// <summary>PEM file of the authorities that sign the services' certificates: no others are believed, and nothing is sent in clear any more.</summary>
    public string? CaPath { get; init; }

    /// <summary>PEM file of the own certificate, for services that ask for one; read at the start.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>PEM file of its private key.</summary>
    public string? KeyPath { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <param name="section">Where they are.</param>
    /// <exception cref="InvalidOperationException">There is half of a certificate, or one without authorities.</exception>
    public static ServiceTls Of(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var tls = section.Get<ServiceTls>() ?? new ServiceTls();
        return (tls.CertificatePath is null) != (tls.KeyPath is null) || (tls.CertificatePath is not null && tls.CaPath is null)
            ? throw new InvalidOperationException($"{section.Path}: CertificatePath and KeyPath go together, and with CaPath.")
            : tls;
    }

    /// <summary>An address that begins with <c>http://</c>, as these settings reach it.</summary>
    /// <param name="address">Of a service.</param>
    public string Secured(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return CaPath is null ? address : address.Replace("http://", "https://", StringComparison.Ordinal);
    }

    /// <summary>Lets a client believe the authorities alone, and show the own certificate.</summary>
    /// <param name="client">Not used yet.</param>
    public void Apply(SocketsHttpHandler client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (CaPath is null)
        {
            return;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(CaPath);
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        client.SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = policy,
            ClientCertificates = CertificatePath is null ? null : [X509Certificate2.CreateFromPemFile(CertificatePath, KeyPath)],
        };
    }
}
