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

    /// <summary>The file at an address is not the one that a caller means (<c>If-Match</c>).</summary>
    internal static RefusalException EvidenceDiffers() => new(StatusCode.Aborted, "EVIDENCE_DIFFERS",
        "Berkas ini bukan yang Anda maksud: ETag-nya lain dari If-Match. Periksa nomor bukti dan isOriginal, atau baca ETag yang sekarang dengan HEAD.");
}
