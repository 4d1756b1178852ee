namespace Netralitas.Geography;

/// <summary>How deep a region lies, from the whole country down; a larger region has the smaller value.</summary>
public enum RegionLevel
{
    /// <summary>The whole country, code <c>00</c>.</summary>
    National,

    /// <summary>A province (provinsi), code <c>PP</c>.</summary>
    Province,

    /// <summary>A regency or city (kabupaten, kota), code <c>PP.KK</c>.</summary>
    Regency,

    /// <summary>A district (kecamatan, by whatever local name), code <c>PP.KK.CC</c>.</summary>
    District,

    /// <summary>A village (kelurahan, desa, desa adat, by whatever local name), code <c>PP.KK.CC.DDDD</c>.</summary>
    Village,
}
