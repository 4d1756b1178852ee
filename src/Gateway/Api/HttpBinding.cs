using System.Text.RegularExpressions;
using Google.Api;

namespace Netralitas.Gateway.Api;

/// <summary>One HTTP address of an RPC.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Template">Path template of google.api.http.</param>
/// <param name="Body">Field of the body, <c>*</c>, or empty.</param>
internal sealed partial record HttpBinding(string Method, string Template, string Body)
{
    /// <summary>Proto paths of the fields that the path holds.</summary>
    internal IEnumerable<string> PathFields => Variable().Matches(Template).Select(variable => variable.Groups["field"].Value);

    /// <summary>The path as a route of ASP.NET Core: each variable a parameter, of one segment or of the rest.</summary>
    internal string Route => Variable().Replace(Template, variable =>
    {
        var name = variable.Groups["field"].Value.Replace('.', '_');
        var segments = variable.Groups["segments"].Value.Split('/');
        return string.Join('/', segments.Select((segment, n) => segment switch
        {
            "" or "*" => $"{{{name}{(n == 0 ? "" : $"_{n}")}}}",
            "**" => $"{{**{name}}}",
            _ => segment,
        }));
    });

    /// <summary>The path as OpenAPI writes it, with the variables by their JSON names.</summary>
    internal string OpenApiPath => Variable().Replace(Template, variable => $"{{{JsonName(variable.Groups["field"].Value)}}}");

    internal static HttpBinding Of(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => new("GET", rule.Get, rule.Body),
        HttpRule.PatternOneofCase.Put => new("PUT", rule.Put, rule.Body),
        HttpRule.PatternOneofCase.Post => new("POST", rule.Post, rule.Body),
        HttpRule.PatternOneofCase.Delete => new("DELETE", rule.Delete, rule.Body),
        HttpRule.PatternOneofCase.Patch => new("PATCH", rule.Patch, rule.Body),
        _ => throw new InvalidOperationException($"A rule of the contracts names no method that passes the gateway: {rule}."),
    };

    /// <summary>A proto path by its JSON names.</summary>
    internal static string JsonName(string path) => Underscore().Replace(path, letter => letter.Groups[1].Value.ToUpperInvariant());

    [GeneratedRegex(@"\{(?<field>[a-z0-9_.]+)(?:=(?<segments>[^}]+))?\}")]
    private static partial Regex Variable();

    [GeneratedRegex("_([a-z0-9])")]
    private static partial Regex Underscore();
}
