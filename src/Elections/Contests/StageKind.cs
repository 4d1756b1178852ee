namespace Netralitas.Elections.Contests;

/// <summary>A stage (tahapan) of a contest.</summary>
public enum StageKind
{
    /// <summary>Preparation by the KPU.</summary>
    Persiapan,

    /// <summary>Parties register for a Pemilu.</summary>
    PendaftaranPeserta,

    /// <summary>The KPU fixes the parties of a Pemilu.</summary>
    PenetapanPeserta,

    /// <summary>Would-be candidates register.</summary>
    PendaftaranCalon,

    /// <summary>The KPU fixes the candidates (penetapan pasangan calon; daftar calon tetap): from this day on they are <c>calon</c>, no longer <c>bakal calon</c>.</summary>
    PenetapanCalon,

    /// <summary>Campaign.</summary>
    Kampanye,

    /// <summary>The quiet days before the vote.</summary>
    MasaTenang,

    /// <summary>Voting day.</summary>
    PemungutanSuara,

    /// <summary>Counting and recapitulation.</summary>
    Rekapitulasi,

    /// <summary>Campaign before a vote that is repeated.</summary>
    KampanyeUlang,

    /// <summary>The quiet days before a vote that is repeated.</summary>
    MasaTenangUlang,

    /// <summary>Voting day of a vote that is repeated (pemungutan suara ulang, PSU), perhaps in some polling stations of the region only.</summary>
    PemungutanSuaraUlang,
}
