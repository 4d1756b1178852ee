using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>A page of a list in the order of its ids.</summary>
/// <param name="Size">Rows on it.</param>
/// <param name="After">The last id of the page before; all zeros for the first.</param>
internal sealed record Page(int Size, Guid After)
{
    private const int Usual = 200;

    /// <exception cref="RefusalException">PAGE_SIZE_INVALID, PAGE_TOKEN_INVALID.</exception>
    internal static Page Read(int size, string token, int most)
    {
        if (size < 0 || size > most)
        {
            throw PledgeRefusals.PageSizeInvalid(most);
        }

        var after = Guid.Empty;
        if (token.Length > 0 && !Guid.TryParseExact(token, "N", out after))
        {
            throw PledgeRefusals.PageTokenInvalid();
        }

        return new Page(size == 0 ? Usual : size, after);
    }

    /// <summary>The token of the next page.</summary>
    /// <param name="last">Last id of a full page; null when the page was not full.</param>
    internal static string Next(Guid? last) => last?.ToString("N") ?? "";
}
