using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Netralitas.ServiceDefaults;

/// <summary>Lets only callers in that show a certificate of known authorities; setting <c>Tls:ClientCaPath</c>, a PEM file. Without it nobody is asked for one.</summary>
/// <remarks>For ports with TLS. Who may call which RPC is still decided by the token: a certificate opens the connection and gives no right.</remarks>
internal static class ClientCertificates
{
    private const string ForClients = "1.3.6.1.5.5.7.3.2";

    internal static void AddClientCertificates(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration["Tls:ClientCaPath"] is not { Length: > 0 } path)
        {
            return;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(path);
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => IsKnown(certificate, authorities);
        }));
    }

    private static bool IsKnown(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ForClients));
        return chain.Build(certificate);
    }
}
