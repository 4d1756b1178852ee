using System.Buffers;
using System.Text;

namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>Looks for texts byte for byte, all of them in one pass.</summary>
internal static class LeakSearch
{
    private const int Shown = 70;

    // Of one kind and form, in one thing: they may be of other fields, and all of a kind are allowed or none is.
    private const int MostTold = 5;

    /// <summary>Every text in every place, some times for each form and thing that holds it.</summary>
    internal static List<Found> Find(IReadOnlyList<Secret> secrets, IEnumerable<Place> places)
    {
        // As Latin-1 each byte is one character, and the runtime looks for many strings at once.
        var patterns = secrets.SelectMany(secret => secret.Forms().Select(form => (secret.Kind, form.Form, Pattern: Encoding.Latin1.GetString(form.Pattern)))).ToList();
        var values = SearchValues.Create([.. patterns.Select(pattern => pattern.Pattern).Distinct()], StringComparison.Ordinal);
        return [.. places.SelectMany(place => place.Contents.SelectMany(content => In(Encoding.Latin1.GetString(content.Content), values, patterns)
            .Select(hit => new Found(hit.Kind, place.Name, hit.Form, content.Where, hit.Around))))];
    }

    private static List<(string Kind, string Form, string Around)> In(string content, SearchValues<string> values, List<(string Kind, string Form, string Pattern)> patterns)
    {
        var hits = new List<(string Kind, string Form, string Around)>();
        var told = new Dictionary<(string, string), int>();
        for (var at = content.AsSpan().IndexOfAny(values); at >= 0;)
        {
            foreach (var (kind, form, pattern) in patterns)
            {
                if (string.CompareOrdinal(content, at, pattern, 0, pattern.Length) == 0 && (told[(kind, form)] = told.GetValueOrDefault((kind, form)) + 1) <= MostTold)
                {
                    hits.Add((kind, form, Around(content, at)));
                }
            }

            var next = content.AsSpan(at + 1).IndexOfAny(values);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return hits;
    }

    private static string Around(string content, int at)
    {
        var from = Math.Max(0, at - Shown);
        return string.Concat(content[from..Math.Min(content.Length, at + Shown)].Select(c => char.IsControl(c) ? '.' : c));
    }
}
