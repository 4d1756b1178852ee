using System.Security.Cryptography;
using System.Text;
using Netralitas.Cryptography;
using Netralitas.Services.Pledges.Personal;

namespace Netralitas.Services.Pledges.Invitations;

/// <summary>Codes of invitations: computed from the invitation under a key outside the database, so that the same request gets the same codes and none is stored.</summary>
/// <remarks>26 characters of Crockford's base32, 130 bits: a plain hash of one cannot be turned back. Safe to call from several threads.</remarks>
internal sealed class InvitationCodes
{
    private const int Length = 26;

    private readonly byte[] key;

    /// <param name="options">The secrets; <see cref="PersonalData"/> has found them long enough.</param>
    internal InvitationCodes(PersonalDataOptions options) =>
        key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.IndexKey), 32, salt: [], "netralitas/pledges/invitation"u8.ToArray());

    /// <summary>The code of an invitation, in groups.</summary>
    internal string Of(Guid invitationId) => Crockford.Grouped(Bare(invitationId));

    /// <summary>What is stored of it.</summary>
    internal byte[] HashOf(Guid invitationId) => Hash(Bare(invitationId));

    /// <summary>What is stored of a code that somebody typed; null for what is no code.</summary>
    internal static byte[]? HashOf(string typed) => Crockford.TryRead(typed, Length, out var text) ? Hash(text) : null;

    private string Bare(Guid invitationId) => Crockford.Encode(HMACSHA256.HashData(key, invitationId.ToByteArray(bigEndian: true)), Length);

    private static byte[] Hash(string bare) => SHA256.HashData(Encoding.ASCII.GetBytes($"netralitas/invitation/v1\n{bare}"));
}

/// <summary>What QR codes for signers say.</summary>
/// <param name="page">Address of the page where people sign; empty where there is none.</param>
/// <remarks>What opens something stands behind <c>#</c>: browsers send that to no server, and no log has it. Opening the address signs nothing.</remarks>
internal sealed class SigningAddresses(string page)
{
    /// <summary>Of the session that is open in the hall, with the code that is shown now.</summary>
    internal string OfSession(Guid declarationId, string code) => page.Length == 0 ? $"{declarationId}#{code}" : $"{page.TrimEnd('/')}/sesi/{declarationId}#{code}";

    /// <summary>Of an invitation.</summary>
    internal string OfInvitation(string code) => page.Length == 0 ? code : $"{page.TrimEnd('/')}/undangan#{code}";
}

/// <summary>What invitations and QR codes need.</summary>
internal static class InvitationRegistration
{
    /// <summary>Adds it. <c>Pledges:SigningAddress</c> is where people sign, such as <c>https://ikrar.example.go.id</c>; without it QR codes hold the codes alone.</summary>
    internal static void AddInvitations(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => new InvitationCodes(builder.Configuration.GetSection("Pledges:PersonalData").Get<PersonalDataOptions>() ?? new PersonalDataOptions()));
        builder.Services.AddSingleton(_ => new SigningAddresses(builder.Configuration["Pledges:SigningAddress"] ?? ""));
    }
}
