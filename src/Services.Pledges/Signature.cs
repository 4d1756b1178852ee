namespace Netralitas.Services.Pledges;

/// <summary>One signature under the text of a declaration. Written whole lists at a time by <see cref="Storage.SignatureSql"/>, never changed.</summary>
internal sealed class Signature
{
    public required Guid Id { get; init; }

    public required Guid DeclarationId { get; init; }

    public required string SignerName { get; init; }

    /// <summary>What <see cref="SealedNumber"/> is sealed for. Never changed.</summary>
    internal const string NumberPurpose = "signature-number";

    /// <summary>18 digits in clear: only until the migrations have sealed a number that was recorded before numbers were sealed.</summary>
    public required string? SignerNumber { get; init; }

    /// <summary>18 digits of the NIP or NI PPPK, sealed; null when it is not known.</summary>
    public required byte[]? SealedNumber { get; init; }

    /// <summary>Blind index of the number. One person signs a text for its contests once for each party represented.</summary>
    public required Guid? SignerIndex { get; init; }

    /// <summary>Blind index of position and unit, where no number is known and both are.</summary>
    public required Guid? PostIndex { get; init; }

    /// <summary>Text and contests (<see cref="Pledges.PledgeScope"/>).</summary>
    public required Guid? PledgeScope { get; init; }

    /// <summary>The position as positions are compared.</summary>
    public required string PositionKey { get; init; }

    /// <summary>How it was given.</summary>
    public required string Method { get; init; }

    /// <summary>The attested list or the sheet that it stands on.</summary>
    public required Guid? ListId { get; init; }

    public required string Position { get; init; }

    public required string Agency { get; init; }

    public required string Tenure { get; init; }

    /// <summary>Whom the signer represents; empty for a personal pledge.</summary>
    public required string Represented { get; init; }

    public required string MandateBasis { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Local date, where the declaration is held, on which it was given (<see cref="Storage.SignatureOrigin"/>). The coverage counts it by this date.</summary>
    public required DateOnly SignedOn { get; init; }
}
