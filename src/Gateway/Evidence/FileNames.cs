using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Netralitas.Gateway.Evidence;

/// <summary>Names of files as their senders gave them: anything at all.</summary>
internal static class FileNames
{
    private const int Longest = 150;

    // Folders, drives, wildcards, and what makes a name look like another: controls and marks that turn the direction of writing.
    private const string Unsafe = "/\\:*?\"<>|";

    /// <summary>The header by which a file is saved and never shown. Pure.</summary>
    internal static string Attachment(string name)
    {
        var safe = string.Concat(name.Where(letter => !Unsafe.Contains(letter) && char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))).Trim(' ', '.');
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName(safe.Length == 0 ? "bukti" : safe.Length <= Longest ? safe : safe[^Longest..]);
        return header.ToString();
    }
}
