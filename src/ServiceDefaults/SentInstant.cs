using Google.Protobuf.WellKnownTypes;

namespace Netralitas.ServiceDefaults;

/// <summary>An instant in a request. The wire carries numbers that are no instant; who turns those into one without asking answers INTERNAL_ERROR to what the caller can correct.</summary>
public static class SentInstant
{
    // The bounds that protobuf gives to google.protobuf.Timestamp: the years 1 to 9999, UTC.
    private const long FirstSecond = -62135596800;
    private const long LastSecond = 253402300799;
    private const int LastNanosecond = 999_999_999;

    /// <summary>The instant (UTC); null where none was sent, or what was sent is none.</summary>
    public static DateTimeOffset? Read(Timestamp? sent) => sent is not null && Is(sent) ? sent.ToDateTimeOffset() : null;

    /// <summary>Whether the field is filled, and with what is no instant.</summary>
    public static bool IsUnreadable(Timestamp? sent) => sent is not null && !Is(sent);

    private static bool Is(Timestamp sent) => sent.Seconds is >= FirstSecond and <= LastSecond && sent.Nanos is >= 0 and <= LastNanosecond;
}
