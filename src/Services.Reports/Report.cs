using Netralitas.Contracts.Reports.V1;

namespace Netralitas.Services.Reports;

/// <summary>A report as it was taken in. What was understood of it is kept whole; the service's role can neither change nor delete it.</summary>
internal sealed class Report
{
    /// <summary>Inner identity; carries a time, so it is never shown to anyone.</summary>
    public required Guid Id { get; init; }

    /// <summary>Grows by one with each event that tells of it.</summary>
    public required int Version { get; init; }

    /// <summary>The client's request, as a UUID.</summary>
    public required Guid RequestKey { get; init; }

    /// <summary>HMAC of what was sent, under the secret of <see cref="CodeKeyId"/>: it tells a repeat, and not what was sent. SHA-256 in rows from before contents were sealed.</summary>
    public required byte[] ContentHash { get; init; }

    /// <summary>Public number, 12 characters without hyphens.</summary>
    public required string Number { get; init; }

    /// <summary>Which secret its number and access code were computed under.</summary>
    public required string CodeKeyId { get; init; }

    /// <summary>What an access code is held against; the code itself is nowhere.</summary>
    public required byte[] CodeVerifier { get; init; }

    /// <summary>Kemendagri code of the place of the act; null when the reporter gave none that exists.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>What it was taken in as; null in rows from before kinds were kept: see <see cref="Classification.OfStored"/>.</summary>
    public required ReportKind? Kind { get; init; }

    /// <summary>Kemendagri code of the region of the office that counts it; null in rows from before kinds were kept.</summary>
    public required string? OfficeCode { get; init; }

    /// <summary>Code of the contest in official numbers; null when it is not known.</summary>
    public required string? Contest { get; init; }

    public required ReportStatus Status { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>An earlier report under the same request with other content; null otherwise.</summary>
    public required Guid? PossibleDuplicateOf { get; init; }

    /// <summary>What was reported, as <see cref="Sealing.SealedBody"/>. In rows from before contents were sealed: <see cref="ReportContent.Bytes"/>.</summary>
    public required byte[] Content { get; init; }

    /// <summary>Who reported, as <see cref="Sealing.SealedIdentity"/>; null when nothing was told of that, and in rows from before contents were sealed.</summary>
    public required byte[]? Identity { get; init; }
}
