using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Documents;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Pledges.Papers;

internal sealed partial class PaperEndpoint
{
    private const double NumberSide = 130;

    /// <summary>A certificate of a signature as a page, with the number by which anyone checks it.</summary>
    /// <remarks>Stores and logs nothing. Nothing of the receipt's secret is on it.</remarks>
    /// <exception cref="RefusalException">PROOF_NOT_FOUND, for an unknown id and a wrong secret alike; SIGNATURE_ALREADY_ERASED, SIGNATURE_WITHDRAWN.</exception>
    [AllowAnonymous]
    public override async Task<PrintCertificateResponse> PrintCertificate(PrintCertificateRequest request, ServerCallContext context)
    {
        var (_, signed) = await OfHolderAsync(request.SignatureId, request.Secret.Memory, context.CancellationToken);
        if (await IsWithdrawnAsync(signed.Signature.Id, context.CancellationToken))
        {
            throw PledgeRefusals.SignatureWithdrawn();
        }

        var number = numbers.Of(NumberedPaper.Certificate, signed.Signature.Id);
        var content = PrintedDocument.Make("Sertifikat Ikrar Netralitas", $"Nomor {number}", page => Write(page, number, signed));
        return new PrintCertificateResponse
        {
            Content = UnsafeByteOperations.UnsafeWrap(content),
            ContentType = Pdf,
            FileName = $"sertifikat-ikrar-{number}.pdf",
            Number = number,
        };
    }

    private void Write(PrintedDocument page, string number, Signed signed)
    {
        var (signature, declaration) = (signed.Signature, signed.Declaration);
        page.Centred("Dengan ini dinyatakan bahwa");
        page.Emphasis(PaperWords.Signer(signature));
        if (signature.SignerName.Length > 0)
        {
            page.Centred(string.Join(", ", new[] { PaperWords.Post(signature.Position, PaperWords.Tenure(signature)), signature.Agency }.Where(words => words.Length > 0)));
        }

        page.Centred(signature.Represented.Length > 0
            ? $"telah menandatangani, untuk dan atas nama {signature.Represented}, bukan sebagai ikrar pribadi siapa pun,"
            : "telah menandatangani");
        page.Emphasis(signed.Text.Title);
        page.Centred("pada");
        page.Emphasis(declaration.Title);
        page.Centred(string.Join(", ", new[] { declaration.Venue, signed.RegionName, PaperWords.Held(declaration) }.Where(words => words.Length > 0)));
        page.Facts(
            ("Dicatat pada", IndonesianDates.Instant(signature.RecordedAt, declaration.TimeZone)),
            ("Nomor sertifikat", number));
        page.Code(numbers.CodeOf(number), "Pindai, atau masukkan nomor sertifikat, untuk memeriksa apakah sertifikat ini masih berlaku.", NumberSide);
    }
}
