using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports.EvidenceFiles;

/// <summary>A piece of evidence of a report. Never changed; what happens to it is in its <see cref="CustodyEntry"/>s.</summary>
internal sealed class EvidenceItem
{
    /// <summary>Random. Of a file it is the id of its upload, so a finish that is repeated finds it.</summary>
    public required Guid Id { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>From 1 within the report; how people name it.</summary>
    public required int Number { get; init; }

    public required EvidenceKind Kind { get; init; }

    /// <summary>The sender's request for a link; null otherwise.</summary>
    public required Guid? RequestKey { get; init; }

    /// <summary>What that request is recognised by; null otherwise.</summary>
    public required byte[]? RequestMac { get; init; }

    /// <summary>As tokens name it; null for the reporter.</summary>
    public required string? Office { get; init; }

    /// <summary>Bound to <see cref="Id"/>.</summary>
    public required SealedLabel Label { get; init; }

    /// <summary>Type by content; empty for an exhibit.</summary>
    public required string MediaType { get; init; }

    /// <summary>Length of the original, or of the manifest; 0 for an exhibit.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 of the original as it was read back from the store, or of the manifest; empty for an exhibit.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>SHA-256 as the sender declared it, or of what the sender of a link saved; empty when it was not told.</summary>
    public required byte[] DeclaredSha256 { get; init; }

    /// <summary>The original; null for what is no file.</summary>
    public required Guid? OriginalFileId { get; init; }

    /// <summary>The copy without metadata; null where there is none.</summary>
    public required Guid? CopyFileId { get; init; }

    /// <summary>Length of the copy; 0 where there is none.</summary>
    public required long CopySizeBytes { get; init; }

    /// <summary>SHA-256 of the copy; empty where there is none.</summary>
    public required byte[] CopySha256 { get; init; }

    /// <summary>Whether officers may read the original although there is a copy.</summary>
    public required bool KeepsMetadata { get; init; }

    /// <summary>Dots of a picture; 0 when they are not known.</summary>
    public required long Pixels { get; init; }

    /// <summary>From whom an exhibit came; unspecified otherwise.</summary>
    public required ExhibitSource Source { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
