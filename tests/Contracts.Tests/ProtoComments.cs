using System.Text.RegularExpressions;

namespace Netralitas.Contracts.Tests;

/// <summary>Reads which elements of a proto file stand under a comment, and what it says. Descriptors in C# carry no comments.</summary>
internal static partial class ProtoComments
{
    /// <summary>The comment directly above each element, by its name within the package; empty where there is none.</summary>
    internal static IReadOnlyDictionary<string, string> Of(string source)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var scope = new List<string>();
        var comment = new List<string>();
        foreach (var line in source.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                comment.Add(line.TrimStart('/').Trim());
                continue;
            }

            if (Element().Match(line) is { Success: true } element)
            {
                found[string.Join('.', [.. scope.Where(part => part.Length > 0), NameIn(element)])] = string.Join(' ', comment);
            }

            if (line.EndsWith('{'))
            {
                // The fields of a oneof are the message's own.
                scope.Add(line.StartsWith("oneof ", StringComparison.Ordinal) ? "" : Block().Match(line).Groups[1].Value);
            }
            else if (line.StartsWith('}'))
            {
                scope.RemoveAt(scope.Count - 1);
            }

            comment.Clear();
        }

        return found;
    }

    private static string NameIn(Match element) => element.Groups.Values.Skip(1).First(group => group.Success).Value;

    [GeneratedRegex(@"\A(?:(?:message|enum|service|oneof) (\w+) \{|rpc (\w+)\(|(?:repeated |optional )?(?:map<[\w., ]+>|[\w.]+) (\w+) = \d+.*;|([A-Z]\w*) = -?\d+.*;)")]
    private static partial Regex Element();

    [GeneratedRegex(@"\A\w+ (\w+)")]
    private static partial Regex Block();
}
