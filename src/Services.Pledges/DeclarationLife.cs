using Netralitas.Contracts.Pledges.V1;
using static Netralitas.Contracts.Pledges.V1.DeclarationStatus;

namespace Netralitas.Services.Pledges;

/// <summary>A step of a declaration's life.</summary>
internal enum DeclarationStep
{
    /// <summary>The organiser changes what was planned, or plans again what was cancelled.</summary>
    Replan,

    /// <summary>The organiser will not hold what was planned.</summary>
    Cancel,

    /// <summary>The organiser opens what was planned.</summary>
    Start,

    /// <summary>The organiser ends it.</summary>
    Close,

    /// <summary>The organiser locks its roll for good.</summary>
    Seal,
}

/// <summary>What can be done to a declaration's roll.</summary>
internal enum RollChange
{
    /// <summary>A person signs on a device of their own.</summary>
    SignOnDevice,

    /// <summary>The organiser, or an agency's system, records signatures that were given.</summary>
    RecordList,

    /// <summary>People are invited, and devices without a network get what is signed on them.</summary>
    Prepare,

    /// <summary>People are entered in their roles.</summary>
    AddParticipants,

    /// <summary>A session names it as its parent.</summary>
    AddSession,

    /// <summary>A signature is withdrawn, or a refusal to sign noted: a fact about a person, beside the roll and not in it.</summary>
    NoteFact,

    /// <summary>A correction is written beside the roll.</summary>
    Correct,
}

/// <summary>The whole life of a declaration, and what each status lets be done.</summary>
internal static class DeclarationLife
{
    /// <summary>The status after a step; null when there is no such step.</summary>
    internal static DeclarationStatus? After(DeclarationStatus from, DeclarationStep step) => from switch
    {
        Planned => step switch
        {
            DeclarationStep.Replan => Planned,
            DeclarationStep.Cancel => Cancelled,
            DeclarationStep.Start => Open,
            DeclarationStep.Close or DeclarationStep.Seal => null,
        },
        Cancelled => step is DeclarationStep.Replan ? Planned : null,
        Open => step is DeclarationStep.Close ? Closed : null,
        Closed => step is DeclarationStep.Seal ? Sealed : null,
        Sealed or Unspecified => null,
    };

    /// <summary>Whether a status lets the roll be changed so.</summary>
    internal static bool Allows(DeclarationStatus status, RollChange change) => change switch
    {
        RollChange.SignOnDevice => status is Open,
        RollChange.RecordList => status is Open or Closed,
        RollChange.Prepare => status is Planned or Open,
        RollChange.AddParticipants or RollChange.AddSession => status is Planned or Open or Closed,
        RollChange.NoteFact => status is Open or Closed or Sealed,
        RollChange.Correct => status is Sealed,
    };

    /// <summary>The status in Indonesian words.</summary>
    internal static string Words(DeclarationStatus status) => status switch
    {
        Planned => "Direncanakan",
        Open => "Dibuka",
        Closed => "Ditutup",
        Sealed => "Dikunci",
        Cancelled => "Dibatalkan",
        Unspecified => "Tidak diketahui",
    };
}
