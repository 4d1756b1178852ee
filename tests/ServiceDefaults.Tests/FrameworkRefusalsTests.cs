using Grpc.Core;

namespace Netralitas.ServiceDefaults.Tests;

public class FrameworkRefusalsTests
{
    private const string Words = """
        Cancelled | CALL_CANCELLED | Panggilan dibatalkan sebelum selesai. Ulangi dengan request_id yang sama bila masih diperlukan.
        Unknown | INTERNAL_ERROR | Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak - kepada petugas.
        InvalidArgument | MESSAGE_UNREADABLE | Pesan tidak dapat dibaca. Periksa bahwa isinya sesuai dengan kontrak proto.
        DeadlineExceeded | DEADLINE_EXCEEDED | Batas waktu panggilan terlampaui. Ulangi dengan request_id yang sama; hasil pertama tidak akan tergandakan.
        NotFound | INTERNAL_ERROR | Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak - kepada petugas.
        AlreadyExists | INTERNAL_ERROR | Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak - kepada petugas.
        PermissionDenied | ROLE_NOT_ALLOWED | Peran pada token Anda tidak berwenang untuk panggilan ini. Gunakan akun dengan peran yang sesuai.
        Unauthenticated | TOKEN_MISSING_OR_INVALID | Anda belum dikenali. Sertakan token yang masih berlaku pada metadata authorization (Bearer).
        ResourceExhausted | MESSAGE_TOO_LARGE | Pesan melebihi 4 MiB, ukuran terbesar dalam satu panggilan. Perkecil isinya atau bagi menjadi beberapa panggilan.
        FailedPrecondition | INTERNAL_ERROR | Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak - kepada petugas.
        Aborted | INTERNAL_ERROR | Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak - kepada petugas.
        OutOfRange | INTERNAL_ERROR | Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak - kepada petugas.
        Unimplemented | METHOD_UNKNOWN | Layanan atau metode ini tidak dikenal. Periksa nama layanan dan versinya.
        Internal | INTERNAL_ERROR | Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak - kepada petugas.
        Unavailable | SERVICE_UNAVAILABLE | Layanan sedang tidak dapat dijangkau. Ulangi beberapa saat lagi dengan request_id yang sama.
        DataLoss | INTERNAL_ERROR | Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak - kepada petugas.

        """;

    [Fact]
    public void Each_status_has_a_reason_and_a_sentence_that_says_what_to_do()
    {
        var table = string.Concat(Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK).Select(code =>
        {
            var (reason, message) = FrameworkRefusals.Of(code);
            return $"{code} | {reason} | {message}\n";
        }));

        Assert.Equal(Sorted(Words), Sorted(table));
    }

    [Fact]
    public void A_bug_is_told_with_its_trace_and_nothing_else() =>
        Assert.Equal(
            ("INTERNAL_ERROR", "Terjadi gangguan di pihak kami. Ulangi dengan request_id yang sama; bila berlanjut, sampaikan kode jejak 4bf92f35 kepada petugas."),
            FrameworkRefusals.Internal("4bf92f35"));

    [Fact]
    public void The_size_told_is_the_size_enforced() =>
        Assert.Contains($" {ServiceDefaults.MaxMessageBytes / 1024 / 1024} MiB,", FrameworkRefusals.Of(StatusCode.ResourceExhausted).Message, StringComparison.Ordinal);

    // The values of a status have no order that helps a reader.
    private static string Sorted(string table) => string.Join('\n', table.Split('\n').Order(StringComparer.Ordinal));
}
