using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports;

/// <summary>What the law asks of who reports, told without saying who it is. Pure.</summary>
/// <param name="NameGiven">Something stands in the place of the name.</param>
/// <param name="IsNamed">It is a name.</param>
/// <param name="AddressGiven">Something stands in the place of the address.</param>
/// <param name="HasAddress">It is an address.</param>
internal readonly record struct ReporterFacts(bool NameGiven, bool IsNamed, bool AddressGiven, bool HasAddress)
{
    // What people write who do not want to be named. Whoever bears such a name is asked by an officer, as anyone whose report is no laporan yet.
    private static readonly HashSet<string> NoNames =
        new(["anonim", "anonymous", "hamba allah", "tanpa nama", "rahasia", "dirahasiakan", "tidak disebutkan"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there are a name and an address.</summary>
    internal bool IsIdentified => IsNamed && HasAddress;

    /// <summary>Of what was sent.</summary>
    internal static ReporterFacts Of(Reporter? reporter) => reporter is null ? default : new(
        reporter.Name.Length > 0, ReportWords.Any(reporter.Name) && !NoNames.Contains(reporter.Name.Trim()), reporter.Address.Length > 0, ReportWords.Any(reporter.Address));

    /// <summary>Read from one byte.</summary>
    internal static ReporterFacts Of(byte bits) => new((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0);

    /// <summary>With what was sent later: as in the report itself, what is given takes the place of what was before.</summary>
    internal ReporterFacts With(ReporterFacts later) => new(
        NameGiven || later.NameGiven, later.NameGiven ? later.IsNamed : IsNamed, AddressGiven || later.AddressGiven, later.AddressGiven ? later.HasAddress : HasAddress);

    /// <summary>As one byte.</summary>
    internal byte ToByte() => (byte)((NameGiven ? 1 : 0) | (IsNamed ? 2 : 0) | (AddressGiven ? 4 : 0) | (HasAddress ? 8 : 0));
}
