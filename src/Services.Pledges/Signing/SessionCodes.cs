using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.Services.Pledges.Personal;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>The code that is shown in the hall: who types it in has seen it there within the last minutes. It changes every 30 seconds.</summary>
/// <remarks>30 bits of an HMAC over declaration and time under a key outside the database: every replica shows and accepts the same, and nothing is stored.</remarks>
internal static class SessionCodes
{
    /// <summary>How long a code is shown.</summary>
    internal static readonly TimeSpan Shown = TimeSpan.FromSeconds(30);

    private const int Length = 6;

    // Who begins to type as the code changes must be able to finish.
    private const int StepsAccepted = 3;

    /// <summary>The code of a moment.</summary>
    internal static string Of(PersonalData personal, Guid declarationId, DateTimeOffset now) => At(personal, declarationId, StepOf(now));

    /// <summary>How long the code of a moment is still shown.</summary>
    internal static TimeSpan Left(DateTimeOffset now) => TimeSpan.FromTicks(Shown.Ticks - (now.UtcTicks % Shown.Ticks));

    /// <summary>Whether a person typed the code of the moment, or of the minute before it.</summary>
    internal static bool Accepts(PersonalData personal, Guid declarationId, string typed, DateTimeOffset now)
    {
        if (!Crockford.TryRead(typed, Length, out var read))
        {
            return false;
        }

        var accepted = false;
        for (var back = 0; back < StepsAccepted; back++)
        {
            accepted |= CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(read), Encoding.ASCII.GetBytes(At(personal, declarationId, StepOf(now) - back)));
        }

        return accepted;
    }

    private static long StepOf(DateTimeOffset now) => now.UtcTicks / Shown.Ticks;

    private static string At(PersonalData personal, Guid declarationId, long step) =>
        Crockford.Encode(personal.SessionMac(string.Create(CultureInfo.InvariantCulture, $"{declarationId}\n{step}")), Length);
}
