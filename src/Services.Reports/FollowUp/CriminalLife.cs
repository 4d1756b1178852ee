using Netralitas.Contracts.Reports.V1;
using Netralitas.Elections.Clocks;

namespace Netralitas.Services.Reports.FollowUp;

/// <summary>The way of a crime from the Sentra Gakkumdu to the last verdict: which step follows which, and the terms that each starts. Pure; nothing else decides on it.</summary>
/// <remarks>
/// Law: the terms of the Sentra Gakkumdu and of the court [LAW-CLK-14, LAW-CLK-15, LAW-CLK-16, LAW-CLK-17, LAW-CLK-18, LAW-CLK-19, LAW-CLK-20, LAW-CLK-21]. That an investigation is believed whose first
/// discussion was not recorded, that a file may be returned more than once, and that until the file is at the court it can be stopped at every step but the first, is ours [D].
/// </remarks>
internal static class CriminalLife
{
    /// <summary>The steps that can follow a step; of <see cref="CriminalStep.Unspecified"/>, those that can be the first.</summary>
    internal static IReadOnlyList<CriminalStep> Next(CriminalStep last) => last switch
    {
        CriminalStep.Unspecified => [CriminalStep.FirstDiscussion, CriminalStep.InvestigationBegun],
        CriminalStep.FirstDiscussion => [CriminalStep.InvestigationBegun, CriminalStep.Stopped],
        CriminalStep.InvestigationBegun => [CriminalStep.ResultHandedOver, CriminalStep.Stopped],
        CriminalStep.ResultHandedOver or CriminalStep.FileResubmitted => [CriminalStep.FileReturned, CriminalStep.CourtReferral, CriminalStep.Stopped],
        CriminalStep.FileReturned => [CriminalStep.FileResubmitted, CriminalStep.Stopped],
        CriminalStep.CourtReferral => [CriminalStep.Verdict],
        CriminalStep.Verdict => [CriminalStep.Appeal],
        CriminalStep.Appeal => [CriminalStep.AppealVerdict],
        CriminalStep.AppealVerdict or CriminalStep.Stopped => [],
    };

    /// <summary>What the terms that a step starts are for; of <see cref="CriminalStep.Unspecified"/>, the one that runs since the registration.</summary>
    /// <remarks>Every step ends the terms of the step before it.</remarks>
    internal static IReadOnlyList<ClockSubject> Starts(CriminalStep step) => step switch
    {
        CriminalStep.Unspecified => [ClockSubject.GakkumduFirstDiscussion],
        CriminalStep.FirstDiscussion => [],
        CriminalStep.InvestigationBegun => [ClockSubject.GakkumduInvestigation],
        CriminalStep.ResultHandedOver or CriminalStep.FileResubmitted => [ClockSubject.GakkumduFileReturn, ClockSubject.GakkumduCourtReferral],
        CriminalStep.FileReturned => [ClockSubject.GakkumduFileResubmission],
        CriminalStep.CourtReferral => [ClockSubject.GakkumduVerdict],
        CriminalStep.Verdict => [ClockSubject.GakkumduAppeal],
        CriminalStep.Appeal => [ClockSubject.GakkumduAppealVerdict],
        CriminalStep.AppealVerdict or CriminalStep.Stopped => [],
    };

    /// <summary>What the term is for that a step keeps or misses; null of a step that no term awaits.</summary>
    internal static ClockSubject? Keeps(CriminalStep step) => step switch
    {
        CriminalStep.FirstDiscussion => ClockSubject.GakkumduFirstDiscussion,
        CriminalStep.ResultHandedOver => ClockSubject.GakkumduInvestigation,
        CriminalStep.FileReturned => ClockSubject.GakkumduFileReturn,
        CriminalStep.FileResubmitted => ClockSubject.GakkumduFileResubmission,
        CriminalStep.CourtReferral => ClockSubject.GakkumduCourtReferral,
        CriminalStep.Verdict => ClockSubject.GakkumduVerdict,
        CriminalStep.Appeal => ClockSubject.GakkumduAppeal,
        CriminalStep.AppealVerdict => ClockSubject.GakkumduAppealVerdict,
        CriminalStep.Unspecified or CriminalStep.InvestigationBegun or CriminalStep.Stopped => null,
    };

    /// <summary>Whether somebody has to act before such a term ends. A file need not be returned, and nobody has to appeal: these terms limit what may be done, and nothing is overdue when they pass [D].</summary>
    internal static bool IsOwed(ClockSubject subject) => subject is not (ClockSubject.GakkumduFileReturn or ClockSubject.GakkumduAppeal);

    /// <summary>What a step is for the forwarding.</summary>
    internal static FollowUpStep ForForwarding(CriminalStep step) => step switch
    {
        CriminalStep.FirstDiscussion => FollowUpStep.Discuss,
        CriminalStep.InvestigationBegun or CriminalStep.ResultHandedOver or CriminalStep.FileReturned or CriminalStep.FileResubmitted or CriminalStep.CourtReferral => FollowUpStep.Proceed,
        CriminalStep.Verdict or CriminalStep.AppealVerdict or CriminalStep.Stopped => FollowUpStep.Decide,
        CriminalStep.Appeal => FollowUpStep.Reopen,
        CriminalStep.Unspecified => throw new InvalidOperationException("A step is one of the list."),
    };

    /// <summary>Whether a step is a decision: a verdict or a stop.</summary>
    internal static bool IsDecision(CriminalStep step) => step != CriminalStep.Unspecified && ForForwarding(step) == FollowUpStep.Decide;

    /// <summary>A step in plain Indonesian.</summary>
    internal static string Words(CriminalStep step) => step switch
    {
        CriminalStep.Unspecified => "penerusan",
        CriminalStep.FirstDiscussion => "pembahasan pertama Sentra Gakkumdu",
        CriminalStep.InvestigationBegun => "penyidikan dimulai",
        CriminalStep.ResultHandedOver => "hasil penyidikan disampaikan kepada penuntut umum",
        CriminalStep.FileReturned => "berkas dikembalikan penuntut umum",
        CriminalStep.FileResubmitted => "berkas disampaikan kembali kepada penuntut umum",
        CriminalStep.CourtReferral => "berkas dilimpahkan ke pengadilan negeri",
        CriminalStep.Verdict => "putusan pengadilan negeri",
        CriminalStep.Appeal => "banding diajukan",
        CriminalStep.AppealVerdict => "putusan banding",
        CriminalStep.Stopped => "penyidikan atau penuntutan dihentikan",
    };
}
