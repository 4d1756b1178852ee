using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Reports.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.EvidenceIntake;

internal sealed partial class EvidenceEndpoint
{
    private const int LongestAddress = 2000;
    private const int LongestSeenOn = 100;

    // A manifest is read by people: letters stay letters.
    private static readonly JsonSerializerOptions ManifestForm = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The link is evidence: its manifest is stored sealed, with its SHA-256, and its chain of custody begins. When this returns, that survives a crash.</summary>
    /// <remarks>The address is not opened: who opens it tells the other side that it is looked at. The same request again gets the first answer; of two at once the second waits.</remarks>
    /// <exception cref="RefusalException">REPORT_NOT_FOUND, REQUEST_ID_INVALID, LINK_INVALID with all faults, EVIDENCE_QUOTA_EXCEEDED, REQUEST_ID_REUSED.</exception>
    [AllowAnonymous]
    public override async Task<PreserveLinkResponse> PreserveLink(PreserveLinkRequest request, ServerCallContext context)
    {
        var sender = await senders.OpenAsync(request.Number, request.AccessCode, context);
        if (!Guid.TryParse(request.RequestId, out var requestKey))
        {
            throw ReportRefusals.RequestIdInvalid();
        }

        var faults = FaultsOf(request).ToList();
        if (faults.Count > 0)
        {
            throw EvidenceRefusals.LinkInvalid(faults);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
        await cases.LineUpAsync(sender.ReportId, context.CancellationToken);
        var mac = codes.Of(sender.CodeKeyId).RequestMac(WithoutAccess(request));
        if (await db.EvidenceItems.AsNoTracking().SingleOrDefaultAsync(e => e.ReportId == sender.ReportId && e.RequestKey == requestKey, context.CancellationToken) is { } same)
        {
            return same.Office == sender.Office && CryptographicOperations.FixedTimeEquals(same.RequestMac, mac) ? Preserved(same) : throw ReportRefusals.RequestIdReused();
        }

        await RequireQuotaAsync(sender, 0, context.CancellationToken);
        var item = LinkOf(sender, request, requestKey, mac, await NextNumberAsync(sender.ReportId, context.CancellationToken));
        db.EvidenceItems.Add(item);
        db.CustodyEntries.Add(EntryOf(item, 1, CustodyAct.Received, sender));
        await db.SaveChangesAsync(context.CancellationToken);
        await TellCaseAsync(sender, item.ReceivedAt, context.CancellationToken);
        Failpoint.Reach("link.before_commit");
        await transaction.CommitAsync(context.CancellationToken);
        return Preserved(item);
    }

    private EvidenceItem LinkOf(EvidenceSender sender, PreserveLinkRequest request, Guid requestKey, byte[] mac, int number)
    {
        var (id, now) = (Guid.NewGuid(), clock.Now());
        var manifest = JsonSerializer.Serialize(
            new { id, address = request.Address, seen_on = request.SeenOn, sha256 = Convert.ToHexStringLower(request.Sha256.Span), received_at = now.UtcDateTime }, ManifestForm);
        return new EvidenceItem
        {
            Id = id,
            ReportId = sender.ReportId,
            Number = number,
            Kind = EvidenceKind.Link,
            RequestKey = requestKey,
            RequestMac = mac,
            Office = sender.Office,
            Label = new EvidenceLabel(request.Address, request.Description, Manifest: manifest).Seal(sealing, id, sender.HandlingOffice, sender.AccessCode),
            MediaType = "application/json",
            SizeBytes = Encoding.UTF8.GetByteCount(manifest),
            Sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(manifest)),
            DeclaredSha256 = request.Sha256.ToByteArray(),
            OriginalFileId = null,
            CopyFileId = null,
            CopySizeBytes = 0,
            CopySha256 = [],
            KeepsMetadata = false,
            Pixels = 0,
            Source = ExhibitSource.Unspecified,
            ReceivedAt = now,
        };
    }

    private static PreserveLinkResponse Preserved(EvidenceItem item) =>
        new() { Evidence = item.Number, ManifestSha256 = ByteString.CopyFrom(item.Sha256), ReceivedAt = item.ReceivedAt.ToTimestamp() };

    private static IEnumerable<FieldFault> FaultsOf(PreserveLinkRequest request)
    {
        if (request.Address.Length > LongestAddress || !Uri.TryCreate(request.Address, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return new FieldFault("address", $"Isi dengan alamat lengkap yang diawali http:// atau https://, paling panjang {LongestAddress} karakter.");
        }

        foreach (var fault in FaultsOfSha256(request.Sha256).Concat(FaultsOfText("seen_on", request.SeenOn, LongestSeenOn)).Concat(FaultsOfText("description", request.Description, LongestDescription)))
        {
            yield return fault;
        }
    }

    private static byte[] WithoutAccess(PreserveLinkRequest request)
    {
        var content = request.Clone();
        (content.RequestId, content.Number, content.AccessCode) = ("", "", "");
        return content.ToByteArray();
    }
}
