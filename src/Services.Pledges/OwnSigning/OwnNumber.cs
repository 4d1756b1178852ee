using System.Security.Claims;

namespace Netralitas.Services.Pledges.OwnSigning;

/// <summary>The number of the person to whom a token was issued.</summary>
internal static class OwnNumber
{
    private const string Claim = "nip";

    /// <summary>Reads it from the claim <c>nip</c>: one NIP or NI PPPK, as people write it.</summary>
    /// <param name="user">Whose token was accepted.</param>
    /// <param name="today">Local date; nobody was appointed after it.</param>
    /// <returns>The 18 digits. Null where the token tells no number, more than one, or one that is not well formed: then it cannot be known for whom its holder may sign.</returns>
    internal static string? Of(ClaimsPrincipal user, DateOnly today) =>
        user.FindAll(Claim).ToList() is [var told] && EmployeeNumber.TryParse(told.Value, today, out var number, out _) ? number.Digits : null;
}
