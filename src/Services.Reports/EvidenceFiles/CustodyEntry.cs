using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>An entry of a chain of custody. Never changed.</summary>
internal sealed class CustodyEntry
{
    public required Guid ItemId { get; init; }

    /// <summary>From 1, without holes.</summary>
    public required int Entry { get; init; }

    public required CustodyAct Act { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>As tokens name it; null for the reporter and the system.</summary>
    public required string? Office { get; init; }

    /// <summary>As tokens name the person; null likewise.</summary>
    public required string? Person { get; init; }

    /// <summary>Where it is kept from then on, or who has it; null where that did not change.</summary>
    public required string? Place { get; init; }

    /// <summary>Null when there is none.</summary>
    public required string? Note { get; init; }
}

/// <summary>Whether the office has a piece of evidence.</summary>
internal enum CustodyState
{
    /// <summary>It is kept by the office.</summary>
    Kept,

    /// <summary>It was handed over.</summary>
    Away,
}

/// <summary>The life of a piece of evidence with the office. Pure.</summary>
/// <remarks>That an exhibit comes and goes by these steps is ours [D].</remarks>
internal static class CustodyLife
{
    /// <summary>The state after an act; null when there is no such step.</summary>
    internal static CustodyState? After(CustodyState from, CustodyAct act) => from switch
    {
        CustodyState.Kept => act switch
        {
            CustodyAct.HandedOver => CustodyState.Away,
            CustodyAct.Moved or CustodyAct.Received or CustodyAct.CopyMade or CustodyAct.CopyOpened or CustodyAct.OriginalOpened or CustodyAct.Registered => CustodyState.Kept,
            CustodyAct.TakenBack or CustodyAct.Unspecified => null,
        },
        CustodyState.Away => act switch
        {
            CustodyAct.TakenBack => CustodyState.Kept,
            CustodyAct.Moved or CustodyAct.HandedOver or CustodyAct.Received or CustodyAct.CopyMade or CustodyAct.CopyOpened or CustodyAct.OriginalOpened
                or CustodyAct.Registered or CustodyAct.Unspecified => null,
        },
    };

    /// <summary>The state that a chain leads to.</summary>
    /// <exception cref="InvalidOperationException">An entry has no place in it.</exception>
    internal static CustodyState Of(IEnumerable<CustodyAct> acts) => acts.Aggregate(CustodyState.Kept, (state, act) =>
        After(state, act) ?? throw new InvalidOperationException($"{act} does not follow {state}."));
}
