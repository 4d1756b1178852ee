namespace Netralitas.Elections.Clocks;

/// <summary>What a clock is for.</summary>
public enum ClockSubject
{
    /// <summary>Filing a report, since the act became known (penyampaian laporan).</summary>
    ReportFiling,

    /// <summary>First study of a report (kajian awal).</summary>
    InitialReview,

    /// <summary>Completion of a report by its reporter, since the notice (perbaikan).</summary>
    Completion,

    /// <summary>Handing over on paper what was sent online.</summary>
    PhysicalHandover,

    /// <summary>Handling of a registered report or finding (penanganan).</summary>
    Handling,

    /// <summary>Fixing of a finding in a plenary, since it was found (penetapan temuan).</summary>
    Finding,

    /// <summary>Following up information that is no report (informasi awal). No term was found in any source, so its rules have no length.</summary>
    PreliminaryInformation,

    /// <summary>First discussion in the Sentra Gakkumdu.</summary>
    GakkumduFirstDiscussion,

    /// <summary>Result of the investigation to the prosecutor.</summary>
    GakkumduInvestigation,

    /// <summary>Return of an incomplete file by the prosecutor.</summary>
    GakkumduFileReturn,

    /// <summary>The file once more to the prosecutor.</summary>
    GakkumduFileResubmission,

    /// <summary>The file to the district court.</summary>
    GakkumduCourtReferral,

    /// <summary>Verdict of the district court.</summary>
    GakkumduVerdict,

    /// <summary>Appeal.</summary>
    GakkumduAppeal,

    /// <summary>Verdict of the high court.</summary>
    GakkumduAppealVerdict,
}
