using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Pledges.Papers;

/// <summary>What papers say, in Indonesian words.</summary>
internal static class PaperWords
{
    /// <summary>When a declaration was held: "Sabtu, 21 September 2024 pukul 09.00 WITA".</summary>
    internal static string Held(Declaration declaration) => declaration.StartsAt is { } time
        ? $"{IndonesianDates.DayAndDate(declaration.HeldOn)} pukul {IndonesianDates.Time(time)} {declaration.TimeZone.Abbreviation()}"
        : IndonesianDates.DayAndDate(declaration.HeldOn);

    /// <summary>Position with how it is held: "Plt. Lurah".</summary>
    internal static string Post(string position, OfficeTenure tenure) => tenure switch
    {
        OfficeTenure.Pj => $"Pj. {position}",
        OfficeTenure.Plt => $"Plt. {position}",
        OfficeTenure.Pjs => $"Pjs. {position}",
        OfficeTenure.Plh => $"Plh. {position}",
        _ => position,
    };

    /// <summary>Who signed, as they are known: by name, or by post alone.</summary>
    internal static string Signer(Signature signature) => signature.SignerName.Length > 0
        ? signature.SignerName
        : string.Join(", ", new[] { Post(signature.Position, Tenure(signature)), signature.Agency }.Where(words => words.Length > 0));

    internal static OfficeTenure Tenure(Signature signature) => Enum.Parse<OfficeTenure>(signature.Tenure);

    /// <summary>A number of an employee of which only the end is shown.</summary>
    internal static string Masked(string digits) => digits.Length < 6 ? "" : $"{new string('•', digits.Length - 6)}{digits[^6..]}";

    internal static string Method(string method) => Enum.Parse<SigningMethod>(method) switch
    {
        SigningMethod.Device => "pada gawai sendiri",
        SigningMethod.Collective => "bersama-sama, dengan daftar yang disahkan",
        SigningMethod.Paper => "di atas kertas yang dipindai",
        SigningMethod.Stream => "melalui sistem instansi",
        SigningMethod.Offline => "tanpa jaringan, pada perangkat penyelenggara",
        SigningMethod.Invitation => "pada gawai sendiri, dengan undangan pribadi",
        _ => "pada daftar yang diketik penyelenggara",
    };

    internal static string Role(ParticipantRole role) => role switch
    {
        ParticipantRole.Opener => "Membuka atau memberi arahan",
        ParticipantRole.Leader => "Memimpin",
        ParticipantRole.Reader => "Membacakan",
        ParticipantRole.Repeater => "Menirukan",
        ParticipantRole.Witness => "Saksi",
        ParticipantRole.Attendee => "Hadir",
        ParticipantRole.OnlineAttendee => "Hadir secara daring",
        _ => "",
    };
}
