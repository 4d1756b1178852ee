using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Netralitas.ServiceDefaults;

/// <summary>Settings with which a process must not start where people are served. Pure.</summary>
public static class ProductionSettings
{
    private const int LeastSecret = 32, LeastCharacters = 10;

    private static readonly string[] Secrets =
    [
        "Access:ServiceSecret", "Reports:Codes:Keys", "Reports:Names:Keys", "Pledges:PersonalData:Keys", "Pledges:PersonalData:IndexKey", "Notifications:Webhooks:Keys",
    ];

    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["reports"] = ["Reports:Sealing:PublicKeysPath", "Reports:Codes:Keys", "Reports:Spool:Keys", "Log:Key"],
        ["pledges"] = ["Pledges:PersonalData:Keys", "Pledges:PersonalData:IndexKey", "Log:Key"],
        ["notifications"] = [],
        ["gateway"] = [],
    };

    /// <summary>Everything that is wrong, one line each, without any value that could be a secret; empty when the process may start.</summary>
    /// <param name="settings">What the process was given.</param>
    /// <param name="process">Its name, for example <c>reports</c>.</param>
    /// <remarks>
    /// Connections in clear pass where it is stated what guards them: <c>Deployment:TlsEndsAt</c> names the ingress or mesh that ends TLS before this process,
    /// <c>Deployment:PrivateNetwork</c> the network in which database, broker and telemetry are reached.
    /// </remarks>
    public static IReadOnlyList<string> Problems(IConfiguration settings, string process)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. OfIssuers(settings), .. OfSecrets(settings), .. OfMissing(settings, process), .. OfEndpoints(settings, process), .. OfConnections(settings), .. OfDisclosure(settings)];
    }

    private static IEnumerable<string> OfIssuers(IConfiguration settings)
    {
        foreach (var issuer in settings.GetSection("Access:Issuers").GetChildren())
        {
            if (issuer["Issuer"]?.Contains("development", StringComparison.OrdinalIgnoreCase) == true)
            {
                yield return $"{issuer.Path}:Issuer is the development issuer, whose private key lies on somebody's machine";
            }

            if (Uri.TryCreate(issuer["JwksAddress"], UriKind.Absolute, out var address) && address.Scheme != Uri.UriSchemeHttps)
            {
                yield return $"{issuer.Path}:JwksAddress is not https";
            }
        }
    }

    private static IEnumerable<string> OfSecrets(IConfiguration settings) =>
        from path in Secrets
        from secret in settings.GetSection(path).GetChildren().DefaultIfEmpty(settings.GetSection(path))
        where !string.IsNullOrEmpty(secret.Value) && (secret.Value.Length < LeastSecret || secret.Value.Distinct().Count() < LeastCharacters)
        select $"{secret.Path} is no secret: under {LeastSecret} characters, or of fewer than {LeastCharacters} different ones";

    private static IEnumerable<string> OfMissing(IConfiguration settings, string process) =>
        from path in Needed.GetValueOrDefault(process, [])
        where string.IsNullOrEmpty(settings[path]) && !settings.GetSection(path).GetChildren().Any()
        select $"{path} is missing";

    private static IEnumerable<string> OfEndpoints(IConfiguration settings, string process)
    {
        var endpoints = settings.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => (endpoint.Path, Url: endpoint["Url"] ?? ""))
            .Concat((settings["URLS"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => (Path: "URLS", Url: url)));
        foreach (var (path, url) in endpoints.Where(endpoint => endpoint.Url.StartsWith("http:", StringComparison.OrdinalIgnoreCase)))
        {
            if (string.IsNullOrEmpty(settings["Deployment:TlsEndsAt"]) && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback))
            {
                yield return $"{path} listens without TLS; give it a certificate, or name in Deployment:TlsEndsAt what ends TLS before it";
            }
        }

        if (process == "gateway" && settings["AllowedHosts"] is null or "" or "*")
        {
            yield return "AllowedHosts is not set: name the hosts that the gateway is reached by";
        }
    }

    private static IEnumerable<string> OfConnections(IConfiguration settings)
    {
        var isPrivate = !string.IsNullOrEmpty(settings["Deployment:PrivateNetwork"]);
        foreach (var connection in settings.GetSection("ConnectionStrings").GetChildren().Where(connection => !string.IsNullOrEmpty(connection.Value)))
        {
            var found = Uri.TryCreate(connection.Value, UriKind.Absolute, out var broker) ? OfBroker(broker, isPrivate) : OfDatabase(connection.Value!, isPrivate);
            foreach (var problem in found)
            {
                yield return $"{connection.Path} {problem}";
            }
        }

        if (!isPrivate && Uri.TryCreate(settings["OTEL_EXPORTER_OTLP_ENDPOINT"], UriKind.Absolute, out var telemetry) && telemetry is { Scheme: "http", IsLoopback: false })
        {
            yield return "OTEL_EXPORTER_OTLP_ENDPOINT is not https; or name the network in Deployment:PrivateNetwork";
        }
    }

    private static IEnumerable<string> OfBroker(Uri broker, bool isPrivate)
    {
        if (broker.Scheme == "amqp" && !broker.IsLoopback && !isPrivate)
        {
            yield return "is not amqps; or name the network in Deployment:PrivateNetwork";
        }

        if (broker.UserInfo.Split(':')[0] is "" or "guest")
        {
            yield return "uses the broker's user guest";
        }
    }

    private static IEnumerable<string> OfDatabase(string connection, bool isPrivate)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connection };
        string Of(params string[] names) => names.Select(name => parts.TryGetValue(name, out var value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null).FirstOrDefault(value => value is not null) ?? "";
        bool IsOn(params string[] names) => Of(names) is var value && (value.Equals("true", StringComparison.OrdinalIgnoreCase) || value == "1" || value.Equals("yes", StringComparison.OrdinalIgnoreCase));
        var host = Of("Host", "Server");
        if (!isPrivate && host is not ("localhost" or "127.0.0.1" or "::1") && !host.StartsWith('/') && Of("SSL Mode", "SslMode") is not ("Require" or "VerifyCA" or "VerifyFull"))
        {
            yield return "has no SSL Mode of Require, VerifyCA or VerifyFull; or name the network in Deployment:PrivateNetwork";
        }

        if (Of("Username", "User Id", "User") == "postgres")
        {
            yield return "is the superuser's, whom no policy of a table binds";
        }

        foreach (var (names, what) in ((string[] Names, string What)[])[(["Include Error Detail", "IncludeErrorDetail"], "Include Error Detail"), (["Persist Security Info", "PersistSecurityInfo"], "Persist Security Info"),
            (["No Reset On Close", "NoResetOnClose"], "No Reset On Close"), (["Log Parameters", "LogParameters"], "Log Parameters")])
        {
            if (IsOn(names))
            {
                yield return $"sets {what}";
            }
        }
    }

    private static IEnumerable<string> OfDisclosure(IConfiguration settings)
    {
        if (settings["DetailedErrors"] is { } detailed && !detailed.Equals("false", StringComparison.OrdinalIgnoreCase) && detailed != "0")
        {
            yield return "DetailedErrors is on";
        }

        foreach (var level in settings.GetSection("Logging:LogLevel").GetChildren().Where(level => level.Value is "Trace" or "Debug"))
        {
            yield return $"{level.Path} is {level.Value}: logs of that depth have what people sent";
        }

        foreach (var fault in (string[])["NETRALITAS_CRASH_AT", "NETRALITAS_PLANTED_BUG"])
        {
            if (!string.IsNullOrEmpty(settings[fault]))
            {
                yield return $"{fault} is set: it is for tests";
            }
        }
    }
}
