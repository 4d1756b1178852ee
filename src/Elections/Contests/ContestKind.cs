namespace Netralitas.Elections.Contests;

/// <summary>What is elected.</summary>
public enum ContestKind
{
    /// <summary>President and vice president, by the whole country.</summary>
    Presiden,

    /// <summary>The national parliament; its electoral districts are not modelled.</summary>
    Dpr,

    /// <summary>The council of regions.</summary>
    Dpd,

    /// <summary>A province's council.</summary>
    DprdProvinsi,

    /// <summary>A regency's or city's council.</summary>
    DprdKabupatenKota,

    /// <summary>Governor and vice governor of a province.</summary>
    Gubernur,

    /// <summary>Regent and vice regent of a regency (kabupaten).</summary>
    Bupati,

    /// <summary>Mayor and vice mayor of a city (kota).</summary>
    WaliKota,
}
