using Netralitas.Elections.Clocks;

namespace Netralitas.Elections.Notices;

/// <summary>How a notice that a term runs from can come to the reporter.</summary>
public enum ServiceMeans
{
    /// <summary>The reporter confirms it with number and access code, by a deliberate step: reading the status is none.</summary>
    ConfirmedByCode,

    /// <summary>The office handed it over, against a receipt.</summary>
    HandedOver,

    /// <summary>The office announced, without any person, that the report with this number is to be completed.</summary>
    Announced,

    /// <summary>It can be read with number and access code, whoever reads it.</summary>
    Readable,
}

/// <summary>Whether a means counts as service: one version of one rule.</summary>
public sealed record ServiceRule
{
    /// <summary>The same for all versions, such as <c>confirmed-by-code</c>.</summary>
    public required string Id { get; init; }

    /// <summary>1 or more; of two versions in force on a day the higher is followed.</summary>
    public required int Version { get; init; }

    /// <summary>The means.</summary>
    public required ServiceMeans Means { get; init; }

    /// <summary>Whether it counts.</summary>
    public required RuleUse Use { get; init; }

    /// <summary>First local date on which it is followed; null when the day it took effect was not verified.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>What happened, in Indonesian, after "pemberitahuan": "dikonfirmasi pelapor dengan nomor dan kode akses".</summary>
    public required string Name { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }
}

/// <summary>From when a reporter's term counts, from <c>Data/service-rules.csv</c>.</summary>
/// <remarks>
/// Law: the term of completion counts from the notice; what makes it one was found in no text that was read. Followed is the reading that costs no reporter a day: the notice that somebody confirmed, or that the office
/// handed over or announced [LAW-SVC-01]. To follow another, add a row of the means with the next version.
/// </remarks>
public sealed class ServiceRules(IEnumerable<ServiceRule> rows)
{
    /// <summary>The rows of the assembly.</summary>
    public static ServiceRules Published { get; } = new(DataRow.Read("service-rules").Select(Row));

    /// <summary>All rows.</summary>
    public IReadOnlyList<ServiceRule> All { get; } = [.. rows.OrderBy(row => row.Means).ThenBy(row => row.Version)];

    /// <summary>These rules and a further one, as after a decree.</summary>
    public ServiceRules With(ServiceRule further) => new(All.Append(further));

    /// <summary>The rule of a means that is followed on a local date.</summary>
    public ServiceRule Of(ServiceMeans means, DateOnly on) => All.Last(row => row.Means == means && (row.ValidFrom is null || row.ValidFrom <= on));

    /// <summary>Whether a notice that came by a means on a local date starts a term.</summary>
    public bool Counts(ServiceMeans means, DateOnly on) => Of(means, on).Use == RuleUse.Applied;

    private static ServiceRule Row(DataRow row) => new()
    {
        Id = row.Text("id"),
        Version = row.Number("version"),
        Means = row.Value<ServiceMeans>("means"),
        Use = row.Value<RuleUse>("use"),
        ValidFrom = row.DateOrNull("valid_from"),
        Name = row.Text("name"),
        Citation = row.Citation(),
    };
}
