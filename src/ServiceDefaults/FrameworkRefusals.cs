using Grpc.Core;

namespace Netralitas.ServiceDefaults;

/// <summary>Reason and Indonesian sentence for every refusal that the framework makes before a service's own code runs.</summary>
internal static class FrameworkRefusals
{
    internal static (string Reason, string Message) Of(StatusCode code) => code switch
    {
        StatusCode.Unauthenticated => ("TOKEN_MISSING_OR_INVALID", "Anda belum dikenali. Sertakan token yang masih berlaku pada metadata authorization (Bearer)."),
        StatusCode.PermissionDenied => ("ROLE_NOT_ALLOWED", "Peran pada token Anda tidak berwenang untuk panggilan ini. Gunakan akun dengan peran yang sesuai."),
        StatusCode.ResourceExhausted => ("MESSAGE_TOO_LARGE", "Pesan melebihi 4 MiB, ukuran terbesar dalam satu panggilan. Perkecil isinya atau bagi menjadi beberapa panggilan."),
        StatusCode.Unimplemented => ("METHOD_UNKNOWN", "Layanan atau metode ini tidak dikenal. Periksa nama layanan dan versinya."),
        StatusCode.DeadlineExceeded => ("DEADLINE_EXCEEDED", "Batas waktu panggilan terlampaui. Ulangi dengan request_id yang sama; hasil pertama tidak akan tergandakan."),
        StatusCode.Cancelled => ("CALL_CANCELLED", "Panggilan dibatalkan sebelum selesai. Ulangi dengan request_id yang sama bila masih diperlukan."),
        StatusCode.Unavailable => ("SERVICE_UNAVAILABLE", "Layanan sedang tidak dapat dijangkau. Ulangi beberapa saat lagi dengan request_id yang sama."),
        StatusCode.InvalidArgument => ("MESSAGE_UNREADABLE", "Pesan tidak dapat dibaca. Periksa bahwa isinya sesuai dengan kontrak proto."),
        _ => Internal(null),
    };

    /// <summary>When the same call may be tried again; null when that is not for us to say.</summary>
    internal static TimeSpan? RetryAfter(StatusCode code) => code is StatusCode.Unavailable ? TimeSpan.FromSeconds(5) : null;

    /// <summary>The refusal of that status.</summary>
    internal static RefusalException Refusal(StatusCode code) => Refusal(code, Of(code));

    /// <summary>The refusal of a token that was revoked before it ended, also of a stream that it had opened.</summary>
    internal static RefusalException TokenRevoked() =>
        new(StatusCode.Unauthenticated, "TOKEN_REVOKED", "Token ini sudah dicabut dan tidak berlaku lagi. Masuk kembali; bila tetap ditolak, hubungi Bawaslu pusat.");

    /// <summary>The refusal for what is wrong with the code.</summary>
    internal static RefusalException Bug(string? traceId) => Refusal(StatusCode.Internal, Internal(traceId));

    internal static (string Reason, string Message) Internal(string? traceId) =>
        ("INTERNAL_ERROR", $"Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak {traceId ?? "-"} kepada petugas.");

    private static RefusalException Refusal(StatusCode code, (string Reason, string Message) words) => new(code, words.Reason, words.Message) { RetryAfter = RetryAfter(code) };
}
