using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Services.Pledges;

/// <summary>What a person pledges once: a text, for the contests of the declaration. Sessions of one declaration that share both share it.</summary>
internal static class PledgeScope
{
    /// <summary>The scope of what is expected, whatever the text.</summary>
    internal static readonly Guid Expected = Guid.Empty;

    /// <summary>Identity of a scope.</summary>
    /// <param name="textId">The text.</param>
    /// <param name="contests">The contests in any order, as the organiser names them; case, punctuation and repeats do not matter.</param>
    internal static Guid Of(Guid textId, IEnumerable<string> contests)
    {
        var names = contests.Select(WordKey.Of).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal);
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"netralitas/pledge-scope/v1\n{textId}\n{string.Join('\n', names)}")).AsSpan(0, 16), bigEndian: true);
    }
}
