using System.Text;

namespace Microsoft.AspNetCore.Grpc.JsonTranscoding.Internal;

/// <summary>A variable of a path template: the field that it fills, and the parts of the path that make its value.</summary>
/// <param name="FieldPath">Proto names of the field, from the request down.</param>
/// <param name="Parts">Literals, and the route parameters of wildcards, between slashes.</param>
internal sealed record PathVariable(IReadOnlyList<string> FieldPath, IReadOnlyList<(string Text, bool IsParameter)> Parts);

/// <summary>The path template of an HTTP rule as a route of ASP.NET Core.</summary>
/// <remarks>Template = "/" Segments [ ":" verb ]; Segment = "*" | "**" | literal | "{" field path [ "=" Segments ] "}".</remarks>
internal sealed class PathTemplate
{
    private readonly List<string> segments = [];
    private readonly List<PathVariable> variables = [];
    private readonly string source;
    private int parameters;

    private PathTemplate(string source) => this.source = source;

    /// <summary>The route.</summary>
    internal string Route { get; private set; } = "";

    /// <summary>The variables in their order.</summary>
    internal IReadOnlyList<PathVariable> Variables => variables;

    /// <summary>A verb behind <c>**</c>, which a route cannot say: the last part of the path ends in it. Empty otherwise.</summary>
    internal string VerbAfterRest { get; private set; } = "";

    /// <summary>The route parameter of <c>**</c>; null without one.</summary>
    internal string? RestParameter { get; private set; }

    internal static PathTemplate Parse(string text)
    {
        var template = new PathTemplate(text);
        if (!text.StartsWith('/'))
        {
            throw template.Wrong("it must start with a slash");
        }

        var (path, verb) = SplitVerb(text[1..]);
        foreach (var segment in SplitOutsideBraces(path))
        {
            template.AddSegment(segment);
        }

        template.Finish(verb);
        return template;
    }

    private static (string Path, string Verb) SplitVerb(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon > text.LastIndexOf('}') && colon > text.LastIndexOf('/') ? (text[..colon], text[colon..]) : (text, "");
    }

    private static List<string> SplitOutsideBraces(string path)
    {
        List<string> found = [];
        var current = new StringBuilder();
        var inside = false;
        foreach (var letter in path)
        {
            inside = letter == '{' || (inside && letter != '}');
            if (letter == '/' && !inside)
            {
                found.Add(current.ToString());
                current.Clear();
            }
            else
            {
                current.Append(letter);
            }
        }

        found.Add(current.ToString());
        return found;
    }

    private void AddSegment(string segment)
    {
        if (segment is not ['{', .. var variable, '}'])
        {
            AddPart(segment);
            return;
        }

        var named = variable.Split('=', 2);
        var parts = (named.Length == 1 ? "*" : named[1]).Split('/').Select(AddPart).ToList();
        variables.Add(new PathVariable(named[0].Split('.'), parts));
    }

    private (string Text, bool IsParameter) AddPart(string part)
    {
        if (RestParameter is not null)
        {
            throw Wrong("nothing may stand behind ** but a verb");
        }

        if (part.Length == 0 || part.AsSpan().ContainsAny('{', '}') || (part.Contains('*', StringComparison.Ordinal) && part is not ("*" or "**")))
        {
            throw Wrong($"'{part}' is no segment");
        }

        if (part is not ("*" or "**"))
        {
            segments.Add(part);
            return (part, false);
        }

        var name = FormattableString.Invariant($"__{parameters++}");
        segments.Add(part == "*" ? $"{{{name}}}" : $"{{**{name}}}");
        RestParameter = part == "*" ? null : name;
        return (name, true);
    }

    private void Finish(string verb)
    {
        VerbAfterRest = RestParameter is null ? "" : verb;
        Route = "/" + string.Join('/', segments) + (RestParameter is null ? verb : "");
    }

    private InvalidOperationException Wrong(string why) => new($"The path template '{source}' cannot be read: {why}.");
}
