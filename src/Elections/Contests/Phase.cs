namespace Netralitas.Elections.Contests;

/// <summary>Where a contest stands on a local date, as the catalogue of violations and the hours of reception ask.</summary>
/// <remarks>The catalogue (SKB 2022, Lampiran II) knows two phases, before and after the candidates are fixed [LAW-STG-01]: <see cref="Phases.CandidatesAreFixed"/>.</remarks>
public enum Phase
{
    /// <summary>Before the KPU fixes the candidates: they are <c>bakal calon</c>.</summary>
    Bakal,

    /// <summary>From the day on which the candidates are fixed: they are <c>calon</c>.</summary>
    Calon,

    /// <summary>The quiet days before a vote, also before one that is repeated.</summary>
    MasaTenang,

    /// <summary>A voting day, also of a vote that is repeated.</summary>
    PemungutanSuara,

    /// <summary>After the first vote.</summary>
    SetelahPemungutanSuara,
}

/// <summary>What a phase means for the catalogue.</summary>
public static class Phases
{
    /// <summary>Whether acts of the phase are those towards a <c>calon</c> (true) or a <c>bakal calon</c> (false).</summary>
    public static bool CandidatesAreFixed(this Phase phase) => phase switch
    {
        Phase.Bakal => false,
        Phase.Calon or Phase.MasaTenang or Phase.PemungutanSuara or Phase.SetelahPemungutanSuara => true,
    };
}
