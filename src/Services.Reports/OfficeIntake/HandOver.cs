using Google.Protobuf.WellKnownTypes;
using Netralitas.Contracts.Reports.V1;
using Netralitas.Geography;
using Netralitas.ServiceDefaults;

namespace Netralitas.Services.Reports.OfficeIntake;

/// <summary>The instant at which a report was handed over on paper, as an officer tells it who types it in later. Pure.</summary>
/// <remarks>No text that was read says that the entry may be later, nor how much; that the handing over counts, and the bound, are ours [LAW-RCP-04].</remarks>
internal static class HandOver
{
    /// <summary>How long ago it may have been.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>What is wrong with it; one sentence at most.</summary>
    /// <param name="handedOver">As it was sent.</param>
    /// <param name="report">What was handed over.</param>
    /// <param name="office">Region of the office that took it, by whose clock the day of the act is compared.</param>
    /// <param name="now">The present instant.</param>
    internal static IEnumerable<FieldFault> FaultsOf(Timestamp handedOver, SubmitReportRequest report, RegionCode office, DateTimeOffset now)
    {
        if (SentInstant.Read(handedOver) is not { } at || at > now || at < now - Longest)
        {
            yield return new FieldFault("handed_over_at", $"Isi dengan saat laporan diserahkan kepada kantor: tidak di masa depan dan paling lama {Longest.Days} hari yang lalu.");
        }
        else if (FilingTime.DayOf(report.HappenedOn) is { } happened && RegionDirectory.TimeZoneOf(office).LocalDate(at) < happened)
        {
            yield return new FieldFault("handed_over_at", "Laporan tidak dapat diserahkan sebelum hari kejadiannya. Periksa saat penyerahan dan tanggal kejadian.");
        }
    }

    /// <summary>The instant, which has no faults, to the microsecond as instants are stored.</summary>
    internal static DateTimeOffset InstantOf(Timestamp handedOver)
    {
        var at = SentInstant.Read(handedOver)!.Value;
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
