namespace Netralitas.Hostile.Tests.Canaries;

/// <summary>Where a text may lie in clear, and why. What has no row may lie nowhere.</summary>
internal static class AllowedPlaces
{
    private const string Decided = "What officers write is in clear: docs/confidentiality.md says why, and what would seal it.";

    private const string Signed = "A declaration's list of signatures names who signed: docs/pledges.md says what of it is sealed.";

    private const string Opening = "The secret of a receipt opens its entry in the public log; the service keeps it to prove the entry: docs/confidentiality.md, Receipts.";

    private const string Routing = "The public number routes: it names the report to offices, in notices and in events, and opens nothing without its code.";

    private static readonly (string Kind, string[] Places, string Why)[] Table =
    [
        ("words of officers", ["dump of reports", "files of the databases"], Decided),
        ("names of signers", ["dump of pledges", "files of the databases"], Signed),
        ("secrets of receipts", ["dump of pledges"], Opening),
        ("public numbers", ["dump of reports", "dump of notifications", "files of the databases", "messages", "files of the broker"], Routing),
    ];

    /// <summary>Whether a text may lie where it was found.</summary>
    internal static bool Allow(Found finding) => Table.Any(row => row.Kind == finding.Kind && row.Places.Contains(finding.Place));

    /// <summary>Rows that were not needed: nothing of the kind was found there.</summary>
    internal static IEnumerable<string> Unneeded(IEnumerable<Found> findings) =>
        Table.Where(row => !findings.Any(found => found.Kind == row.Kind && row.Places.Contains(found.Place))).Select(row => row.Kind);
}
