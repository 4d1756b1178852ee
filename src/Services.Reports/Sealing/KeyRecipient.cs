using System.Diagnostics.CodeAnalysis;
using Netralitas.Geography;

namespace Netralitas.Services.Reports.Sealing;

/// <summary>Whose key something is sealed to: <c>office:75.71</c>, <c>central</c> or <c>custodian</c>.</summary>
internal sealed record KeyRecipient
{
    private const string OfficePrefix = "office:";

    private KeyRecipient(string text, RegionCode? region)
    {
        Text = text;
        Region = region;
    }

    /// <summary>The case key of central Bawaslu.</summary>
    internal static KeyRecipient Central { get; } = new("central", null);

    /// <summary>The custodians of reporters' identities.</summary>
    internal static KeyRecipient Custodian { get; } = new("custodian", null);

    /// <summary>Region of an office; null for the others.</summary>
    internal RegionCode? Region { get; }

    private string Text { get; }

    /// <summary>The Bawaslu office of a region. That of the whole country has the case key of central Bawaslu.</summary>
    internal static KeyRecipient Office(RegionCode region) => region == RegionCode.National ? Central : new KeyRecipient($"{OfficePrefix}{region}", region);

    /// <summary>Reads the written form.</summary>
    internal static bool TryParse(string? text, [NotNullWhen(true)] out KeyRecipient? recipient)
    {
        recipient = text switch
        {
            "central" => Central,
            "custodian" => Custodian,
            _ when text?.StartsWith(OfficePrefix, StringComparison.Ordinal) == true && RegionCode.TryParse(text.AsSpan(OfficePrefix.Length), out var region) => Office(region),
            _ => null,
        };
        return recipient is not null;
    }

    /// <summary>The written form.</summary>
    public override string ToString() => Text;
}
