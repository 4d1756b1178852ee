using System.Diagnostics;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Netralitas.ServiceDefaults;

/// <summary>The keys of one issuer, from the fixed address of its key set; its discovery document is not consulted. Safe to use from several threads.</summary>
/// <param name="issuer">Exact value of the claim <c>iss</c>.</param>
/// <remarks>What was read once holds while the issuer is away. A key that it withdraws is forgotten with the next reading: after five minutes, or when a token comes that names a new one.</remarks>
internal sealed class IssuerKeys(string issuer) : IConfigurationRetriever<OpenIdConnectConfiguration>
{
    private const long LargestSet = 1024 * 1024;

    private static readonly TimeSpan ReadEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UnknownKeyAfter = TimeSpan.FromMinutes(1);

    // Until the keys are known, calls with a token wait for them one after the other: an issuer that is silent must not hold up more than one of them.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long failedAt;
    private volatile bool areKnown;

    /// <summary>Whether they were read once.</summary>
    internal bool AreKnown => areKnown;

    /// <summary>Reads them at an address, and no other that it may lead to.</summary>
    internal ConfigurationManager<OpenIdConnectConfiguration> From(Uri address)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ReadEvery }) { Timeout = Patience, MaxResponseContentBufferSize = LargestSet };
        return new ConfigurationManager<OpenIdConnectConfiguration>(address.AbsoluteUri, this, new HttpDocumentRetriever(client) { RequireHttps = !address.IsLoopback })
        {
            AutomaticRefreshInterval = ReadEvery,
            RefreshInterval = UnknownKeyAfter,
            // Otherwise a key that was withdrawn would be tried for another hour.
            UseLastKnownGoodConfiguration = false,
        };
    }

    /// <inheritdoc/>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
    {
        if (!areKnown && Volatile.Read(ref failedAt) is not 0 and var failed && Stopwatch.GetElapsedTime(failed) < Pause)
        {
            throw new InvalidOperationException("The issuer's key set could not be read a moment ago.");
        }

        try
        {
            var configuration = Read(await retriever.GetDocumentAsync(address, cancel));
            areKnown = true;
            return configuration;
        }
        catch (Exception)
        {
            Volatile.Write(ref failedAt, Stopwatch.GetTimestamp());
            throw;
        }
    }

    private OpenIdConnectConfiguration Read(string document)
    {
        var keys = new JsonWebKeySet(document);
        var configuration = new OpenIdConnectConfiguration { Issuer = issuer, JsonWebKeySet = keys };
        foreach (var key in keys.GetSigningKeys())
        {
            configuration.SigningKeys.Add(key);
        }

        return configuration;
    }
}
