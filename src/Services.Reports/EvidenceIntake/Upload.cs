using Netralitas.Services.Reports.EvidenceFiles;

namespace Netralitas.Services.Reports.EvidenceIntake;

/// <summary>A file that is to come, is coming, or came. Never changed; taken out when it is abandoned.</summary>
internal sealed class Upload
{
    /// <summary>Random; told to the sender only, and becomes the id of the evidence.</summary>
    public required Guid Id { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>The sender's request.</summary>
    public required Guid RequestKey { get; init; }

    /// <summary>What that request is recognised by.</summary>
    public required byte[] RequestMac { get; init; }

    /// <summary>As tokens name it; null for the reporter.</summary>
    public required string? Office { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 as the sender declared it; empty when it was not told.</summary>
    public required byte[] DeclaredSha256 { get; init; }

    /// <summary>Whether officers may read the original of a picture.</summary>
    public required bool KeepsMetadata { get; init; }

    /// <summary>Bound to <see cref="Id"/>.</summary>
    public required SealedLabel Label { get; init; }

    /// <summary>Where its bytes go.</summary>
    public required Guid FileId { get; init; }

    public required DateTimeOffset BegunAt { get; init; }
}
