using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Pledges.Bench;

/// <summary>Synthetic people: born in 1900 and after, told apart by day of birth and serial number.</summary>
internal static class People
{
    private const int Days = 17_000;

    /// <summary>Number of a person.</summary>
    /// <param name="n">From 0 to 16,900,000.</param>
    internal static string Nip(int n) => $"{new DateOnly(1900, 1, 1).AddDays(n % Days):yyyyMMdd}1968011{999 - (n / Days):000}";

    /// <summary>A signature of a person, of about the size that a real one has.</summary>
    internal static Signature Signature(int n) => new()
    {
        SignerName = $"Pegawai Contoh Nomor {n}, S.Sos., M.Si.",
        SignerNumber = Nip(n),
        Position = Position(n),
        Agency = $"Dinas Contoh {n % 40}",
        Tenure = OfficeTenure.Definitif,
    };

    internal static string Position(int n) => $"Analis Kebijakan {n % 50}";

    /// <summary>A row of a roster.</summary>
    internal static string[] RosterRow(int n, string region) =>
        [Nip(n), $"Pegawai Contoh Nomor {n}, S.Sos., M.Si.", "PNS", Position(n), $"Dinas Contoh {n % 40}", region];
}
