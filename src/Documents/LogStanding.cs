using System.Globalization;
using Netralitas.Geography;

namespace Netralitas.Documents;

/// <summary>Where a record's entry in a public log stands, in the words of a receipt's page.</summary>
public static class LogStanding
{
    /// <summary>The words.</summary>
    /// <param name="proven">Text of the checkpoint under which the entry is proven, and its index from 0; null while it is not.</param>
    /// <param name="promisedUntil">Until when the log has promised it; null when nothing was promised.</param>
    /// <param name="zone">The zone in whose time that is told.</param>
    public static string Words((string Checkpoint, long Index)? proven, DateTimeOffset? promisedUntil, IndonesianTimeZone zone) => (proven, promisedUntil) switch
    {
        ({ } proof, _) when proof.Checkpoint.Split('\n') is [var origin, var size, ..] => $"termuat pada {origin}, catatan nomor {Number(proof.Index + 1)} dari {Number(long.Parse(size, NumberStyles.None, CultureInfo.InvariantCulture))}",
        (_, { } until) => $"dijanjikan termuat paling lambat {IndonesianDates.Instant(until, zone)}",
        _ => "menunggu tempatnya",
    };

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '.');
}
