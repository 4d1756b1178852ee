using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Services.Reports.Reading;

/// <summary>Secrets under which names are looked up; configuration section <c>Reports:Names</c>.</summary>
internal sealed record NameOptions
{
    /// <summary>Id of the secret for new marks.</summary>
    public string CurrentKey { get; init; } = "1";

    /// <summary>Secrets of at least 32 characters, by id. Under an old one names are still found; the next step of a case marks them under the current one.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();
}

/// <summary>Blind index of names: HMAC-SHA256 of each word of a name, under a secret that no database has.</summary>
/// <remarks>
/// Who has the database alone cannot tell whose name a mark is, nor try names out; that two reports name somebody of the same name shows all the same.
/// Marks are made when an officer takes a step of the case, by the process that opened the report for that; never at intake, where nothing is opened.
/// </remarks>
internal sealed class NameMarks
{
    private const int MostWords = 12;

    // Written out because InvariantGlobalization leaves string.Normalize without the tables that would do it.
    private const string Accented = "àáâãäåāăçćčèéêëēěìíîïīñńòóôõöøōùúûüūýÿšž";
    private const string Plain = "aaaaaaaaccceeeeeeiiiiinnooooooouuuuuyysz";

    private readonly IReadOnlyList<byte[]> keys;

    /// <exception cref="InvalidOperationException">The current secret is missing, or one is shorter than 32 characters.</exception>
    internal NameMarks(NameOptions options)
    {
        if (!options.Keys.ContainsKey(options.CurrentKey) || options.Keys.Values.Any(secret => secret.Length < 32))
        {
            throw new InvalidOperationException($"Reports:Names:Keys:{options.CurrentKey} is missing or short: set Reports__Names__Keys__{options.CurrentKey} to a secret of at least 32 characters.");
        }

        keys = [.. options.Keys.OrderBy(key => key.Key != options.CurrentKey).Select(key => SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)))];
    }

    /// <summary>The marks of names, under the current secret, each once.</summary>
    internal IReadOnlyList<byte[]> Of(IEnumerable<string> names) => [.. names.SelectMany(Words).Distinct().Order(StringComparer.Ordinal).Select(word => Mark(keys[0], word))];

    /// <summary>What a search looks for: of each word its marks under every secret.</summary>
    internal IReadOnlyList<byte[][]> Sought(string name) => [.. Words(name).Distinct().Take(MostWords).Select(word => keys.Select(key => Mark(key, word)).ToArray())];

    /// <summary>The words of a name as they are compared: small letters and digits without accents.</summary>
    /// <remarks>Letters stand alone too, so "M. Amin" and "M Amin" are one; degrees are words like others, and a search can leave them out.</remarks>
    internal static IEnumerable<string> Words(string name)
    {
        var word = new StringBuilder();
        foreach (var letter in name.Where(letter => !IsInvisible(letter)))
        {
            if (char.IsLetterOrDigit(letter))
            {
                var lower = char.ToLowerInvariant(letter);
                var accented = Accented.IndexOf(lower, StringComparison.Ordinal);
                word.Append(accented < 0 ? lower : Plain[accented]);
            }
            else if (word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }

    // Apostrophes, and accents that are characters of their own.
    private static bool IsInvisible(char letter) => letter is '\'' or '`' or '\u2018' or '\u2019' or '\u02BC' or (>= '\u0300' and <= '\u036F');

    private static byte[] Mark(byte[] key, string word) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"respondent\0{word}"))[..16];
}
