using System.Text.Json;
using System.Text.RegularExpressions;
using Netralitas.Contracts.Notifications.V1;

namespace Netralitas.Services.Notifications.Templates;

/// <summary>The templates that came with this release, as data.</summary>
internal static partial class ShippedTemplates
{
    /// <summary>Each kind with its words and what it is for, in the order of their names.</summary>
    internal static IReadOnlyList<(Template Template, string Purpose)> All { get; } = Read();

    /// <summary>The words of a kind; null for a kind that has none.</summary>
    internal static Template? Find(string kind) => All.FirstOrDefault(shipped => shipped.Template.Kind == kind).Template;

    /// <summary>How a kind of notice is called here, for example <c>REPORT_RECEIVED</c>.</summary>
    internal static string NameOf(NoticeKind kind) => Names[kind];

    private static readonly Dictionary<NoticeKind, string> Names = Enum.GetValues<NoticeKind>().ToDictionary(kind => kind, kind => WordStart().Replace(kind.ToString(), "_").ToUpperInvariant());

    private static List<(Template, string)> Read()
    {
        using var stream = typeof(ShippedTemplates).Assembly.GetManifestResourceStream("templates.json")!;
        var rows = JsonSerializer.Deserialize<List<Row>>(stream, JsonSerializerOptions.Web)!;
        return [.. rows.Select(row => (new Template { Kind = row.Kind, Version = 0, Subject = row.Subject, Text = row.Text, Html = row.Html, ShortText = row.ShortText }, row.Purpose))];
    }

    private sealed record Row(string Kind, string Purpose, string Subject, string Text, string Html, string ShortText);

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
