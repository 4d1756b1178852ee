namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Keeps sealed parts of files under random names. Knows nothing of what is in them.</summary>
internal interface IEvidenceStore
{
    /// <summary>Writes a part. When this returns, it survives a crash and a power failure; when it throws, there may be nothing, or the whole of it, and never a piece.</summary>
    /// <param name="name">Random; never written before.</param>
    /// <param name="bytes">The sealed part.</param>
    /// <exception cref="EvidenceStoreException">The store takes nothing.</exception>
    Task WriteAsync(Guid name, ReadOnlyMemory<byte> bytes);

    /// <summary>Reads a part.</summary>
    /// <param name="name">Of a part that was written.</param>
    /// <param name="into">Exactly as long as the part.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="EvidenceStoreException">The store gives nothing, or something of another length.</exception>
    Task ReadAsync(Guid name, Memory<byte> into, CancellationToken cancel);

    /// <summary>Takes a part out; one that is not there is out.</summary>
    /// <exception cref="EvidenceStoreException">The store cannot.</exception>
    Task DeleteAsync(Guid name, CancellationToken cancel);
}

/// <summary>The store of evidence does not do what it is asked; the same thing tried later may succeed.</summary>
internal sealed class EvidenceStoreException(string what, Exception? cause = null) : Exception(what, cause);
