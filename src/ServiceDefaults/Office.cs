using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Netralitas.ServiceDefaults;

/// <summary>An office as tokens and inboxes name it: kind and Kemendagri code, for example <c>bawaslu:75.71</c>, <c>ppk:75.71</c>, <c>opd:75.71.05</c>.</summary>
/// <param name="Kind">Lower-case kind.</param>
/// <param name="Code">Kemendagri code of its region; <c>00</c> is national.</param>
public sealed partial record Office(string Kind, string Code)
{
    /// <summary>Central Bawaslu.</summary>
    public static Office CentralBawaslu { get; } = new("bawaslu", "00");

    /// <summary>Reads an office from its written form.</summary>
    /// <param name="text">For example <c>bawaslu:75.71</c>.</param>
    /// <param name="office">The office, when the form is right.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Office? office)
    {
        office = text is not null && Form().Match(text) is { Success: true } match ? new Office(match.Groups[1].Value, match.Groups[2].Value) : null;
        return office is not null;
    }

    /// <summary>Whether a region is the office's own or below it; a national office has every region.</summary>
    /// <param name="regionCode">Kemendagri code.</param>
    public bool Covers(string regionCode) =>
        Code == "00" || regionCode == Code || regionCode.StartsWith(Code + ".", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}:{Code}";

    [GeneratedRegex(@"\A([a-z]{2,20}):([0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{4})?)?)?)\z")]
    private static partial Regex Form();
}
