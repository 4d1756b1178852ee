using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer;

/// <summary>Asks the log's witnesses (C2SP tlog-witness). They are asked at once and have a second; one that does not answer is an alarm and no reason to wait.</summary>
internal sealed partial class WitnessClient : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly LogSetup setup;
    private readonly TileStore tiles;
    private readonly ILogger<WitnessClient> log;
    private readonly HttpClient http;
    private readonly long[] lastSizes;

    public WitnessClient(LogSetup setup, TileStore tiles, ILogger<WitnessClient> log)
    {
        (this.setup, this.tiles, this.log) = (setup, tiles, log);
        lastSizes = new long[setup.Witnesses.Count];
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    public void Dispose() => http.Dispose();

    /// <summary>What the witnesses have last seen of this log, of those that answer: a database restored together with everything else here cannot hide from them.</summary>
    internal async Task<IReadOnlyList<Checkpoint>> LatestAsync(CancellationToken cancel)
    {
        var policy = new LogPolicy(setup.Origin, [setup.Key.Verifier], [], 0);
        var path = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(setup.Origin)))}/checkpoint";
        var answers = await Task.WhenAll(setup.Witnesses.Select(witness => TryAsync(witness, async limit =>
        {
            using var response = await http.GetAsync(new Uri(witness.Address, path), limit);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            response.EnsureSuccessStatusCode();
            // The log's own signature makes it count; the witness's word alone could stop any log.
            return SignedCheckpoint.TryOpen(await response.Content.ReadAsByteArrayAsync(limit), policy, out var opened, out var problem)
                ? opened.Checkpoint
                : throw new InvalidDataException(problem);
        }, cancel)));
        return [.. answers.OfType<Checkpoint>()];
    }

    /// <summary>Asks for signatures on a checkpoint.</summary>
    /// <param name="note">Signed by the log.</param>
    /// <param name="checkpoint">Its text.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>One line of each witness that signed, verified.</returns>
    internal async Task<IReadOnlyList<NoteSignature>> CosignAsync(SignedNote note, Checkpoint checkpoint, CancellationToken cancel)
    {
        var lines = await Task.WhenAll(setup.Witnesses.Select((witness, n) => TryAsync(witness, async limit =>
        {
            var line = await AskAsync(witness, lastSizes[n], note, checkpoint, limit);
            lastSizes[n] = checkpoint.Size;
            return line;
        }, cancel)));
        return [.. lines.OfType<NoteSignature>()];
    }

    private async Task<NoteSignature> AskAsync(KnownWitness witness, long oldSize, SignedNote note, Checkpoint checkpoint, CancellationToken limit)
    {
        var (status, body) = await PostAsync(witness, oldSize, note, checkpoint, limit);
        if (status == HttpStatusCode.Conflict && long.TryParse(body.AsSpan().TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen) && seen <= checkpoint.Size)
        {
            (status, body) = await PostAsync(witness, seen, note, checkpoint, limit);
        }

        if (status != HttpStatusCode.OK)
        {
            throw new InvalidDataException($"It answered {(int)status}: {body}");
        }

        foreach (var text in body.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (NoteSignature.TryParse(text, out var line) && new SignedNote(note.Text, [line]).TryVerify([witness.Key], out _, out _))
            {
                return line;
            }
        }

        throw new InvalidDataException("Its answer has no signature under its key.");
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(KnownWitness witness, long oldSize, SignedNote note, Checkpoint checkpoint, CancellationToken limit)
    {
        var proof = await tiles.ProveConsistencyAsync(oldSize, checkpoint.Size, limit);
        using var content = new ByteArrayContent(new AddCheckpointRequest(oldSize, proof, note, checkpoint).ToBytes());
        using var response = await http.PostAsync(new Uri(witness.Address, "add-checkpoint"), content, limit);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(limit));
    }

    private async Task<T?> TryAsync<T>(KnownWitness witness, Func<CancellationToken, Task<T?>> ask, CancellationToken cancel)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            return await ask(limit.Token);
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            Meters.WitnessFailures.Add(1, new KeyValuePair<string, object?>("witness", witness.Key.Name));
            LogFailed(exception, witness.Key.Name);
            return null;
        }
    }

    [LoggerMessage(EventName = "WitnessFailed", Level = LogLevel.Warning, Message = "Witness {Witness} did not answer as it should")]
    private partial void LogFailed(Exception exception, string witness);
}
