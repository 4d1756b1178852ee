using System.Globalization;
using Netralitas.Documents;
using Netralitas.Geography;
using Netralitas.Services.Pledges.Storage;

namespace Netralitas.Services.Pledges.Papers;

/// <summary>What the pages of a roll say.</summary>
internal sealed record PrintedRoll(
    Declaration Declaration, string TextTitle, IReadOnlyList<Signature> Signatures, IReadOnlyList<RollCorrection> Corrections, SealedRollRow? Sealed, string Number, string Code)
{
    private const double CodeSide = 120;

    internal void Write(PrintedDocument page)
    {
        page.Emphasis(Declaration.Title);
        page.Facts(
            ("Waktu", PaperWords.Held(Declaration)),
            ("Tempat", string.Join(", ", new[] { Declaration.Venue, RegionDirectory.Find(RegionCode.Parse(Declaration.RegionCode))?.FullName ?? "" }.Where(words => words.Length > 0))),
            ("Penyelenggara", Declaration.OrganiserName),
            ("Teks", TextTitle),
            ("Pemilihan", string.Join("; ", Declaration.Contests)),
            ("Status", DeclarationLife.Words(Declaration.Status)),
            ("Nomor deklarasi", Declaration.Id.ToString()));
        WriteRoles(page);
        WriteSignatures(page, "Menandatangani", Signatures.Where(signature => signature.Represented.Length == 0));
        WriteSignatures(page, "Menandatangani untuk pihak lain (bukan ikrar pribadi siapa pun)", Signatures.Where(signature => signature.Represented.Length > 0));
        WriteCorrections(page);
        WriteSeal(page);
    }

    private void WriteRoles(PrintedDocument page)
    {
        if (Declaration.Participants.Count == 0)
        {
            return;
        }

        page.Heading("Peran dalam deklarasi");
        page.Table([("Peran", 20), ("Nama", 30), ("Jabatan", 25), ("Unit atau instansi", 25), ("Orang", 8)], Declaration.Participants.OrderBy(each => each.Role).Select(each =>
            (IReadOnlyList<string>)[PaperWords.Role(each.Role), each.Name, PaperWords.Post(each.Position, each.Tenure), each.Agency, each.People?.ToString(CultureInfo.InvariantCulture) ?? ""]));
    }

    private static void WriteSignatures(PrintedDocument page, string heading, IEnumerable<Signature> signatures)
    {
        var rows = signatures.Select((signature, n) => (IReadOnlyList<string>)
        [
            (n + 1).ToString(CultureInfo.InvariantCulture), NameOf(signature), PaperWords.Post(signature.Position, PaperWords.Tenure(signature)), signature.Agency, signature.Represented,
        ]).ToList();
        if (rows.Count > 0)
        {
            page.Heading($"{heading}: {rows.Count}");
            var isForOthers = rows[0][4].Length > 0;
            (string, double)[] columns = [("No.", 7), ("Nama", 34), ("Jabatan", 28), ("Unit atau instansi", 30)];
            page.Table(isForOthers ? [.. columns, ("Mewakili", 30)] : columns, isForOthers ? rows : rows.Select(row => (IReadOnlyList<string>)[.. row.Take(columns.Length)]));
        }
    }

    private void WriteCorrections(PrintedDocument page)
    {
        if (Corrections.Count > 0)
        {
            page.Heading("Koreksi sesudah daftar dikunci");
            page.Table([("No.", 7), ("Tertulis", 30), ("Yang benar", 30), ("Dasar", 25), ("Dicatat", 22)], Corrections.Select(each => (IReadOnlyList<string>)
                [each.Number.ToString(CultureInfo.InvariantCulture), each.Wrong, each.Right, each.Basis, $"{each.RecordedBy}, {IndonesianDates.Instant(each.RecordedAt, Declaration.TimeZone)}"]));
        }
    }

    private void WriteSeal(PrintedDocument page)
    {
        page.Heading("Keabsahan");
        page.Facts(
            ("Dikunci pada", Sealed is null ? "" : IndonesianDates.Instant(Sealed.SealedAt, Declaration.TimeZone)),
            ("Akar daftar", Sealed is null ? "" : Convert.ToBase64String(Sealed.Root)),
            ("Nomor lembar", Number));
        page.Paragraph(Sealed is null
            ? "Daftar ini belum dikunci dan masih dapat berubah."
            : "Akar daftar ini termuat dalam catatan publik: daftar yang dikunci, tanpa nama siapa pun, dapat diambil dan dihitung ulang oleh siapa pun dengan netralitas-verify.");
        page.Code(Code, "Pindai, atau masukkan nomor lembar, untuk memeriksa daftar ini.", CodeSide);
    }

    private static string NameOf(Signature signature) => signature is { SignerName: "", Position: "", Agency: "" } ? "(dihapus)" : signature.SignerName;
}
