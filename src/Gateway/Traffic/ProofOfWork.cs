using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Netralitas.Gateway.Traffic;

/// <summary>Work that a caller of report intake can do to get before those of its own source who did none. It is never needed: who does none waits longer. Safe to call from several threads.</summary>
/// <remarks>
/// While it is asked for, every answer of report intake carries the header <see cref="ChallengeHeader"/>. The proof is a text, in the header <see cref="ProofHeader"/>, of which
/// SHA-256 over <c>challenge:request_id:text</c> begins with as many zero bits as were asked for. It holds for one request id, and for ten to twenty minutes.
/// </remarks>
internal sealed class ProofOfWork(ProofOfWorkOptions options, TimeProvider clock)
{
    /// <summary>Header, or metadata, of answers: <c>sha256; bits=20; challenge=…</c>.</summary>
    internal const string ChallengeHeader = "netralitas-work";

    /// <summary>Header, or metadata, of calls.</summary>
    internal const string ProofHeader = "netralitas-work-proof";

    // A repeat of a call that got no answer is the same work; more often it pays for nothing.
    private const int MostUses = 3;
    private const int MostRemembered = 100_000;
    private const int MostProof = 64;

    private static readonly long SlotTicks = TimeSpan.FromMinutes(10).Ticks;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, int> used = new(StringComparer.Ordinal);
    private long usedIn;

    /// <summary>Whether work is asked for.</summary>
    internal bool IsAsked => options.Bits > 0;

    /// <summary>What is asked for now.</summary>
    internal string Challenge => FormattableString.Invariant($"sha256; bits={options.Bits}; challenge={ChallengeOf(Slot)}");

    private long Slot => clock.GetUtcNow().Ticks / SlotTicks;

    /// <summary>Whether a call brings the work for it.</summary>
    /// <param name="headers">Of the call.</param>
    /// <param name="requestId">Its id; without one nothing tells the work for it from that for another.</param>
    internal bool IsDone(IHeaderDictionary headers, string requestId)
    {
        var slot = Slot;
        var proof = headers[ProofHeader].ToString();
        return proof.Length is > 0 and <= MostProof && requestId.Length > 0
            && (IsProof(ChallengeOf(slot), requestId, proof) || IsProof(ChallengeOf(slot - 1), requestId, proof)) && IsFresh(slot, requestId);
    }

    /// <summary>Whether a text is the work for a request.</summary>
    internal bool IsProof(string challenge, string requestId, string proof)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{challenge}:{requestId}:{proof}"), hash);
        var zeros = 0;
        foreach (var part in hash)
        {
            zeros += part == 0 ? 8 : BitOperations.LeadingZeroCount(part) - 24;
            if (part != 0)
            {
                break;
            }
        }

        return zeros >= options.Bits;
    }

    private bool IsFresh(long slot, string requestId)
    {
        if (Interlocked.Exchange(ref usedIn, slot) != slot || used.Count > MostRemembered)
        {
            used.Clear();
        }

        return used.AddOrUpdate(requestId, 1, (_, uses) => uses + 1) <= MostUses;
    }

    private string ChallengeOf(long slot) => Base64Url.EncodeToString(HMACSHA256.HashData(key, BitConverter.GetBytes(slot)).AsSpan(0, 16));
}
