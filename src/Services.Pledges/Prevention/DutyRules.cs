using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Pledges.Prevention;

/// <summary>Whose duty it is to prevent, what is done for it and when it is due. Pure.</summary>
/// <remarks>
/// That personnel authorities have to tell all their civil servants, again and again, and that it passes to their successors [LAW-PRV-01]; what counts as that, and how often it is due [LAW-PRV-02];
/// to whom it is passed on [LAW-PRV-03].
/// </remarks>
internal static class DutyRules
{
    /// <summary>Whether the duty begins its interval anew with it.</summary>
    internal static bool Counts(PreventionMeasure measure) => measure switch
    {
        PreventionMeasure.Sosialisasi or PreventionMeasure.Pembinaan => true,
        PreventionMeasure.Pengawasan or PreventionMeasure.Unspecified => false,
    };

    /// <summary>The last local date on which the next activity is in time.</summary>
    /// <param name="countsFrom">The last activity that counts, or the beginning of the duty, whichever is later.</param>
    /// <param name="intervalDays">Days of the rule in force.</param>
    internal static DateOnly DueOn(DateOnly countsFrom, int intervalDays) => countsFrom.AddDays(intervalDays);

    /// <summary>Whether an office passes its duty on to a unit.</summary>
    /// <param name="from">What kind of office passes it on.</param>
    /// <param name="region">Its region.</param>
    /// <param name="to">What the unit is.</param>
    /// <param name="unit">The unit's region.</param>
    internal static bool MayPassOn(DutyHolderKind from, RegionCode region, DutyHolderKind to, RegionCode unit) => (from, to) switch
    {
        (DutyHolderKind.Ppk, DutyHolderKind.Opd) => unit == region,
        (DutyHolderKind.Ppk, DutyHolderKind.Kecamatan) => region.Level is RegionLevel.Regency && unit.Level is RegionLevel.District && region.Contains(unit),
        (DutyHolderKind.Ppk, DutyHolderKind.Kelurahan) => region.Level is RegionLevel.Regency && unit.Kind is RegionKind.Kelurahan && region.Contains(unit),
        (DutyHolderKind.Kecamatan, DutyHolderKind.Kelurahan) => unit.Kind is RegionKind.Kelurahan && region.Contains(unit),
        _ => false,
    };

    /// <summary>The office in words.</summary>
    internal static string Words(DutyHolderKind kind, Region region, string unit) => kind switch
    {
        DutyHolderKind.Ppk => $"Pejabat Pembina Kepegawaian {region.FullName}",
        DutyHolderKind.Opd => $"{unit}, {region.FullName}",
        DutyHolderKind.Kecamatan => $"Camat {region.Name}",
        DutyHolderKind.Kelurahan => $"Lurah {region.Name}",
        DutyHolderKind.Unspecified => region.FullName,
    };

    /// <summary>The office to tell, as kind:code. Offices of OPD have no code of their own: their personnel authority is told.</summary>
    internal static string OfficeOf(DutyHolderKind kind, RegionCode region) => kind is DutyHolderKind.Kecamatan or DutyHolderKind.Kelurahan ? $"opd:{region}" : $"ppk:{region}";
}
