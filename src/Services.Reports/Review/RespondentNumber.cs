using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Review;

/// <summary>The NIP of a respondent, where what was told can be one. A reporter's number is any text. Pure.</summary>
internal static class RespondentNumber
{
    private const int Length = 18;

    /// <summary>Its 18 digits, whatever stands between them; empty for anything else.</summary>
    internal static string Of(Respondent respondent)
    {
        var digits = string.Concat(respondent.Number.Where(char.IsAsciiDigit));
        return digits.Length == Length ? digits : "";
    }
}
