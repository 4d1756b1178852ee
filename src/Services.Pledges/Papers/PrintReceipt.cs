using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Documents;
using Netralitas.Geography;
using Netralitas.Sequencer;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Papers;

internal sealed partial class PaperEndpoint
{
    private const double ProofSide = 330;

    /// <summary>The receipt of a signature as a page.</summary>
    /// <remarks>Stores and logs nothing. The proof in its QR code is a receipt by itself: it holds the secret and what was recorded.</remarks>
    /// <exception cref="RefusalException">PROOF_NOT_FOUND, for an unknown id and a wrong secret alike; SIGNATURE_ALREADY_ERASED.</exception>
    [AllowAnonymous]
    public override async Task<PrintReceiptResponse> PrintReceipt(PrintReceiptRequest request, ServerCallContext context)
    {
        var (standing, signed) = await OfHolderAsync(request.SignatureId, request.Secret.Memory, context.CancellationToken);
        var content = PrintedDocument.Make(
            "Tanda Terima Ikrar Netralitas", $"Tanda tangan {signed.Signature.Id}", page => Write(page, standing, signed));
        return new PrintReceiptResponse { Content = UnsafeByteOperations.UnsafeWrap(content), ContentType = Pdf, FileName = $"tanda-terima-ikrar-{signed.Signature.Id:N}.pdf" };
    }

    private void Write(PrintedDocument page, EntryStanding standing, Signed signed)
    {
        var (signature, declaration) = (signed.Signature, signed.Declaration);
        var number = signature.SealedNumber is { } sealedNumber ? PaperWords.Masked(personal.OpenText(Signature.NumberPurpose, sealedNumber)) : "";
        var isProven = standing is { State: EntryState.Proven, File: not null };
        page.Facts(
            ("Nama", signature.SignerName),
            ("NIP atau NI PPPK", number),
            ("Jabatan", PaperWords.Post(signature.Position, PaperWords.Tenure(signature))),
            ("Unit atau instansi", signature.Agency),
            ("Mewakili", signature.Represented),
            ("Dasar kuasa", signature.MandateBasis),
            ("Teks", signed.Text.Title),
            ("Deklarasi", declaration.Title),
            ("Tempat", string.Join(", ", new[] { declaration.Venue, signed.RegionName }.Where(words => words.Length > 0))),
            ("Waktu deklarasi", PaperWords.Held(declaration)),
            ("Ditandatangani", PaperWords.Method(signature.Method)),
            ("Dicatat pada", IndonesianDates.Instant(signature.RecordedAt, declaration.TimeZone)),
            ("Nomor tanda tangan", signature.Id.ToString()),
            ("Catatan publik", LogStanding.Words(isProven ? (standing.File!.Checkpoint.Text, standing.File.Index) : null, standing.PromisedUntil, declaration.TimeZone)));
        var proof = standing.File?.ToBytes() is { Length: <= QrCode.MaxLength } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;
        page.Paragraph(proof is null
            ? "Bukti tanda tangan ini terlalu panjang untuk satu kode QR. Ambil berkasnya dengan nomor tanda tangan dan kode rahasia Anda, dan simpan bersama lembar ini."
            : "Kode QR di bawah ini adalah bukti lengkap, termasuk kode rahasia Anda. Pindai, simpan isinya sebagai berkas bukti-ikrar.tlog-proof, lalu periksa dengan netralitas-verify, tanpa jaringan dan "
                + "tanpa bertanya kepada siapa pun. Siapa pun yang memindainya dapat membaca apa yang dicatat: perlihatkan hanya kepada yang Anda percaya.");
        if (proof is not null)
        {
            page.Code(proof, "Bukti tanda tangan (C2SP tlog-proof)", ProofSide);
        }
    }
}
