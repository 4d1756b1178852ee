namespace Netralitas.Demo.Loading;

/// <summary>The Bawaslu office of a region.</summary>
/// <param name="Region">Kemendagri code; <c>00</c> is central Bawaslu.</param>
internal sealed record BawasluOffice(string Region)
{
    private const string National = "00";

    /// <summary>The role in which its staff calls.</summary>
    internal string Role => Region == National ? "central" : "officer";

    /// <summary>Central Bawaslu, then the offices above, then this one.</summary>
    internal IReadOnlyList<BawasluOffice> Line
    {
        get
        {
            if (Region == National)
            {
                return [this];
            }

            var parts = Region.Split('.');
            return [new BawasluOffice(National), .. Enumerable.Range(1, parts.Length).Select(n => new BawasluOffice(string.Join('.', parts[..n])))];
        }
    }

    /// <summary>As tokens and inboxes name it.</summary>
    public override string ToString() => $"bawaslu:{Region}";
}
