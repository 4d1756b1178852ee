using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Gateway.Traffic;

/// <summary>Every "no" that the gateway itself can say.</summary>
internal static class GatewayRefusals
{
    /// <summary>A caller makes more calls than one may; never said to report intake.</summary>
    internal static RefusalException TooManyCalls(TimeSpan pause) => new(StatusCode.ResourceExhausted, "TOO_MANY_CALLS",
        "Terlalu banyak panggilan dalam waktu singkat. Ulangi setelah jeda yang disebutkan, dengan request_id yang sama; yang sudah tersimpan tidak akan tergandakan.")
    { RetryAfter = pause };
}
