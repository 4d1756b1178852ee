using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Gateway.Tests.Support;
using Netralitas.Testing;

namespace Netralitas.Gateway.Tests;

public sealed class TlsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netralitas-tls-");
    private readonly Authority authority;
    private readonly Authority stranger;

    public TlsTests()
    {
        authority = new Authority(folder, "ca");
        stranger = new Authority(folder, "stranger");
    }

    [Fact]
    public async Task With_certificates_everything_is_encrypted_and_both_ends_know_each_other()
    {
        await using var reports = await ServiceAsync(authority);
        await using var gateway = await GatewayAsync(reports, authority.Issue("gateway", isServer: false));
        using var channel = Channel(gateway, authority.Issue("office", isServer: false).Certificate);

        Assert.NotEmpty((await new IntakeService.IntakeServiceClient(channel).SubmitReportAsync(Calls.Report())).Number);
        Assert.Equal("https", gateway.Grpc.Scheme);
        Assert.StartsWith("https", reports.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_a_certificate_or_with_a_strangers_does_not_come_in()
    {
        await using var reports = await ServiceAsync(authority);
        await using var gateway = await GatewayAsync(reports, authority.Issue("gateway", isServer: false));

        foreach (var certificate in new[] { null, stranger.Issue("office", isServer: false).Certificate, authority.Issue("server-only", isServer: true).Certificate })
        {
            using var channel = Channel(gateway, certificate);
            var refused = await Assert.ThrowsAsync<RpcException>(() => new IntakeService.IntakeServiceClient(channel).SubmitReportAsync(Calls.Report()).ResponseAsync);
            // By TLS 1.3 a client learns only after the handshake that it is not let in: its own library calls that unavailable, or internal when it was writing already.
            Assert.True(refused.StatusCode is StatusCode.Unavailable or StatusCode.Internal, refused.Status.ToString());
            Assert.Empty(refused.Trailers);
        }

        Assert.Empty(reports.Seen);
    }

    [Fact]
    public async Task A_service_does_not_know_a_gateway_without_a_certificate_nor_the_gateway_a_strangers_service()
    {
        await using var reports = await ServiceAsync(authority);
        await using var impostor = await ServiceAsync(stranger);

        await using var nameless = await GatewayAsync(reports, own: null);
        await using var misled = await GatewayAsync(impostor, authority.Issue("gateway", isServer: false));
        foreach (var gateway in new[] { nameless, misled })
        {
            using var channel = Channel(gateway, authority.Issue("office", isServer: false).Certificate);
            var refused = await Assert.ThrowsAsync<RpcException>(() => new IntakeService.IntakeServiceClient(channel).SubmitReportAsync(Calls.Report()).ResponseAsync);
            Assert.Equal(StatusCode.Unavailable, refused.StatusCode);
        }

        Assert.Empty(reports.Seen.Concat(impostor.Seen));
    }

    public void Dispose()
    {
        authority.Dispose();
        stranger.Dispose();
        folder.Delete(recursive: true);
    }

    private static Task<StandInReports> ServiceAsync(Authority authority)
    {
        var own = authority.Issue($"service-{Guid.NewGuid():N}", isServer: true);
        return StandInReports.StartAsync(("Kestrel:Endpoints:grpc:Certificate:Path", own.CertificatePath), ("Kestrel:Endpoints:grpc:Certificate:KeyPath", own.KeyPath), ("Tls:ClientCaPath", authority.CertificatePath));
    }

    private Task<GatewayProcess> GatewayAsync(StandInReports reports, Issued? own)
    {
        var server = authority.Issue($"edge-{Guid.NewGuid():N}", isServer: true);
        IEnumerable<(string, string)> client = own is null ? [] : [("Gateway__Services__CertificatePath", own.CertificatePath), ("Gateway__Services__KeyPath", own.KeyPath)];
        return GatewayProcess.StartAsync(
            [
                reports.Setting(), ("Kestrel__Endpoints__grpc__Url", $"https://localhost:{FreePort.Next()}"), ("Kestrel__Endpoints__grpc__Certificate__Path", server.CertificatePath), ("Kestrel__Endpoints__grpc__Certificate__KeyPath", server.KeyPath),
                ("Tls__ClientCaPath", authority.CertificatePath), ("Gateway__Services__CaPath", authority.CertificatePath), .. client,
            ]);
    }

    private GrpcChannel Channel(GatewayProcess gateway, X509Certificate2? certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority.Certificate);
        return GrpcChannel.ForAddress(gateway.Grpc, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy, LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate! } },
            DisposeHttpClient = true,
        });
    }

    private sealed record Issued(string CertificatePath, string KeyPath, X509Certificate2 Certificate);

    /// <summary>A certificate authority of this test's own.</summary>
    private sealed class Authority : IDisposable
    {
        private readonly DirectoryInfo folder;
        private readonly string name;
        private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        internal Authority(DirectoryInfo folder, string name)
        {
            (this.folder, this.name) = (folder, name);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
            CertificatePath = Path.Combine(folder.FullName, $"{name}.pem");
            File.WriteAllText(CertificatePath, Certificate.ExportCertificatePem());
        }

        internal X509Certificate2 Certificate { get; }

        internal string CertificatePath { get; }

        internal Issued Issue(string subject, bool isServer)
        {
            using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest($"CN={subject}", own, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(isServer ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2")], false));
            using var signed = request.Create(Certificate, DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(50), RandomNumberGenerator.GetBytes(12));
            var (certificate, privateKey) = (Path.Combine(folder.FullName, $"{name}-{subject}.pem"), Path.Combine(folder.FullName, $"{name}-{subject}-key.pem"));
            File.WriteAllText(certificate, signed.ExportCertificatePem());
            File.WriteAllText(privateKey, own.ExportPkcs8PrivateKeyPem());
            return new Issued(certificate, privateKey, X509Certificate2.CreateFromPemFile(certificate, privateKey));
        }

        public void Dispose()
        {
            Certificate.Dispose();
            key.Dispose();
        }
    }
}
