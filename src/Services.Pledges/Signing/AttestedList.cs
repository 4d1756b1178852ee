using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>What a list that somebody attests must have beside its signatures.</summary>
internal static class AttestedList
{
    private const int MaxWords = 200;
    private const int MaxNote = 500;
    private const int MaxSheet = 3 * 1024 * 1024;

    private static readonly Dictionary<string, byte[]> Beginnings = new()
    {
        ["application/pdf"] = "%PDF-"u8.ToArray(),
        ["image/jpeg"] = [0xFF, 0xD8, 0xFF],
        ["image/png"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
    };

    /// <summary>Whether a file is a PDF, JPEG or PNG and begins as its type says.</summary>
    internal static bool IsWhatItSays(Sheet file) => Beginnings.TryGetValue(file.MediaType, out var beginning) && file.Content.Span.StartsWith(beginning);

    /// <exception cref="RefusalException">SIGNATURES_INVALID with every field at fault.</exception>
    internal static void Check(RecordAttestedListRequest request)
    {
        var faults = new Faults();
        faults.Unless(request.Method is SigningMethod.Collective or SigningMethod.Paper, "method", "Pilih bersama-sama atau kertas.");
        faults.Unless(request.AttestedBy.Trim().Length is > 0 and <= MaxWords, "attested_by", $"Sebutkan siapa yang menyatakan daftar ini benar, paling banyak {MaxWords} karakter.");
        faults.Unless(request.AttestedAs.Trim().Length is > 0 and <= MaxWords, "attested_as", $"Sebutkan jabatannya, paling banyak {MaxWords} karakter.");
        faults.Unless(request.Note.Length <= MaxNote, "note", $"Catatan paling banyak {MaxNote} karakter.");
        faults.Unless(request.Method is not SigningMethod.Paper || request.Sheet is not null, "sheet", "Lampirkan hasil pindai lembar yang ditandatangani.");
        if (request.Sheet is { } sheet)
        {
            faults.Unless(sheet.FileName.Trim().Length is > 0 and <= MaxWords, "sheet.file_name", $"Nama berkas harus diisi, paling banyak {MaxWords} karakter.");
            faults.Unless(sheet.Content.Length is > 0 and <= MaxSheet, "sheet.content", $"Hasil pindai harus ada, paling besar {MaxSheet / 1024 / 1024} MiB.");
            faults.Unless(IsWhatItSays(sheet),
                "sheet.media_type", "Hasil pindai harus PDF, JPEG, atau PNG, dan jenisnya disebut dengan benar.");
        }

        if (faults.Any)
        {
            throw PledgeRefusals.SignaturesInvalid(faults.Found);
        }
    }
}
