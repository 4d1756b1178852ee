namespace Netralitas.Geography;

/// <summary>What a region is in law, as its code tells it.</summary>
/// <remarks>
/// Local words for the same thing (distrik, kapanewon; gampong, nagari, negeri, kampung) are not in the data:
/// a negeri of Ambon is a <see cref="Desa"/> here.
/// </remarks>
public enum RegionKind
{
    /// <summary>The whole country.</summary>
    Nasional,

    /// <summary>Province.</summary>
    Provinsi,

    /// <summary>Regency, second part of the code 01 to 69; that of DKI Jakarta is administrative only.</summary>
    Kabupaten,

    /// <summary>City, second part of the code 71 to 99; the five of DKI Jakarta are administrative only.</summary>
    Kota,

    /// <summary>District.</summary>
    Kecamatan,

    /// <summary>Village led by a lurah, who is a civil servant; last part of the code <c>1xxx</c>.</summary>
    Kelurahan,

    /// <summary>Village that governs itself; last part of the code <c>2xxx</c>.</summary>
    Desa,

    /// <summary>Customary village; last part of the code <c>3xxx</c>.</summary>
    DesaAdat,
}
