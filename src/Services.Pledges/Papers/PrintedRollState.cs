using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Papers;

/// <summary>Whether the print of a roll still holds.</summary>
internal static class PrintedRollState
{
    /// <summary>What is told of it.</summary>
    /// <param name="paper">What its number says of the day it was printed.</param>
    /// <param name="status">Of the declaration, now.</param>
    /// <param name="isCorrected">Whether corrections stand beside the sealed roll.</param>
    /// <returns>Only the print of a sealed roll without corrections holds: what was printed before may lack names, and have others.</returns>
    internal static (PaperState State, string Words) Of(NumberedPaper paper, DeclarationStatus status, bool isCorrected)
    {
        if (status is not DeclarationStatus.Sealed)
        {
            return (PaperState.MayHaveChanged, "Daftar ini belum dikunci, sehingga dapat berubah sejak dicetak.");
        }

        return paper switch
        {
            NumberedPaper.OpenRoll => (PaperState.Earlier,
                "Lembar ini dicetak sebelum daftarnya dikunci: isinya keadaan waktu itu, bukan daftar yang dikunci, yang dapat memuat nama lain. Mintalah cetakan daftar yang dikunci kepada penyelenggara."),
            NumberedPaper.SealedRoll => isCorrected
                ? (PaperState.MayHaveChanged, "Daftar ini sudah dikunci, dan ada koreksi di sampingnya. Cetak lagi bila koreksinya tidak ada pada lembar Anda.")
                : (PaperState.Valid, "Daftar ini sudah dikunci dan tidak berubah sejak itu."),
            NumberedPaper.UndatedRoll or NumberedPaper.Certificate => (PaperState.MayHaveChanged,
                "Daftarnya sudah dikunci, tetapi nomor lembar ini tidak menunjukkan apakah dicetak sebelum atau sesudahnya. Cetakan daftar yang dikunci memuat akar daftar: bandingkan dengan yang ditampilkan di sini, atau cetak lagi."),
        };
    }
}
