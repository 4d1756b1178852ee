using Netralitas.ServiceDefaults;
using Netralitas.TransparencyLog;

namespace Netralitas.Witness;

/// <summary><c>POST /add-checkpoint</c> (C2SP tlog-witness): a log asks for a signature on its new checkpoint.</summary>
/// <param name="witness">Key, logs and state.</param>
/// <param name="clock">Time of the signature.</param>
/// <param name="logger">Where signatures and refusals are told.</param>
internal sealed class AddCheckpoint(WitnessSetup witness, TimeProvider clock, ILogger<AddCheckpoint> logger)
{
    /// <summary>Largest body, in bytes; a larger one is refused with 413. Holds 16 signatures of 3 KiB beside the longest proof.</summary>
    internal const int MaxBodyBytes = 64 * 1024;

    private const string SizeType = "text/x.tlog.size";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Answers a request.</summary>
    /// <remarks>
    /// 200 and the witness's signature line, 400 for what is no request, 404 for a log that is not configured, 403 when none of its keys has signed or a signature does not hold,
    /// 409 and the last size when the old size is another, 422 when the checkpoint does not follow from the last one; 503 when other calls for the log take too long.
    /// Of calls at once with one old size one wins, over all processes on the folder; the others get 409. Before a 200 is sent, the checkpoint is on the disk:
    /// after a crash between, the log asks again, gets 409 with the size that it has just sent, and asks with that.
    /// </remarks>
    internal async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (!AddCheckpointRequest.TryParse(body.GetBuffer().AsSpan(0, (int)body.Length), out var request, out var problem))
        {
            await AnswerAsync(http, StatusCodes.Status400BadRequest, problem);
        }
        else if (!witness.ByOrigin.TryGetValue(request.Checkpoint.Origin, out var log))
        {
            await AnswerAsync(http, StatusCodes.Status404NotFound, "unknown origin");
        }
        else if (!request.Note.TryVerify(log.Keys, out var signatures, out problem))
        {
            await AnswerAsync(http, StatusCodes.Status403Forbidden, problem);
        }
        else
        {
            await DecideAsync(http, log, request, signatures);
        }
    }

    private async Task DecideAsync(HttpContext http, KnownLog log, AddCheckpointRequest request, IReadOnlyList<VerifiedSignature> signatures)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        limit.CancelAfter(Patience);
        IDisposable held;
        try
        {
            held = await witness.State.HoldAsync(log, limit.Token);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(http, StatusCodes.Status503ServiceUnavailable, "other requests for this log take too long");
            return;
        }

        // What is decided under the lock is answered behind it: a slow reader holds nobody up.
        Checkpoint? last;
        Verdict verdict;
        NoteSignature? cosignature;
        using (held)
        {
            last = witness.State.TryRead(log, out _, out var read) ? read : throw new InvalidDataException($"The checkpoint of {log.Origin} in the state folder is damaged.");
            verdict = Judgement.Of(request, last);
            cosignature = verdict == Verdict.Cosign ? Remember(log, request, signatures) : null;
        }

        Tell(log, request, last, verdict);
        await AnswerAsync(http, verdict, last, cosignature);
    }

    /// <summary>Signs, and writes checkpoint and signature to the disk before anybody sees the signature.</summary>
    private NoteSignature Remember(KnownLog log, AddCheckpointRequest request, IReadOnlyList<VerifiedSignature> signatures)
    {
        var cosignature = witness.Key.Cosign(request.Note.Text, clock.GetUtcNow());
        witness.State.Write(log, new SignedNote(request.Note.Text, [.. signatures.Select(signature => signature.Line), cosignature]));
        Failpoint.Reach("witness.after_persist_before_answer");
        return cosignature;
    }

    private void Tell(KnownLog log, AddCheckpointRequest request, Checkpoint? last, Verdict verdict)
    {
        if (verdict == Verdict.Forked && last is not null)
        {
            logger.Forked(log.Origin, last.Size, last.Root.ToString(), request.Note.ToString());
        }
        else
        {
            logger.Judged(log.Origin, last?.Size ?? 0, request.OldSize, request.Checkpoint.Size, verdict);
        }
    }

    private static Task AnswerAsync(HttpContext http, Verdict verdict, Checkpoint? last, NoteSignature? cosignature) => verdict switch
    {
        Verdict.Cosign => AnswerAsync(http, StatusCodes.Status200OK, $"{cosignature}"),
        Verdict.OldSizeTooLarge => AnswerAsync(http, StatusCodes.Status400BadRequest, "old size is above the checkpoint's"),
        Verdict.OldSizeNotLast => AnswerAsync(http, StatusCodes.Status409Conflict, (last?.Size ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture), SizeType),
        Verdict.NotProven => AnswerAsync(http, StatusCodes.Status422UnprocessableEntity, "the proof does not lead from the last checkpoint to this one"),
        Verdict.Forked => AnswerAsync(http, StatusCodes.Status422UnprocessableEntity, "a checkpoint of this size with another root was signed before"),
    };

    private static Task AnswerAsync(HttpContext http, int status, string line, string type = "text/plain; charset=utf-8")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(line + "\n", http.RequestAborted);
    }
}
