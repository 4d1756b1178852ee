namespace Netralitas.Geography;

/// <summary>The three time zones of Indonesia; none has daylight saving.</summary>
/// <remarks>Keputusan Presiden 41 Tahun 1987. Which province has which: <c>Data/time-zones.csv</c>.</remarks>
public enum IndonesianTimeZone
{
    /// <summary>Waktu Indonesia Barat, UTC+7.</summary>
    Wib,

    /// <summary>Waktu Indonesia Tengah, UTC+8.</summary>
    Wita,

    /// <summary>Waktu Indonesia Timur, UTC+9.</summary>
    Wit,
}
