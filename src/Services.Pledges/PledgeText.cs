using Netralitas.Contracts.Pledges.V1;

namespace Netralitas.Services.Pledges;

/// <summary>A published text. Once anybody uses it, it never changes.</summary>
internal sealed class PledgeText
{
    public required Guid Id { get; init; }

    public required PledgeTextKind Kind { get; init; }

    public required string Title { get; init; }

    public required string Language { get; init; }

    public required string Source { get; init; }

    public required Wording Wording { get; init; }

    /// <summary>The office that published it: it and central Bawaslu publish what follows or translates it.</summary>
    public required string PublishedBy { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>From 1; a translation has the version of its original.</summary>
    public required int Version { get; init; }

    /// <summary>The text that this one follows or translates.</summary>
    public required Guid? PreviousTextId { get; init; }

    public required string LegalBasis { get; init; }

    public required string Contest { get; init; }

    /// <summary>In the order of their numbers.</summary>
    public required List<PledgePoint> Points { get; init; }
}

/// <summary>One numbered point of a text.</summary>
internal sealed class PledgePoint
{
    /// <summary>From 1, without gaps.</summary>
    public required int Number { get; init; }

    public required string Wording { get; init; }

    public required List<SubjectTag> Subjects { get; init; }

    public PointNature Nature { get; init; }
}
