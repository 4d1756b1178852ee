using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Tests.Admission;

namespace Netralitas.Services.Reports.Tests.Review;

/// <summary>The pledges service is asked by TLS, with a certificate where it asks for one.</summary>
[Collection(OfficesBackingServicesCollection.Name)]
public sealed class PledgesOverTlsTests(BackingServices backing) : IDisposable
{
    private const string Office = "bawaslu:62.05";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netralitas-tls-");
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task It_answers_whoever_shows_the_certificate_it_asks_for_and_nobody_else(bool showsCertificate, bool isAnswered)
    {
        using var authority = Authority();
        var (server, client) = (Issue(authority, "pledges", "1.3.6.1.5.5.7.3.1"), Issue(authority, "review", "1.3.6.1.5.5.7.3.2"));
        var seen = new ConcurrentQueue<string>();
        await using var pledges = await PledgesAsync(server, seen);
        List<(string Name, string? Value)> settings =
        [
            ("services__pledges__grpc__0", $"http://localhost:{new Uri(pledges.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal))).Port}"), ("Access__ServiceSecret", "uji-0123456789-0123456789-0123456789"),
            ("Reports__Services__CaPath", Path.Combine(folder.FullName, "authority.pem")),
        ];
        if (showsCertificate)
        {
            settings.AddRange([("Reports__Services__CertificatePath", client), ("Reports__Services__KeyPath", KeyOf(client))]);
        }

        await using var replica = await ReportsProcess.StartAsync(backing, Path.Combine(folder.FullName, "spool"), settings: settings);
        var sent = ExaminedReport.Whole("62.05");
        sent.Respondents[0].Number = "190001011968011999";
        var report = await ExaminedReport.SubmittedAsync(replica, sent, Office);

        var answer = await replica.Review.GetRespondentPledgesAsync(new GetRespondentPledgesRequest { Number = report.Number, Respondent = 1 }, TestIssuer.As(Office));

        Assert.Equal((isAnswered, isAnswered ? 1 : 0), (!answer.IsUnavailable, answer.Pledges.Count));
        Assert.Equal(isAnswered ? ["CN=review"] : [], seen);
    }

    public void Dispose()
    {
        key.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<WebApplication> PledgesAsync(string certificate, ConcurrentQueue<string> seen)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(https =>
            {
                https.ServerCertificate = X509Certificate2.CreateFromPemFile(certificate, KeyOf(certificate));
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (shown, _, _) => shown.Issuer == "CN=authority";
            });
        }));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(seen);
        var app = builder.Build();
        app.MapGrpcService<StandInPledges>();
        await app.StartAsync();
        return app;
    }

    private static string KeyOf(string certificate) => $"{certificate}.key";

    private X509Certificate2 Authority()
    {
        var request = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        File.WriteAllText(Path.Combine(folder.FullName, "authority.pem"), authority.ExportCertificatePem());
        return authority;
    }

    private string Issue(X509Certificate2 authority, string name, string usage)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var signed = request.Create(authority, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(50), RandomNumberGenerator.GetBytes(12));
        var path = Path.Combine(folder.FullName, $"{name}.pem");
        File.WriteAllText(path, signed.ExportCertificatePem());
        File.WriteAllText(KeyOf(path), own.ExportPkcs8PrivateKeyPem());
        return path;
    }

    private sealed class StandInPledges(ConcurrentQueue<string> seen) : PersonPledgeService.PersonPledgeServiceBase
    {
        public override Task<FindPersonPledgesResponse> FindPersonPledges(FindPersonPledgesRequest request, ServerCallContext context)
        {
            seen.Enqueue(context.GetHttpContext().Connection.ClientCertificate!.Subject);
            return Task.FromResult(new FindPersonPledgesResponse { Pledges = { new PersonPledge { DeclarationTitle = "CONTOH" } } });
        }
    }
}
