namespace Netralitas.TransparencyLog;

/// <summary>Whom a verifier trusts: a log, and how many of which witnesses must have seen its checkpoint.</summary>
public sealed class LogPolicy
{
    /// <summary>A policy.</summary>
    /// <param name="origin">Origin of the log.</param>
    /// <param name="logKeys">Keys of the log, of type Ed25519; one of them must have signed.</param>
    /// <param name="witnesses">Keys of witnesses, of type cosignature/v1.</param>
    /// <param name="quorum">How many of the witnesses must have cosigned; 0 asks for none.</param>
    /// <exception cref="ArgumentException">No key of the log, a key of another type, one key under two names, or a quorum that cannot be reached.</exception>
    public LogPolicy(string origin, IReadOnlyList<VerifierKey> logKeys, IReadOnlyList<VerifierKey> witnesses, int quorum)
    {
        if (origin.Length == 0 || logKeys.Count == 0 || logKeys.Any(key => key.Type != SignatureType.Ed25519))
        {
            throw new ArgumentException("A log has an origin, and one or more keys of type Ed25519.", nameof(logKeys));
        }

        if (witnesses.Any(key => key.Type != SignatureType.Cosignature) || quorum < 0 || quorum > witnesses.Count)
        {
            throw new ArgumentException("Witnesses have keys of type cosignature/v1, and there are as many as the quorum asks for.", nameof(witnesses));
        }

        // cosignature/v1 does not sign the name: one key under two names would count as two witnesses.
        if (logKeys.Concat(witnesses).Select(key => Convert.ToHexString(key.PublicKey.Export())).Distinct().Count() != logKeys.Count + witnesses.Count)
        {
            throw new ArgumentException("One key is given twice.", nameof(witnesses));
        }

        Origin = origin;
        LogKeys = logKeys;
        Witnesses = witnesses;
        Quorum = quorum;
    }

    /// <summary>Origin of the log.</summary>
    public string Origin { get; }

    /// <summary>Keys of the log.</summary>
    public IReadOnlyList<VerifierKey> LogKeys { get; }

    /// <summary>Keys of witnesses.</summary>
    public IReadOnlyList<VerifierKey> Witnesses { get; }

    /// <summary>How many of the witnesses must have cosigned.</summary>
    public int Quorum { get; }
}
