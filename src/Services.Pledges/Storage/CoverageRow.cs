using System.ComponentModel.DataAnnotations.Schema;

namespace Netralitas.Services.Pledges.Storage;

/// <summary>One sum of the coverage, as <c>pledges.coverage</c> has it.</summary>
internal sealed class CoverageRow
{
    [Column("pledge_scope")]
    public required Guid PledgeScope { get; init; }

    /// <summary>Code of a region, or <c>a:</c> and the id of a unit.</summary>
    [Column("area")]
    public required string Area { get; init; }

    /// <summary><c>all</c>, <c>category</c>, <c>position</c> or <c>day</c>.</summary>
    [Column("dimension")]
    public required string Dimension { get; init; }

    [Column("value")]
    public required string Value { get; init; }

    [Column("expected")]
    public required long Expected { get; init; }

    [Column("pledged")]
    public required long Pledged { get; init; }

    [Column("present")]
    public required long Present { get; init; }

    [Column("on_behalf")]
    public required long OnBehalf { get; init; }

    [Column("outside")]
    public required long Outside { get; init; }
}
