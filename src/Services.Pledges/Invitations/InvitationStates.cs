using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Invitations;

/// <summary>Where an invitation stands. Pure.</summary>
internal static class InvitationStates
{
    /// <summary>The state at a moment.</summary>
    /// <param name="expiresAt">When it expires.</param>
    /// <param name="usedAt">When it was used.</param>
    /// <param name="revokedAt">When it was revoked; after its end this is how a new one took its place.</param>
    /// <param name="now">The moment.</param>
    internal static InvitationState Of(DateTimeOffset expiresAt, DateTimeOffset? usedAt, DateTimeOffset? revokedAt, DateTimeOffset now) =>
        usedAt is not null ? InvitationState.Used
        : revokedAt < expiresAt ? InvitationState.Revoked
        : expiresAt <= now ? InvitationState.Expired
        : InvitationState.Open;

    /// <summary>The state in an Indonesian sentence.</summary>
    internal static string Words(InvitationState state) => state switch
    {
        InvitationState.Open => "Undangan ini berlaku. Membacanya tidak menandatangani apa pun.",
        InvitationState.Used => "Undangan ini sudah dipakai. Setiap undangan hanya untuk satu tanda tangan.",
        InvitationState.Revoked => "Undangan ini sudah dicabut oleh penyelenggara. Minta undangan baru bila perlu.",
        InvitationState.Expired => "Masa berlaku undangan ini sudah berakhir. Minta undangan baru kepada penyelenggara.",
        InvitationState.Unspecified => "",
    };
}
