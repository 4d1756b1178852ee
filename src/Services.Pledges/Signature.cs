namespace Netralitas.Services.Pledges;

/// <summary>One signature under the text of a declaration. Written whole lists at a time by <see cref="Storage.SignatureSql"/>, never changed.</summary>
internal sealed class Signature
{
    public required Guid Id { get; init; }

    public required Guid DeclarationId { get; init; }

    public required string SignerName { get; init; }

    /// <summary>18 digits of the NIP or NI PPPK; null when it is not known. One number signs a declaration once for each party it represents.</summary>
    public required string? SignerNumber { get; init; }

    public required string Position { get; init; }

    public required string Agency { get; init; }

    public required string Tenure { get; init; }

    /// <summary>Whom the signer represents; empty for a personal pledge.</summary>
    public required string Represented { get; init; }

    public required string MandateBasis { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
