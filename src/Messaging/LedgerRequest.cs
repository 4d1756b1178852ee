using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>A request as <c>messaging.request</c> knows it.</summary>
/// <param name="Id">The client's id of the write.</param>
/// <param name="Operation">The RPC.</param>
/// <param name="Fingerprint">Of operation, caller's office and content: what "the same request" means.</param>
public sealed record LedgerRequest(Guid Id, string Operation, byte[] Fingerprint)
{
    /// <summary>Reads a request.</summary>
    /// <param name="requestId">The client's id of this write, as sent.</param>
    /// <param name="request">The request.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID; TEXT_UNREADABLE.</exception>
    public static LedgerRequest Of(string requestId, IMessage request, ServerCallContext call)
    {
        if (!Guid.TryParse(requestId, out var id) || id == Guid.Empty)
        {
            throw new RefusalException(StatusCode.InvalidArgument, "REQUEST_ID_INVALID",
                "request_id harus berupa UUID baru yang dibuat oleh aplikasi Anda untuk setiap permintaan.",
                new FieldFault("request_id", "Isi dengan UUID, misalnya 0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44."));
        }

        // Long lists come by the thousand: their bytes stand where those of the last one stood.
        var length = request.CalculateSize();
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var content = buffer.AsSpan(0, length);
            request.WriteTo(content);
            // Text with a NUL has one among the bytes of the message; few messages have any, so that few are searched field by field.
            return content.Contains((byte)0) && UnstorableText.FindIn(request) is { } field
                ? throw new RefusalException(StatusCode.InvalidArgument, "TEXT_UNREADABLE",
                    "Teks memuat karakter kosong (NUL) yang tidak dapat disimpan. Hapus karakter itu lalu kirim lagi.", new FieldFault(field, "Hapus karakter NUL."))
                : new LedgerRequest(id, call.Method, FingerprintOf(content, call));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>The answer that this request had before.</summary>
    /// <param name="fingerprint">The fingerprint that the ledger has under the id.</param>
    /// <param name="answer">The answer beside it.</param>
    /// <exception cref="RefusalException">REQUEST_ID_REUSED when the id belongs to another request.</exception>
    public TResponse FirstAnswer<TResponse>(byte[] fingerprint, byte[] answer)
        where TResponse : class, IMessage<TResponse>, new() =>
        CryptographicOperations.FixedTimeEquals(fingerprint, Fingerprint)
            ? new MessageParser<TResponse>(() => new TResponse()).ParseFrom(answer)
            : throw new RefusalException(StatusCode.AlreadyExists, "REQUEST_ID_REUSED",
                "request_id ini sudah dipakai untuk permintaan lain. Buat UUID baru untuk permintaan yang isinya berbeda.",
                new FieldFault("request_id", "Gunakan UUID baru."));

    // The caller's office is part of it: nobody reads another office's answer by trying ids. Where no account is needed, what the request opens is in its content.
    private static byte[] FingerprintOf(ReadOnlySpan<byte> content, ServerCallContext call)
    {
        var caller = call.GetHttpContext().User.Identity is { IsAuthenticated: true } ? Caller.Of(call).Office.ToString() : "anyone";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{call.Method}\n{caller}\n"));
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
