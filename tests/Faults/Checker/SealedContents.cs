using System.Security.Cryptography;
using Google.Protobuf;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Faults.History;
using Netralitas.Services.Reports;
using Netralitas.Services.Reports.Sealing;

namespace Netralitas.Faults.Checker;

/// <summary>Opens what is stored of reports, with the keys of central and of the custodians together, which nobody else has.</summary>
internal sealed class SealedContents(CheckerOptions options) : IDisposable
{
    private readonly ReportCodes codes = new(options.ReportCodes);
    private readonly OpeningKeys central = Keys(Path.Combine(options.ReportKeys, "private"));
    private readonly CustodianKeys custodians = new(Keys(Path.Combine(options.ReportKeys, "custodian")));

    /// <summary>Hex of the hash of what the client sent, put together again; a word that is no hash when it does not open.</summary>
    internal string HashOf(Guid id, string? region, byte[] content, byte[]? identity)
    {
        try
        {
            var place = new ContentPlace(id, region, 1);
            var (entry, report, _) = ReportBody.Read(SealedBody.Is(content) ? SealedBody.Open(content, place.Aad("body"), central) : throw new CryptographicException("In clear."));
            report.Reporter = identity is null ? report.Reporter : Reporter.Parser.ParseFrom(SealedIdentity.Open(identity, place.Aad("identity"), custodians));
            var sent = report.ToByteArray();
            return Convert.ToHexStringLower(SHA256.HashData(entry?.Before(sent) ?? sent));
        }
        catch (Exception exception) when (exception is CryptographicException or OpeningKeyMissingException or InvalidProtocolBufferException)
        {
            return "unopened";
        }
    }

    /// <summary>Hex of what must stand beside a content.</summary>
    internal string KeyedHashOf(Guid request, string hash) => hash == "unopened" ? hash : Convert.ToHexStringLower(codes.ContentMac(request, Convert.FromHexString(hash)));

    /// <summary>The facts, with lost reports by the hash that their clients know.</summary>
    internal Facts AsSent(Facts facts, ClientKnowledge client)
    {
        var sent = client.Reports.Values.ToDictionary(report => (report.Request, KeyedHashOf(report.Request, report.ContentHash)), report => report.ContentHash);
        return facts with { LostByRestore = [.. facts.LostByRestore.Select(each => each with { ContentHash = sent.GetValueOrDefault((each.Request, each.ContentHash), "unknown") })] };
    }

    /// <summary>Clears the keys.</summary>
    public void Dispose()
    {
        central.Dispose();
        custodians.Keys.Dispose();
    }

    private static OpeningKeys Keys(string folder) => new(KeyFiles.ReadPrivate(folder, []));
}
