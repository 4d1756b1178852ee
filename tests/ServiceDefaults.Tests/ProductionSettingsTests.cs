using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Netralitas.ServiceDefaults.Tests;

public class ProductionSettingsTests
{
    private const string Problems = """
        reports | nothing wrong | 
        pledges | nothing wrong | 
        notifications | nothing wrong | 
        gateway | nothing wrong | 
        reports | development issuer | Access:Issuers:0:Issuer is the development issuer, whose private key lies on somebody's machine
        gateway | key set in clear | Access:Issuers:0:JwksAddress is not https
        reports | short secret | Access:ServiceSecret is no secret: under 32 characters, or of fewer than 10 different ones
        notifications | default secret | Notifications:Webhooks:Keys:1 is no secret: under 32 characters, or of fewer than 10 different ones
        reports | no sealing keys | Reports:Sealing:PublicKeysPath is missing
        pledges | no personal data keys | Pledges:PersonalData:Keys is missing
        reports | in clear | Kestrel:Endpoints:grpc listens without TLS; give it a certificate, or name in Deployment:TlsEndsAt what ends TLS before it
        gateway | in clear by URLS | URLS listens without TLS; give it a certificate, or name in Deployment:TlsEndsAt what ends TLS before it
        reports | in clear behind an ingress | 
        reports | in clear on this machine | 
        gateway | any host | AllowedHosts is not set: name the hosts that the gateway is reached by
        reports | database in clear | ConnectionStrings:reports-db has no SSL Mode of Require, VerifyCA or VerifyFull; or name the network in Deployment:PrivateNetwork
        reports | database in clear in a private network | 
        reports | superuser | ConnectionStrings:reports-db is the superuser's, whom no policy of a table binds
        reports | talkative database | ConnectionStrings:reports-db sets Include Error Detail
        reports | talkative database | ConnectionStrings:reports-db sets No Reset On Close
        reports | broker in clear | ConnectionStrings:message-bus is not amqps; or name the network in Deployment:PrivateNetwork
        reports | broker's guest | ConnectionStrings:message-bus uses the broker's user guest
        gateway | telemetry in clear | OTEL_EXPORTER_OTLP_ENDPOINT is not https; or name the network in Deployment:PrivateNetwork
        gateway | detailed errors | DetailedErrors is on
        reports | deep logs | Logging:LogLevel:Microsoft.EntityFrameworkCore is Debug: logs of that depth have what people sent
        reports | a failpoint | NETRALITAS_CRASH_AT is set: it is for tests
        pledges | a planted bug | NETRALITAS_PLANTED_BUG is set: it is for tests

        """;

    private const string Secret = "Zk3pQ9vX7mB2tR8wL5nC1dF6gH4jS0aY";

    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Access:Issuers:0:Issuer"] = "https://sso.example",
        ["Access:Issuers:0:JwksAddress"] = "https://sso.example/jwks",
        ["Access:ServiceSecret"] = Secret,
        ["Reports:Sealing:PublicKeysPath"] = "/keys",
        ["Reports:Codes:Keys:1"] = Secret,
        ["Reports:Spool:Keys:1"] = Secret,
        ["Pledges:PersonalData:Keys:1"] = Secret,
        ["Pledges:PersonalData:IndexKey"] = Secret,
        ["Notifications:Webhooks:Keys:1"] = Secret,
        ["Log:Key"] = Secret,
        ["Kestrel:Endpoints:grpc:Url"] = "https://0.0.0.0:5100",
        ["AllowedHosts"] = "api.example",
        ["ConnectionStrings:reports-db"] = "Host=db.example;Username=reports;Password=x;SSL Mode=VerifyFull",
        ["ConnectionStrings:message-bus"] = "amqps://reports:x@mq.example",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "https://otel.example",
        ["Logging:LogLevel:Default"] = "Information",
    };

    [Fact]
    public void Everything_unsafe_is_told_at_once_and_nothing_safe_is_refused()
    {
        (string Process, string Case, (string Name, string? Value)[] Changed)[] rows =
        [
            ("reports", "nothing wrong", []), ("pledges", "nothing wrong", []), ("notifications", "nothing wrong", []), ("gateway", "nothing wrong", []),
            ("reports", "development issuer", [("Access:Issuers:0:Issuer", "netralitas-development")]),
            ("gateway", "key set in clear", [("Access:Issuers:0:JwksAddress", "http://localhost/jwks")]),
            ("reports", "short secret", [("Access:ServiceSecret", Secret[..31])]),
            ("notifications", "default secret", [("Notifications:Webhooks:Keys:1", new string('k', 64))]),
            ("reports", "no sealing keys", [("Reports:Sealing:PublicKeysPath", null)]),
            ("pledges", "no personal data keys", [("Pledges:PersonalData:Keys:1", null)]),
            ("reports", "in clear", [("Kestrel:Endpoints:grpc:Url", "http://0.0.0.0:5100")]),
            ("gateway", "in clear by URLS", [("URLS", "http://*:80")]),
            ("reports", "in clear behind an ingress", [("Kestrel:Endpoints:grpc:Url", "http://0.0.0.0:5100"), ("Deployment:TlsEndsAt", "linkerd")]),
            ("reports", "in clear on this machine", [("Kestrel:Endpoints:grpc:Url", "http://localhost:5100")]),
            ("gateway", "any host", [("AllowedHosts", "*")]),
            ("reports", "database in clear", [("ConnectionStrings:reports-db", "Host=db.example;Username=reports;Password=x")]),
            ("reports", "database in clear in a private network", [("ConnectionStrings:reports-db", "Host=db.example;Username=reports;Password=x"), ("Deployment:PrivateNetwork", "pod network")]),
            ("reports", "superuser", [("ConnectionStrings:reports-db", "Host=localhost;Username=postgres")]),
            ("reports", "talkative database", [("ConnectionStrings:reports-db", "Host=localhost;Username=reports;Include Error Detail=true;No Reset On Close=true")]),
            ("reports", "broker in clear", [("ConnectionStrings:message-bus", "amqp://reports:x@mq.example")]),
            ("reports", "broker's guest", [("ConnectionStrings:message-bus", "amqps://guest:guest@mq.example")]),
            ("gateway", "telemetry in clear", [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://otel.example:4317")]),
            ("gateway", "detailed errors", [("DetailedErrors", "true")]),
            ("reports", "deep logs", [("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug")]),
            ("reports", "a failpoint", [("NETRALITAS_CRASH_AT", "submit.before_commit")]),
            ("pledges", "a planted bug", [("NETRALITAS_PLANTED_BUG", "inbox.off")]),
        ];

        var table = string.Concat(rows.SelectMany(row => ProductionSettings.Problems(With(row.Changed), row.Process).DefaultIfEmpty("").Select(problem => $"{row.Process} | {row.Case} | {problem}\n")));

        Assert.Equal(Problems, table);
        Assert.DoesNotContain(Secret[..8], table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Local", false)]
    public void A_process_does_not_start_with_them_where_people_are_served(string environment, bool isRefused)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection([new("Access:Issuers:0:Issuer", "netralitas-development"), new("Access:Issuers:0:JwksAddress", "http://localhost/jwks"), new("DetailedErrors", "true")]);

        var refused = Record.Exception(() => builder.AddServiceDefaults("gateway"));

        Assert.Equal(isRefused, refused is InvalidOperationException);
        if (isRefused)
        {
            Assert.Equal(5, refused!.Message.Split(Environment.NewLine).Length);
        }
    }

    private static IConfiguration With(IEnumerable<(string Name, string? Value)> changed)
    {
        var settings = new Dictionary<string, string?>(Good);
        foreach (var (name, value) in changed)
        {
            settings[name] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build();
    }
}
