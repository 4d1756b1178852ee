using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Netralitas.ServiceDefaults;

namespace Netralitas.Messaging;

/// <summary>Lets a write take effect once, however often its client sends it.</summary>
/// <param name="signal">Wakes the dispatcher after the commit.</param>
public sealed class RequestLedger(OutboxSignal signal)
{
    /// <summary>Runs a write in one transaction with the record of its request, or gives the answer that the same request had before.</summary>
    /// <param name="db">Context of the service's database, without an open transaction.</param>
    /// <param name="requestId">The client's id of this write, as sent.</param>
    /// <param name="request">The request; with the operation and the caller it is what "the same" means.</param>
    /// <param name="call">The call.</param>
    /// <param name="write">Changes state, queues events, and makes the answer. It is saved and committed here.</param>
    /// <returns>The first answer that this request had.</returns>
    /// <exception cref="RefusalException">REQUEST_ID_INVALID; TEXT_UNREADABLE; REQUEST_ID_REUSED when the id belongs to another request; and what <paramref name="write"/> refuses.</exception>
    /// <remarks>When this returns, state, events and answer survive a crash. Of two calls at once, the second waits and gets the first one's answer. A refusal leaves the id unused.</remarks>
    public async Task<TResponse> OnceAsync<TResponse>(
        DbContext db, string requestId, IMessage request, ServerCallContext call, Func<Task<TResponse>> write)
        where TResponse : class, IMessage<TResponse>, new()
    {
        if (!Guid.TryParse(requestId, out var id) || id == Guid.Empty)
        {
            throw new RefusalException(StatusCode.InvalidArgument, "REQUEST_ID_INVALID",
                "request_id harus berupa UUID baru yang dibuat oleh aplikasi Anda untuk setiap permintaan.",
                new FieldFault("request_id", "Isi dengan UUID, misalnya 0198f0b2-6c1e-7d6a-9d51-3b1f0c2a7e44."));
        }

        if (UnstorableText.FindIn(request) is { } field)
        {
            throw new RefusalException(StatusCode.InvalidArgument, "TEXT_UNREADABLE",
                "Teks memuat karakter kosong (NUL) yang tidak dapat disimpan. Hapus karakter itu lalu kirim lagi.", new FieldFault(field, "Hapus karakter NUL."));
        }

        var cancel = call.CancellationToken;
        var fingerprint = Fingerprint(request, call);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var isFirst = await db.Database.ExecuteSqlAsync(
            $"insert into messaging.request (request_id, operation, fingerprint) values ({id}, {call.Method}, {fingerprint}) on conflict do nothing", cancel);
        if (isFirst == 0)
        {
            return await FirstAnswerAsync<TResponse>(db, id, fingerprint, cancel);
        }

        var answer = await write();
        await db.SaveChangesAsync(cancel);
        await db.Database.ExecuteSqlAsync($"update messaging.request set answer = {answer.ToByteArray()} where request_id = {id}", cancel);
        await transaction.CommitAsync(cancel);
        signal.Raise();
        return answer;
    }

    private static async Task<TResponse> FirstAnswerAsync<TResponse>(DbContext db, Guid id, byte[] fingerprint, CancellationToken cancel)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var first = await db.Database.SqlQuery<Recorded>($"""select fingerprint as "Fingerprint", answer as "Answer" from messaging.request where request_id = {id}""").SingleAsync(cancel);
        if (!CryptographicOperations.FixedTimeEquals(first.Fingerprint, fingerprint))
        {
            throw new RefusalException(StatusCode.AlreadyExists, "REQUEST_ID_REUSED",
                "request_id ini sudah dipakai untuk permintaan lain. Buat UUID baru untuk permintaan yang isinya berbeda.",
                new FieldFault("request_id", "Gunakan UUID baru."));
        }

        return new MessageParser<TResponse>(() => new TResponse()).ParseFrom(first.Answer);
    }

    // The caller's office is part of it: nobody reads another office's answer by trying ids. Where no account is needed, what the request opens is in its content.
    private static byte[] Fingerprint(IMessage request, ServerCallContext call)
    {
        var caller = call.GetHttpContext().User.Identity is { IsAuthenticated: true } ? Caller.Of(call).Office.ToString() : "anyone";
        return SHA256.HashData([.. Encoding.UTF8.GetBytes($"{call.Method}\n{caller}\n"), .. request.ToByteArray()]);
    }

    private sealed record Recorded(byte[] Fingerprint, byte[] Answer);
}
