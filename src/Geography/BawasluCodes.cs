namespace Netralitas.Geography;

/// <summary>Bawaslu's own codes of its offices, as far as they are known. They differ from Kemendagri's codes of the same places.</summary>
/// <remarks><c>Data/bawaslu-codes.csv</c>; Data/README.md says how little of it is known yet. A code that is not there is not guessed.</remarks>
public static class BawasluCodes
{
    private static readonly Lazy<Dictionary<RegionCode, string>> Known = new(RegionData.ReadBawasluCodes);

    /// <summary>Bawaslu's code of the office of a region, for example <c>14</c> or <c>14.11</c>; null when it is not known.</summary>
    /// <param name="office">The region that the office is for.</param>
    public static string? Find(RegionCode office) => Known.Value.GetValueOrDefault(office);
}
