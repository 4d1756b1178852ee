using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.Transfers;

/// <summary>That a case changes hands, or is to. One of a case waits at a time.</summary>
internal sealed class Transfer
{
    public required Guid Id { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>From 1, in the order of the case.</summary>
    public required int Number { get; init; }

    public required TransferKind Kind { get; init; }

    public TransferStatus Status { get; private set; } = TransferStatus.Pending;

    /// <summary>Grows by one with each change; the row's guard against two writers.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Kemendagri code of the region of the office that gives it up.</summary>
    public required string FromOffice { get; init; }

    /// <summary>Likewise of the office that gets it; null of a referral.</summary>
    public required string? ToOffice { get; init; }

    /// <summary>Of a referral: the body, in Indonesian; null otherwise.</summary>
    public required string? Body { get; init; }

    /// <summary>The row of law, by id and version; null of a referral to a body that was named.</summary>
    public required string? RuleId { get; init; }

    /// <summary>Likewise.</summary>
    public required int? RuleVersion { get; init; }

    public required string Reason { get; init; }

    public required string DocumentNumber { get; init; }

    /// <summary>Local date of the document.</summary>
    public required DateOnly DocumentOn { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Kemendagri code of the region of the office to which it has climbed; null while it has not.</summary>
    public string? ClimbedTo { get; private set; }

    /// <summary>When it climbs, or lapses where nobody is above, unless it is answered before; null when it does neither.</summary>
    public DateTimeOffset? ClimbsAt { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Kemendagri code of the region of the office that answered; null also when it lapsed.</summary>
    public string? AnsweredBy { get; private set; }

    /// <summary>Why it was returned, lapsed or was called back.</summary>
    public string? AnswerReason { get; private set; }

    public string? AnswerDocumentNumber { get; private set; }

    public DateOnly? AnswerDocumentOn { get; private set; }

    /// <summary>
    /// Whether an office may answer: of a hand-over the office that is to get it, and once it has climbed those up to where it has, but never the sender; of a referral whoever handles the case,
    /// and those up to where it has climbed.
    /// </summary>
    internal bool IsAddressedTo(Office office) => Kind switch
    {
        TransferKind.HandOver => office.Code != FromOffice && office.Covers(ToOffice!) && (office.Code == ToOffice || IsUpToClimb(office)),
        TransferKind.Referral => office.Code == FromOffice || (office.Covers(FromOffice) && IsUpToClimb(office)),
        TransferKind.TakeOver or TransferKind.Unspecified => false,
    };

    /// <summary>Whether it lapses where it would climb: a hand-over that nobody is above of. A referral waits for another body, which no clock of ours hurries.</summary>
    internal bool Lapses => Kind == TransferKind.HandOver && Next() is null;

    /// <summary>It waits for an answer, and climbs or lapses at an instant.</summary>
    internal void AwaitUntil(DateTimeOffset climbsAt) => ClimbsAt = Next() is null && !Lapses ? null : climbsAt;

    /// <summary>Whether it waited long enough; of a hand-over of a release that let it wait for ever, since it was sent.</summary>
    internal bool IsDue(DateTimeOffset now, TimeSpan within) => ClimbsAt is { } at ? at <= now : Lapses && SentAt <= now - within;

    /// <summary>Whoever was to get it has it.</summary>
    /// <exception cref="RefusalException">TRANSFER_NOT_PENDING.</exception>
    internal void Acknowledge(string office, DateTimeOffset at, EvidenceDocument? document)
    {
        Go(TransferStep.Acknowledge);
        Answer(office, at, null, document);
    }

    /// <summary>Whoever was to get it returns it.</summary>
    /// <exception cref="RefusalException">TRANSFER_NOT_PENDING.</exception>
    internal void Return(string office, DateTimeOffset at, string reason, EvidenceDocument? document)
    {
        Go(TransferStep.Return);
        Answer(office, at, reason, document);
    }

    /// <summary>Nobody answered, and nobody is above: the sender, who never ceased to handle the case, goes on with it.</summary>
    /// <exception cref="RefusalException">TRANSFER_NOT_PENDING.</exception>
    internal void Lapse(DateTimeOffset at)
    {
        Go(TransferStep.Lapse);
        (AnsweredAt, AnswerReason, ClimbsAt) = (at, "Tidak dijawab sampai waktunya habis, dan tidak ada kantor di atasnya yang belum diminta menjawab. Berkas tetap ditangani kantor pengirim.", null);
    }

    /// <summary>Whether an office may call it back: of a hand-over, the office that sent it.</summary>
    internal bool IsRecallableBy(Office office) => Kind == TransferKind.HandOver && office.Code == FromOffice;

    /// <summary>The sender, who never ceased to handle the case, calls it back before anybody answered.</summary>
    /// <exception cref="RefusalException">TRANSFER_NOT_PENDING.</exception>
    internal void Recall(DateTimeOffset at, string reason)
    {
        Go(TransferStep.Recall);
        Answer(FromOffice, at, reason, null);
    }

    /// <summary>The report was withdrawn before anybody answered.</summary>
    /// <exception cref="RefusalException">TRANSFER_NOT_PENDING.</exception>
    internal void Cancel(DateTimeOffset at)
    {
        Go(TransferStep.Cancel);
        (AnsweredAt, ClimbsAt) = (at, null);
    }

    /// <summary>The office to which it climbs next; null when there is none above. The sender is passed over.</summary>
    internal RegionCode? Next()
    {
        var next = RegionCode.Parse(ClimbedTo ?? ToOffice ?? FromOffice).Parent;
        return next?.ToString() == FromOffice ? next.Value.Parent : next;
    }

    /// <summary>It climbs to the next office, of which there is one.</summary>
    /// <exception cref="RefusalException">TRANSFER_NOT_PENDING.</exception>
    internal void Climb(DateTimeOffset climbsAgainAt)
    {
        Go(TransferStep.Climb);
        ClimbedTo = Next()!.Value.ToString();
        AwaitUntil(climbsAgainAt);
    }

    private bool IsUpToClimb(Office office) => ClimbedTo is { } climbed && new Office(office.Kind, climbed).Covers(office.Code);

    private void Go(TransferStep step)
    {
        Status = TransferLife.After(Status, step) ?? throw TransferRefusals.TransferNotPending();
        Version++;
    }

    private void Answer(string office, DateTimeOffset at, string? reason, EvidenceDocument? document)
    {
        (AnsweredAt, AnsweredBy, AnswerReason, ClimbsAt) = (at, office, reason, null);
        (AnswerDocumentNumber, AnswerDocumentOn) = (document?.Number, document is null ? null : FilingTime.DayOf(document.DatedOn));
    }
}
