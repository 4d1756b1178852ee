namespace Netralitas.Geography;

/// <summary>The name of a region alone and with what it is. The data has the kind in the names of regencies and desa adat, and of nothing else.</summary>
internal static class RegionNames
{
    private static readonly string[] KindsInNames = ["Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota ", "Desa Adat "];

    /// <summary>The name without its kind; "Desa Baru" stays whole where the kelurahan or desa is called so.</summary>
    internal static string Bare(RegionKind kind, string name) => kind switch
    {
        RegionKind.Kabupaten or RegionKind.Kota or RegionKind.DesaAdat =>
            name[KindsInNames.First(word => name.StartsWith(word, StringComparison.Ordinal)).Length..],
        RegionKind.Nasional or RegionKind.Provinsi or RegionKind.Kecamatan or RegionKind.Kelurahan or RegionKind.Desa => name,
    };

    /// <summary>The name with its kind before it.</summary>
    internal static string Full(RegionKind kind, string name) => kind switch
    {
        RegionKind.Nasional => $"Republik {name}",
        RegionKind.Provinsi => $"Provinsi {name}",
        RegionKind.Kecamatan => $"Kecamatan {name}",
        RegionKind.Kelurahan => $"Kelurahan {name}",
        RegionKind.Desa => $"Desa {name}",
        RegionKind.Kabupaten or RegionKind.Kota or RegionKind.DesaAdat => name,
    };
}
