using System.Text.RegularExpressions;

namespace Netralitas.Services.Notifications.Templates;

/// <summary>A text with named fields, as <c>{{judul}}</c>. Pure.</summary>
internal static partial class TemplateText
{
    /// <summary>What is wrong with the fields of a text; null when each has a name that is known.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fields">Names that may be used.</param>
    /// <returns>An Indonesian sentence that says what to change.</returns>
    internal static string? FaultOf(string text, IReadOnlyCollection<string> fields)
    {
        var rest = Field().Replace(text, "");
        if (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal))
        {
            return "Ada kurung kurawal ganda yang tidak membentuk nama isian. Tulis nama isian dengan huruf kecil di antara {{ dan }}, tanpa spasi.";
        }

        var unknown = Field().Matches(text).Select(match => match.Groups[1].Value).Except(fields).ToList();
        return unknown.Count == 0 ? null : $"Isian {string.Join(", ", unknown)} tidak dikenal. Isian yang dapat dipakai: {string.Join(", ", fields)}.";
    }

    /// <summary>The text with its fields replaced.</summary>
    /// <param name="text">A text without faults.</param>
    /// <param name="values">A value for each field.</param>
    /// <param name="escape">What is done to a value before it is put in.</param>
    /// <exception cref="KeyNotFoundException">A field without a value: nothing is sent with a gap.</exception>
    internal static string Fill(string text, IReadOnlyDictionary<string, string> values, Func<string, string> escape) =>
        Field().Replace(text, match => escape(values[match.Groups[1].Value]));

    [GeneratedRegex(@"\{\{([a-z_]+)\}\}")]
    private static partial Regex Field();
}
