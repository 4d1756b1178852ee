using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Netralitas.Contracts.Notifications.V1;
using Netralitas.ServiceDefaults;
using Netralitas.Services.Notifications.Deliveries;
using Netralitas.Services.Notifications.Storage;

namespace Netralitas.Services.Notifications.Proofs;

/// <summary>Proof of service for the file of a case.</summary>
internal sealed class NoticeProofEndpoint(NotificationsDb db) : NoticeProofService.NoticeProofServiceBase
{
    /// <summary>What is known of the service of notices: nothing is added up here that is not a row that was only ever added to, or was set once.</summary>
    /// <exception cref="RefusalException">PROOF_REQUEST_INVALID, NOTICE_UNKNOWN.</exception>
    [Authorize(Roles = Roles.NoticeReaders)]
    public override async Task<ListNoticeProofsResponse> ListNoticeProofs(ListNoticeProofsRequest request, ServerCallContext context)
    {
        var (caller, cancel) = (Caller.Of(context), context.CancellationToken);
        var (noticeId, forwardingId) = Wanted(request);
        var told = await db.Notices.AsNoTracking()
            .Where(n => noticeId != null ? n.Id == noticeId : n.SubjectId == forwardingId && n.Kind == NoticeKind.Forwarded)
            .OrderBy(n => n.Id).ToListAsync(cancel);
        var seen = told.Where(n => MaySee(caller, n.Office)).ToList();
        if (seen.Count == 0)
        {
            throw NotificationRefusals.NoticeUnknown();
        }

        var response = new ListNoticeProofsResponse();
        foreach (var notice in seen)
        {
            response.Proofs.Add(await ProofAsync(notice, cancel));
        }

        return response;
    }

    /// <summary>SHA-256 over what was told.</summary>
    internal static string Digest(Notice notice) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{notice.Title}\n{notice.Body}")));

    private static (Guid? Notice, Guid? Forwarding) Wanted(ListNoticeProofsRequest request)
    {
        if (request.NoticeId.Length > 0 == request.ForwardingId.Length > 0)
        {
            throw ProofRefusals.ProofRequestInvalid(
                [new FieldFault("notice_id", "Isi dengan id dari ListNotices, atau kosongkan."), new FieldFault("forwarding_id", "Isi dengan id dari ListForwardings, atau kosongkan.")]);
        }

        var id = Guid.TryParse(request.NoticeId.Length > 0 ? request.NoticeId : request.ForwardingId, out var read) ? read : Guid.Empty;
        return request.NoticeId.Length > 0 ? (id, null) : (null, id);
    }

    // Whoever has something served has to prove it: a Bawaslu office also for the offices of other kinds in its region.
    private static bool MaySee(Caller caller, string office) => Office.TryParse(office, out var told) && caller.Role switch
    {
        Roles.Central or Roles.Auditor => true,
        Roles.Officer => caller.Office.Covers(told.Code),
        _ => caller.Office.Kind == told.Kind && caller.Office.Covers(told.Code),
    };

    private async Task<NoticeProof> ProofAsync(Notice notice, CancellationToken cancel)
    {
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.NoticeId == notice.Id).OrderBy(d => d.Step).ToListAsync(cancel);
        var proof = new NoticeProof
        {
            NoticeId = notice.Id.ToString(),
            Kind = notice.Kind,
            Office = notice.Office,
            Title = notice.Title,
            Body = notice.Body,
            ContentSha256 = Digest(notice),
            ToldAt = notice.CreatedAt.ToTimestamp(),
            Confirmation = ConfirmationOf(notice, deliveries),
        };
        foreach (var delivery in deliveries)
        {
            proof.Deliveries.Add(await ProvenAsync(delivery, cancel));
        }

        return proof;
    }

    private static NoticeConfirmation? ConfirmationOf(Notice notice, IEnumerable<Deliveries.Delivery> deliveries) => notice.AcknowledgedAt is not { } at ? null : new NoticeConfirmation
    {
        ConfirmedAt = at.ToTimestamp(),
        Means = notice.AcknowledgedMeans ?? ConfirmationMeans.Unspecified,
        ConfirmedBy = notice.AcknowledgedBy ?? "",
        Channel = deliveries.FirstOrDefault(d => d.Id == notice.AcknowledgedDeliveryId)?.Channel.ToString().ToUpperInvariant() ?? "",
    };

    private async Task<ProvenDelivery> ProvenAsync(Deliveries.Delivery delivery, CancellationToken cancel)
    {
        var receipts = delivery.Reference is null ? [] : await db.Receipts.AsNoTracking()
            .Where(r => r.Provider == delivery.Provider && r.Reference == delivery.Reference).OrderBy(r => r.ReceivedAt).ToListAsync(cancel);
        return new ProvenDelivery
        {
            Channel = delivery.Channel.ToString().ToUpperInvariant(),
            Function = delivery.Function,
            Address = DeliveryEndpoint.Hidden(delivery.Address),
            TemplateVersion = delivery.TemplateVersion,
            State = delivery.State,
            Provider = delivery.SentAt is null ? "" : delivery.Provider ?? "",
            ProviderReference = delivery.Reference ?? "",
            SentAt = delivery.SentAt?.ToTimestamp(),
            Receipts = { receipts.Select(r => new ProviderReceipt { Outcome = Word(r.Outcome), ReceivedAt = r.ReceivedAt.ToTimestamp() }) },
        };
    }

    private static string Word(DeliveryStep outcome) => outcome switch
    {
        DeliveryStep.Confirm => "DELIVERED",
        DeliveryStep.Expire => "TEMPORARY_FAILURE",
        DeliveryStep.Reject => "PERMANENT_FAILURE",
        _ => throw new InvalidOperationException($"{outcome} is no receipt."),
    };
}
