using Netralitas.Elections.Contests;

namespace Netralitas.Elections.Violations;

/// <summary>The body of rules that an act is qualified under. The same act exists in several, so the act and its qualification are apart.</summary>
public enum ViolationClass
{
    /// <summary>Kode etik (PP 42/2004).</summary>
    KodeEtik,

    /// <summary>Disiplin (PP 94/2021, SKB 2022).</summary>
    Disiplin,

    /// <summary>Tindak pidana pemilihan.</summary>
    Pidana,
}

/// <summary>Where a violation goes. One case can have both.</summary>
public enum ViolationTrack
{
    /// <summary>Pelanggaran peraturan perundang-undangan lainnya, to the authority for civil servants.</summary>
    HukumLainnya,

    /// <summary>Tindak pidana pemilihan, to the Sentra Gakkumdu.</summary>
    Pidana,
}

/// <summary>How heavy a sanction the row prints.</summary>
public enum SanctionLevel
{
    /// <summary>Sanksi moral.</summary>
    Moral,

    /// <summary>Hukuman disiplin sedang.</summary>
    Sedang,

    /// <summary>Hukuman disiplin berat.</summary>
    Berat,

    /// <summary>Pemberhentian tidak dengan hormat.</summary>
    Ptdh,

    /// <summary>Left to the Satgas.</summary>
    Satgas,

    /// <summary>A criminal court's.</summary>
    Pidana,
}

/// <summary>Whether a row holds before or after the candidates are fixed.</summary>
public enum ViolationPhase
{
    /// <summary>Towards a bakal calon.</summary>
    Bakal,

    /// <summary>Towards a calon.</summary>
    Calon,

    /// <summary>In both.</summary>
    Any,
}

/// <summary>A row of the catalogue of violations.</summary>
public sealed record Violation
{
    /// <summary>Ours, such as <c>KE-04</c>: the decree numbers its rows only.</summary>
    public required string Code { get; init; }

    /// <summary>The body of rules.</summary>
    public required ViolationClass Class { get; init; }

    /// <summary>When it holds.</summary>
    public required ViolationPhase Phase { get; init; }

    /// <summary>The election law whose contests it is of; null for both.</summary>
    public required ContestFamily? Family { get; init; }

    /// <summary>The act, in Indonesian, as the text prints it.</summary>
    public required string Name { get; init; }

    /// <summary>How heavy the sanction is.</summary>
    public required SanctionLevel Level { get; init; }

    /// <summary>The sanction with its article, in Indonesian.</summary>
    public required string Sanction { get; init; }

    /// <summary>Another level that a source prints; null when sources agree.</summary>
    public required SanctionLevel? DisputedLevel { get; init; }

    /// <summary>Older wordings that offices still use (SKB 2020) and words of reporters; that they mean this row is ours [D].</summary>
    public required IReadOnlyList<string> Synonyms { get; init; }

    /// <summary>First local date of an act that the row holds for; null when the day it took effect was not verified.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last such date, inclusive; null while it is in force.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Where it goes.</summary>
    public ViolationTrack Track => Class switch
    {
        ViolationClass.KodeEtik or ViolationClass.Disiplin => ViolationTrack.HukumLainnya,
        ViolationClass.Pidana => ViolationTrack.Pidana,
    };

    /// <summary>Whether it holds for an act on a local date.</summary>
    public bool IsValidOn(DateOnly date) => (ValidFrom is null || date >= ValidFrom) && (ValidTo is null || date <= ValidTo);
}
