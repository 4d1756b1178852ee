namespace Netralitas.Services.Reports.Reading;

/// <summary>A cell of the counts: what cases have in common that are counted in it.</summary>
internal abstract class TallyCell
{
    /// <summary>Row of the catalogue of violations; empty where the case itself is counted, whatever its acts.</summary>
    public required string Code { get; init; }

    /// <summary>Kemendagri code of the region of the handling office.</summary>
    public required string OfficeCode { get; init; }

    public required int ReceivedYear { get; init; }

    public required string Kind { get; init; }

    public required string Status { get; init; }

    /// <summary>Empty where no officer has said it.</summary>
    public required string ContestId { get; init; }

    /// <summary>How cases first came; empty where that was not kept.</summary>
    public required string Channel { get; init; }
}

/// <summary>How many there are in a cell, but for the changes that were not added up yet.</summary>
internal sealed class Tally : TallyCell
{
    public required long Count { get; init; }
}

/// <summary>That there are more or fewer in a cell. Written with the change itself, by the database, and added up later, so that no two writers wait for one count.</summary>
internal sealed class TallyChange : TallyCell
{
    public long Id { get; init; }

    public required long Change { get; init; }
}
