using Netralitas.Contracts.Pledges.V1;
using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Suite.Tests;

/// <summary>Requests that are accepted as they are; tests change what they are about. Every one has an id of its own.</summary>
internal static class Requests
{
    internal static string NewId() => Guid.NewGuid().ToString();

    internal static PublishPledgeTextRequest PledgeText() => new()
    {
        RequestId = NewId(),
        Kind = PledgeTextKind.Ikrar,
        Title = "Ikrar uji",
        Points =
        {
            new PledgePoint { Number = 1, Wording = "Menjaga netralitas.", Subjects = { SubjectTag.Prinsip } },
            new PledgePoint { Number = 2, Wording = "Menolak pemberian.", Subjects = { SubjectTag.Uang } },
        },
    };

    internal static OpenDeclarationRequest Declaration(string region = "75.71", string pledgeTextId = "") => new()
    {
        RequestId = NewId(),
        Title = "Deklarasi uji",
        RegionCode = region,
        Venue = "Aula uji",
        HeldOn = "2024-09-21",
        StartsAt = "09:30",
        Mode = DeclarationMode.Luring,
        Activities = { pledgeTextId.Length == 0 ? Activity.Sosialisasi : Activity.Ikrar },
        Organiser = new Organiser { Name = "Penyelenggara uji", Kind = OrganiserKind.Bawaslu },
        PledgeTextId = pledgeTextId,
    };

    internal static RecordSignaturesRequest Signatures(string declarationId, params IEnumerable<Signature> signatures) =>
        new() { RequestId = NewId(), DeclarationId = declarationId, Signatures = { signatures } };

    /// <summary>A signer by a synthetic NIP: born in 1900, serial 999; the day of birth tells them apart.</summary>
    internal static Signature Signer(int n) => new() { SignerName = $"Penanda uji {n}", SignerNumber = Nip(n), Position = "Staf", Agency = "Unit uji" };

    internal static string Nip(int n) => $"{new DateOnly(1900, 1, 1).AddDays(n):yyyyMMdd}1920011999";

    internal static SubmitReportRequest Report(string narrative = "CONTOH: seorang ASN menyukai unggahan calon.") =>
        new() { RequestId = NewId(), Narrative = narrative, RegionCode = "35.75" };
}
