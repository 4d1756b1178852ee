namespace Netralitas.Geography;

/// <summary>The form in which names are compared.</summary>
internal static class NameKey
{
    // Written out because InvariantGlobalization leaves string.Normalize without the tables that would do it.
    private const string Accented = "àáâãäåāăçćčèéêëēěìíîïīñńòóôõöøōùúûüūýÿšž";
    private const string Plain = "aaaaaaaaccceeeeeeiiiiinnooooooouuuuuyysz";

    /// <summary>Words of lower-case ASCII letters and digits, each after one space; apostrophes join, all else parts.</summary>
    /// <returns>" oro oro ombo" for "Oro-Oro Ombo"; empty when nothing is left.</returns>
    internal static string Of(string name)
    {
        var key = new char[name.Length * 2];
        var length = 0;
        var parted = true;
        foreach (var character in name)
        {
            if (IsInvisible(character))
            {
                continue;
            }

            var letter = Letter(character);
            if (letter is not null && parted)
            {
                key[length++] = ' ';
            }

            if (letter is not null)
            {
                key[length++] = letter.Value;
            }

            parted = letter is null;
        }

        return new string(key, 0, length);
    }

    private static bool IsInvisible(char character) =>
        character is '\'' or '`' or '\u2018' or '\u2019' or '\u02BC' or (>= '\u0300' and <= '\u036F');

    private static char? Letter(char character)
    {
        var lower = char.ToLowerInvariant(character);
        var accented = lower < '\u0080' ? -1 : Accented.IndexOf(lower, StringComparison.Ordinal);
        return accented >= 0 ? Plain[accented] : char.IsAsciiLetterOrDigit(lower) ? lower : null;
    }
}
