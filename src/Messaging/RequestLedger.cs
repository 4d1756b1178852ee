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
        var (id, operation, fingerprint) = LedgerRequest.Of(requestId, request, call);
        var cancel = call.CancellationToken;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var isFirst = await db.Database.ExecuteSqlAsync(
            $"insert into messaging.request (request_id, operation, fingerprint) values ({id}, {operation}, {fingerprint}) on conflict do nothing", cancel);
        if (isFirst == 0)
        {
            return await FirstAnswerAsync<TResponse>(db, new LedgerRequest(id, operation, fingerprint), cancel);
        }

        var answer = await write();
        await db.SaveChangesAsync(cancel);
        await db.Database.ExecuteSqlAsync($"update messaging.request set answer = {answer.ToByteArray()} where request_id = {id}", cancel);
        await transaction.CommitAsync(cancel);
        signal.Raise();
        return answer;
    }

    private static async Task<TResponse> FirstAnswerAsync<TResponse>(DbContext db, LedgerRequest request, CancellationToken cancel)
        where TResponse : class, IMessage<TResponse>, new()
    {
        var first = await db.Database.SqlQuery<Recorded>($"""select fingerprint as "Fingerprint", answer as "Answer" from messaging.request where request_id = {request.Id}""").SingleAsync(cancel);
        return request.FirstAnswer<TResponse>(first.Fingerprint, first.Answer);
    }

    private sealed record Recorded(byte[] Fingerprint, byte[] Answer);
}
