namespace Netralitas.Geography;

/// <summary>A region of the decree that the data stands for (Data/README.md).</summary>
/// <param name="Code">Its Kemendagri code.</param>
/// <param name="Name">Its name alone, cased as published: "Gorontalo", "Jakarta Pusat", "Gadingrejo".</param>
/// <param name="FullName">
/// Its name with what it is: "Provinsi Gorontalo", "Kota Gorontalo", "Kota Administrasi Jakarta Pusat", "Kecamatan Gadingrejo".
/// Not unique: only the code is.
/// </param>
/// <param name="TimeZone">The zone of its province; WIB for the whole country, as the office of Bawaslu RI has it.</param>
public sealed record Region(RegionCode Code, string Name, string FullName, IndonesianTimeZone TimeZone)
{
    /// <summary>How deep the region lies.</summary>
    public RegionLevel Level => Code.Level;

    /// <summary>What the region is.</summary>
    public RegionKind Kind => Code.Kind;
}
