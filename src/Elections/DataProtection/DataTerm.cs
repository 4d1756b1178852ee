using Netralitas.Elections.Clocks;

namespace Netralitas.Elections.DataProtection;

/// <summary>What a term of data protection is for.</summary>
public enum DataTermSubject
{
    /// <summary>Answering what somebody asks about data of the own person.</summary>
    SubjectRequest,

    /// <summary>Telling the people whose data a breach concerns.</summary>
    BreachToPersons,

    /// <summary>Telling the authority of data protection of a breach.</summary>
    BreachToAuthority,
}

/// <summary>How long something may take under the law of data protection: one version of one rule.</summary>
public sealed record DataTerm
{
    /// <summary>The same for all versions, such as <c>pdp-subject-request</c>.</summary>
    public required string Id { get; init; }

    /// <summary>1 or more; of two versions in force on a day the higher is followed.</summary>
    public required int Version { get; init; }

    /// <summary>What for.</summary>
    public required DataTermSubject Subject { get; init; }

    /// <summary>Whole hours, day and night; the law says 3 x 24 jam.</summary>
    public required int Hours { get; init; }

    /// <summary>First date in Jakarta on which a term may begin under it; null when it was not verified.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>What it limits, in Indonesian, after "Batas".</summary>
    public required string Name { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Id and version.</summary>
    public RuleReference Reference => new(Id, Version);

    /// <summary>The first instant that is too late.</summary>
    /// <param name="begins">From when it counts.</param>
    public DateTimeOffset EndsAt(DateTimeOffset begins) => begins.AddHours(Hours);
}

/// <summary>The terms of data protection, from <c>Data/data-terms.csv</c>. They count hours, so neither contest nor calendar has a part in them.</summary>
/// <remarks>Law: breaches [LAW-PDP-05], what people ask about their own data [LAW-PDP-06].</remarks>
public sealed class DataTerms(IEnumerable<DataTerm> rows)
{
    /// <summary>The rows of the assembly.</summary>
    public static DataTerms Published { get; } = new(DataRow.Read("data-terms").Select(Row));

    /// <summary>All rows.</summary>
    public IReadOnlyList<DataTerm> All { get; } = [.. rows.OrderBy(row => row.Version)];

    /// <summary>The term that is followed by what begins on a date in Jakarta.</summary>
    public DataTerm Of(DataTermSubject subject, DateOnly on) => All.Last(row => row.Subject == subject && (row.ValidFrom is null || row.ValidFrom <= on));

    /// <summary>One version of a rule.</summary>
    public DataTerm this[RuleReference reference] => All.Single(row => row.Reference == reference);

    private static DataTerm Row(DataRow row) => new()
    {
        Id = row.Text("id"),
        Version = row.Number("version"),
        Subject = row.Value<DataTermSubject>("subject"),
        Hours = row.Number("hours"),
        ValidFrom = row.DateOrNull("valid_from"),
        Name = row.Text("name"),
        Citation = row.Citation(),
    };
}
