using System.Security.Cryptography;
using Netralitas.Cryptography;
using Netralitas.Services.Pledges.Personal;

namespace Netralitas.Services.Pledges.Papers;

/// <summary>What a number stands on.</summary>
internal enum NumberedPaper
{
    /// <summary>A signer's certificate.</summary>
    Certificate,

    /// <summary>A roll, by a number from before numbers told whether it was sealed when it was printed.</summary>
    UndatedRoll,

    /// <summary>A roll that was not sealed when it was printed.</summary>
    OpenRoll,

    /// <summary>A sealed roll.</summary>
    SealedRoll,
}

/// <summary>Numbers of papers: the id of a signature or declaration, and 32 bits by which only this service can have given it, for this paper. Nothing is stored for them.</summary>
/// <remarks>32 characters of Crockford's base32. A number opens nothing: what is told of it names nobody. The bits are of an HMAC under a key outside the database.</remarks>
internal sealed class PaperNumbers(PersonalData personal, string address)
{
    private const int Length = 32;
    private const int IdLength = 16;
    private const int MacLength = 4;

    private static readonly NumberedPaper[] Papers = Enum.GetValues<NumberedPaper>();

    /// <summary>The number of a paper, as it is printed.</summary>
    internal string Of(NumberedPaper paper, Guid id) => Crockford.Grouped(Crockford.Encode([.. id.ToByteArray(bigEndian: true), .. MacOf(paper, id)], Length));

    /// <summary>What the QR code of a paper says: the address at which it is checked, or the number alone where no address is set.</summary>
    /// <param name="number">As it is printed.</param>
    internal string CodeOf(string number)
    {
        var bare = number.Replace("-", "", StringComparison.Ordinal);
        return address.Length == 0 ? bare : $"{address.TrimEnd('/')}/v1/papers/{bare}";
    }

    /// <summary>Reads what somebody typed or scanned.</summary>
    /// <returns>Null for what is no number that this service gave.</returns>
    internal (NumberedPaper Paper, Guid Id)? Read(string typed)
    {
        if (!Crockford.TryRead(typed, Length, out var text))
        {
            return null;
        }

        var bytes = Crockford.Decode(text);
        var id = new Guid(bytes.AsSpan(0, IdLength), bigEndian: true);
        foreach (var paper in Papers)
        {
            if (CryptographicOperations.FixedTimeEquals(bytes.AsSpan(IdLength), MacOf(paper, id)))
            {
                return (paper, id);
            }
        }

        return null;
    }

    // The words are part of every number that was given: never renamed.
    private byte[] MacOf(NumberedPaper paper, Guid id) => personal.PaperMac($"{WordOf(paper)}\n{id}")[..MacLength];

    private static string WordOf(NumberedPaper paper) => paper switch
    {
        NumberedPaper.Certificate => "certificate",
        NumberedPaper.UndatedRoll => "roll",
        NumberedPaper.OpenRoll => "roll-open",
        NumberedPaper.SealedRoll => "roll-sealed",
    };
}

/// <summary>What papers need.</summary>
internal static class PaperRegistration
{
    /// <summary>Adds it. <c>Pledges:PublicAddress</c> is where anyone reaches the JSON of this service, such as <c>https://netralitas.example.go.id</c>; without it the QR codes of papers hold their number alone.</summary>
    internal static void AddPapers(this IHostApplicationBuilder builder) =>
        builder.Services.AddSingleton(services => new PaperNumbers(services.GetRequiredService<PersonalData>(), builder.Configuration["Pledges:PublicAddress"] ?? ""));
}
