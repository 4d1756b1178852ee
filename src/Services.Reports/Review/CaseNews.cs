using Netralitas.Contracts.Reports.V1;
using Netralitas.Services.Reports.Transfers;

namespace Netralitas.Services.Reports.Review;

/// <summary>What other services are told of a case: ids and facts, never what was reported or who did. Pure.</summary>
internal static class CaseNews
{
    /// <summary>One event for each change of status among the steps that are to be stored.</summary>
    internal static IEnumerable<ReportStatusChanged> StatusesOf(CaseFile file)
    {
        var before = ReportStatus.Received;
        foreach (var happened in file.Events)
        {
            if (happened.Status != before && file.Added.Contains(happened))
            {
                yield return new ReportStatusChanged
                {
                    ReportId = happened.ReportId,
                    Version = happened.Version,
                    Number = file.Report.Number,
                    Status = happened.Status.ToString(),
                    OfficeCode = file.Case.OfficeCode,
                    RegionCode = RegionOf(file),
                    ContestId = file.Case.ContestId,
                    IsConfidential = ReportKinds.IsConfidential(file.Report.FirstKind),
                    ToldBy = InvitationOf(happened) is null ? null : nameof(ClarificationInvited),
                    ChangedAt = happened.At,
                };
            }

            before = happened.Status;
        }
    }

    /// <summary>One event for each invitation to a clarification among the steps that are to be stored.</summary>
    internal static IEnumerable<ClarificationInvited> InvitationsOf(CaseFile file)
    {
        foreach (var happened in file.Added)
        {
            if (InvitationOf(happened) is { } invitation)
            {
                yield return new ClarificationInvited
                {
                    ReportId = happened.ReportId,
                    Version = happened.Version,
                    Number = file.Report.Number,
                    OfficeCode = file.Case.OfficeCode,
                    RegionCode = RegionOf(file),
                    IsConfidential = ReportKinds.IsConfidential(file.Report.FirstKind),
                    Party = invitation.Party.ToString(),
                    HeldOn = FilingTime.DayOf(invitation.HeldOn)!.Value,
                    InvitedAt = happened.At,
                };
            }
        }
    }

    /// <summary>That a transfer waits for an office's answer, when one of the steps that are to be stored sent it or let it climb; null otherwise.</summary>
    internal static TransferAwaited? TransferOf(CaseFile file)
    {
        var step = file.Added.LastOrDefault(happened => happened.Step is CaseStep.Transfer or CaseStep.ClimbTransfer);
        if (step is null || file.PendingTransfer is not { } transfer || (transfer.ClimbedTo ?? transfer.ToOffice) is not { } awaited)
        {
            return null;
        }

        return new TransferAwaited
        {
            ReportId = step.ReportId,
            Version = step.Version,
            Number = file.Report.Number,
            Manner = transfer.Kind.ToString(),
            OfficeCode = transfer.FromOffice,
            AwaitedOfficeCode = awaited,
            RegionCode = RegionOf(file),
            IsConfidential = ReportKinds.IsConfidential(file.Report.FirstKind),
            Unanswered = UnansweredOf(file, transfer),
            SentAt = transfer.SentAt,
            ClimbsAt = transfer.ClimbsAt,
            Lapses = transfer.Lapses,
        };
    }

    /// <summary>
    /// What became of a transfer by one of the steps that are to be stored, for the office that sent it or had the case, or, when that office called it back, for the one whose answer it waited for;
    /// null when nothing did, or the office to tell recorded it itself.
    /// </summary>
    internal static TransferProgressed? ProgressOf(CaseFile file)
    {
        var step = file.Added.LastOrDefault(happened => happened.Step is CaseStep.AcknowledgeTransfer or CaseStep.ReturnTransfer or CaseStep.RecallTransfer or CaseStep.ClimbTransfer or CaseStep.TakeOver);
        if (step is null || file.Transfers is not [.., var transfer])
        {
            return null;
        }

        var (outcome, by) = (step.Step, transfer.AnsweredBy) switch
        {
            (CaseStep.RecallTransfer, var office) => ("Recalled", office),
            (CaseStep.ClimbTransfer, _) => ("Climbed", transfer.ClimbedTo),
            (CaseStep.ReturnTransfer, null) => ("Lapsed", null),
            (CaseStep.ReturnTransfer, var office) => ("Returned", office),
            (_, var office) => ("Acknowledged", office),
        };
        var told = step.Step == CaseStep.RecallTransfer ? transfer.ClimbedTo ?? transfer.ToOffice! : transfer.FromOffice;
        return by == told ? null : new TransferProgressed
        {
            ReportId = step.ReportId,
            Version = step.Version,
            Number = file.Report.Number,
            Manner = transfer.Kind.ToString(),
            Outcome = outcome,
            OfficeCode = told,
            ByOfficeCode = by,
            RegionCode = RegionOf(file),
            IsConfidential = ReportKinds.IsConfidential(file.Report.FirstKind),
            HappenedAt = step.At,
            NextAt = transfer.ClimbsAt,
        };
    }

    /// <summary>The invitation that a step recorded; null for any other step.</summary>
    internal static Clarification? InvitationOf(CaseEvent happened) =>
        happened.Step == CaseStep.Clarify && Clarification.Parser.ParseFrom(happened.Facts) is { Kind: ClarificationKind.Invitation } invitation ? invitation : null;

    // Steps of a transfer that was sent before this one are before the one that sent this one.
    private static int UnansweredOf(CaseFile file, Transfer transfer) =>
        file.Events.Count(happened => happened.Step == CaseStep.ClimbTransfer && happened.At >= transfer.SentAt);

    private static string? RegionOf(CaseFile file) => file.Report.Whole.Region?.Code.ToString();
}
