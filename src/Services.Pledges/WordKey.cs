namespace Netralitas.Services.Pledges;

/// <summary>The form in which names of units, positions and contests are compared: upper-case words of letters and digits, one space between them.</summary>
internal static class WordKey
{
    /// <returns>For example <c>KEPALA OPD</c> for <c>  Kepala  OPD.</c></returns>
    internal static string Of(string words)
    {
        var key = new char[words.Length];
        var length = 0;
        foreach (var character in words)
        {
            if (char.IsLetterOrDigit(character))
            {
                key[length++] = char.ToUpperInvariant(character);
            }
            else if (length > 0 && key[length - 1] != ' ')
            {
                key[length++] = ' ';
            }
        }

        return new string(key, 0, length > 0 && key[length - 1] == ' ' ? length - 1 : length);
    }
}
