using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Cryptography;
using Netralitas.Elections;
using Netralitas.Elections.Transfers;

namespace Netralitas.Services.Reports.Transfers;

/// <summary>A transfer as offices are told it.</summary>
internal static class TransferWire
{
    /// <summary>A transfer.</summary>
    /// <param name="transfer">The transfer.</param>
    /// <param name="number">Public number of the report, without hyphens.</param>
    /// <param name="known">The law as it is known.</param>
    internal static CaseTransfer Of(Transfer transfer, string number, ElectionLaw known)
    {
        var law = LawOf(transfer, known);
        return new CaseTransfer
        {
            Number = Crockford.Grouped(number),
            Transfer = transfer.Number,
            Kind = transfer.Kind,
            Status = transfer.Status,
            FromOfficeCode = transfer.FromOffice,
            ToOfficeCode = transfer.ToOffice ?? "",
            Body = transfer.Body ?? "",
            Reason = transfer.Reason,
            Document = Document(transfer.DocumentNumber, transfer.DocumentOn),
            SentAt = transfer.SentAt.ToTimestamp(),
            ClimbedToOfficeCode = transfer.ClimbedTo ?? "",
            ClimbsAt = transfer.ClimbsAt?.ToTimestamp(),
            Lapses = transfer.ClimbsAt is not null && transfer.Lapses,
            AnsweredAt = transfer.AnsweredAt?.ToTimestamp(),
            AnsweredByOfficeCode = transfer.AnsweredBy ?? "",
            AnswerReason = transfer.AnswerReason ?? "",
            AnswerDocument = transfer is { AnswerDocumentNumber: { } answer, AnswerDocumentOn: { } on } ? Document(answer, on) : null,
            Law = law?.Basis ?? "",
            Mark = law?.Mark.ToString() ?? "",
        };
    }

    private static Citation? LawOf(Transfer transfer, ElectionLaw known) => transfer.Kind == TransferKind.Referral
        ? known.Authorities.All.FirstOrDefault(row => row.Id == transfer.RuleId && row.Version == transfer.RuleVersion)?.Citation
        : TransferRules.Published.All.FirstOrDefault(row => row.Id == transfer.RuleId && row.Version == transfer.RuleVersion)?.Citation;

    private static EvidenceDocument Document(string number, DateOnly on) => new() { Number = number, DatedOn = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
}
