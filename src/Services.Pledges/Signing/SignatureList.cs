using Google.Protobuf.Collections;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.ServiceDefaults;
using Wire = Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges.Signing;

/// <summary>One signature as it is stored; <see cref="Pledges.Signature"/> says what each member is. Empty where nothing is known.</summary>
/// <remarks>Whoever knows when it was given sets <see cref="SignedAt"/>; otherwise its day is told by how it was given (<see cref="Storage.SignatureOrigin"/>).</remarks>
internal sealed record SignatureRow(string Name, string Number, string Position, string Agency, OfficeTenure Tenure, string Represented, string MandateBasis, DateTimeOffset? SignedAt = null);

/// <summary>Reads a list of signatures: all good, or every fault of it.</summary>
internal static class SignatureList
{
    internal const int Most = 5_000;
    private const int MaxWords = 200;

    /// <exception cref="RefusalException">SIGNATURES_INVALID with the faults of the list, at most 100 of them.</exception>
    internal static List<SignatureRow> Read(RepeatedField<Wire.Signature> signatures, DateOnly today)
    {
        var faults = new Faults();
        CheckSize(signatures.Count, faults);
        var rows = new List<SignatureRow>(signatures.Count);
        for (var n = 0; n < Math.Min(signatures.Count, Most); n++)
        {
            rows.Add(ReadOne(signatures[n], $"signatures[{n}]", today, faults));
        }

        return faults.Any ? throw PledgeRefusals.SignaturesInvalid(faults.Found) : rows;
    }

    /// <summary>Notes a list that is empty or too long.</summary>
    internal static void CheckSize(int count, Faults faults)
    {
        faults.Unless(count > 0, "signatures", "Daftar harus memuat sedikitnya satu tanda tangan.");
        faults.Unless(count <= Most, "signatures", $"Satu daftar memuat paling banyak {Most} tanda tangan; bagi menjadi beberapa daftar.");
    }

    /// <summary>Reads one signature; what is wrong with it is noted below <paramref name="field"/>.</summary>
    internal static SignatureRow ReadOne(Wire.Signature signature, string field, DateOnly today, Faults faults)
    {
        var represented = signature.OnBehalfOf?.Represented.Trim() ?? "";
        var basis = signature.OnBehalfOf?.Basis.Trim() ?? "";
        Check(signature, represented, basis, field, faults);
        var number = "";
        if (!string.IsNullOrWhiteSpace(signature.SignerNumber))
        {
            if (EmployeeNumber.TryParse(signature.SignerNumber, today, out var parsed, out var fault))
            {
                number = parsed.Digits;
            }
            else
            {
                faults.Unless(false, $"{field}.signer_number", fault);
            }
        }

        return new SignatureRow(signature.SignerName.Trim(), number, signature.Position.Trim(), signature.Agency.Trim(), signature.Tenure, represented, basis);
    }

    // Sentences are made for what is wrong alone: a list has thousands of rows.
    private static void Check(Wire.Signature signature, string represented, string basis, string field, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(signature.SignerName) && string.IsNullOrWhiteSpace(signature.SignerNumber + signature.Position + signature.Agency))
        {
            faults.Unless(false, field, "Penanda tangan harus dapat dikenali: isi nama, nomor pegawai, atau jabatan dan unit.");
        }

        if (Math.Max(signature.SignerName.Length, Math.Max(signature.Position.Length, signature.Agency.Length)) > MaxWords || Math.Max(represented.Length, basis.Length) > MaxWords)
        {
            faults.Unless(false, field, $"Nama, jabatan, unit, pihak yang diwakili, dan dasar kuasa masing-masing paling banyak {MaxWords} karakter.");
        }

        if (!Enum.IsDefined(signature.Tenure))
        {
            faults.Unless(false, $"{field}.tenure", "Pilih definitif, Pj, Plt, Pjs, atau Plh.");
        }

        if (signature.OnBehalfOf is not null && represented.Length == 0)
        {
            faults.Unless(false, $"{field}.on_behalf_of.represented", "Sebutkan siapa yang diwakili, atau kosongkan on_behalf_of bila menandatangani untuk diri sendiri.");
        }
    }
}
