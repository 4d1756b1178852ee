using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.Custody;

/// <summary>For what an identity is opened, in words. Pure.</summary>
internal static class Grounds
{
    /// <summary>What was opened and for what, as the reporter reads it.</summary>
    internal static string Words(IdentityOpeningGround ground, int? evidence) => evidence is { } number ? $"Berkas asli bukti nomor {number}: {Words(ground)}" : Words(ground);

    /// <summary>A ground as the reporter reads it.</summary>
    internal static string Words(IdentityOpeningGround ground) => ground switch
    {
        IdentityOpeningGround.Clarification => "Pelapor akan dimintai keterangan atau dihubungi.",
        IdentityOpeningGround.Protection => "Untuk melindungi pelapor.",
        IdentityOpeningGround.LawEnforcement => "Atas permintaan aparat penegak hukum.",
        IdentityOpeningGround.ReporterWish => "Atas permintaan pelapor sendiri.",
        IdentityOpeningGround.Unspecified => throw new InvalidOperationException("A stored opening has a ground."),
    };
}
