namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>Where a file stands.</summary>
internal enum EvidenceFileState
{
    /// <summary>Bytes may still come, or it waits to become evidence.</summary>
    Receiving,

    /// <summary>It is evidence, and never removed.</summary>
    Kept,

    /// <summary>It was abandoned, and is being removed.</summary>
    Discarded,
}

/// <summary>A sealed file, whole or under way: an original, or a copy without metadata.</summary>
internal sealed class EvidenceFile
{
    /// <summary>Random; binds each chunk to the file.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its length, known before the first byte.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>How many bytes are safe, from the first on without holes. Whoever stores a part moves it on from where it found it, so of two writers one wins.</summary>
    public long StoredBytes { get; init; }

    public EvidenceFileState State { get; init; } = EvidenceFileState.Receiving;

    /// <summary>The file's key, sealed to the intake's own; null once the file is evidence and opens by <see cref="EvidenceFileKey"/>s only.</summary>
    public required byte[]? UploadKey { get; init; }

    /// <summary>When a part was stored last.</summary>
    public required DateTimeOffset TouchedAt { get; init; }
}

/// <summary>A run of chunks that is stored together.</summary>
internal sealed class EvidencePart
{
    /// <summary>Random; its name in the store. The row comes before the part, so that nothing in the store is without one.</summary>
    public required Guid Name { get; init; }

    public required Guid FileId { get; init; }

    /// <summary>Place of its first byte in the file.</summary>
    public required long Offset { get; init; }

    /// <summary>How many bytes of the file it holds.</summary>
    public required int Length { get; init; }

    /// <summary>Whether it is part of the file; one that is not was left over by a writer that died or lost.</summary>
    public required bool IsStored { get; init; }

    public required DateTimeOffset BegunAt { get; init; }
}

/// <summary>A file's key, sealed to somebody. Never changed.</summary>
internal sealed class EvidenceFileKey
{
    public required Guid FileId { get; init; }

    /// <summary>For whom: <see cref="FileKeys.ForOffice"/>, <see cref="FileKeys.ForCentral"/> or <see cref="FileKeys.ForCustodian"/>.</summary>
    public required string Recipient { get; init; }

    /// <summary>The key, sealed.</summary>
    public required byte[] SealedKey { get; init; }
}
