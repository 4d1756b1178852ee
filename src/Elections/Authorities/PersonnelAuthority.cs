using Netralitas.Geography;

namespace Netralitas.Elections.Authorities;

/// <summary>The kind of agency that a civil servant works for, as far as it decides who is the personnel authority (Pejabat Pembina Kepegawaian).</summary>
public enum AgencyKind
{
    /// <summary>Pemerintah kabupaten or kota.</summary>
    RegencyGovernment,

    /// <summary>Pemerintah provinsi.</summary>
    ProvinceGovernment,

    /// <summary>Instansi pusat, and its offices in the regions (instansi vertikal).</summary>
    VerticalAgency,
}

/// <summary>Who decides on a civil servant's discipline, or on one who decides, where that one is himself the respondent.</summary>
public sealed record PersonnelAuthority
{
    /// <summary>The same for all versions, such as <c>gubernur</c>.</summary>
    public required string Id { get; init; }

    /// <summary>1 or more.</summary>
    public required int Version { get; init; }

    /// <summary>Of which agencies; null for one that only stands above others.</summary>
    public required AgencyKind? Agency { get; init; }

    /// <summary>The level of its region, which with the agency's region tells its office; null for one that only stands above others.</summary>
    public required RegionLevel? OfficeLevel { get; init; }

    /// <summary>First local date; null when it was not verified.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last local date, inclusive; null while it is in force.</summary>
    public required DateOnly? ValidTo { get; init; }

    /// <summary>In Indonesian.</summary>
    public required string Title { get; init; }

    /// <summary>Id of who takes the case when this one is himself a respondent; null for the last.</summary>
    public required string? Above { get; init; }

    /// <summary>Why.</summary>
    public required Citation Citation { get; init; }

    /// <summary>Whether it holds on a local date.</summary>
    public bool IsValidOn(DateOnly date) => (ValidFrom is null || date >= ValidFrom) && (ValidTo is null || date <= ValidTo);
}
