using System.Globalization;
using Netralitas.Contracts.Pledges.V1;
using Netralitas.Geography;

namespace Netralitas.Services.Pledges.Prevention;

/// <summary>A duty, as <c>pledges.prevention_duties</c> has it.</summary>
internal sealed record Duty(
    Guid Id, string KindName, string RegionCode, string Unit, Guid? ParentId, DateOnly StartsOn, string Basis, DateOnly? LastHeldOn, DateOnly CountsFrom, int PassedOn)
{
    internal DutyHolderKind Kind => Enum.Parse<DutyHolderKind>(KindName);

    internal Region Region => RegionDirectory.Find(Geography.RegionCode.Parse(RegionCode))!;

    internal DateOnly Today(DateTimeOffset now) => Region.TimeZone.LocalDate(now);

    /// <summary>The duty as it is told.</summary>
    /// <param name="rule">The rule in force.</param>
    /// <param name="now">The present instant.</param>
    internal PreventionDuty ToWire(Rule rule, DateTimeOffset now)
    {
        var dueOn = DutyRules.DueOn(CountsFrom, rule.IntervalDays);
        return new PreventionDuty
        {
            DutyId = Id.ToString(),
            HolderKind = Kind,
            RegionCode = RegionCode,
            OfficeText = DutyRules.Words(Kind, Region, Unit),
            ParentDutyId = ParentId?.ToString() ?? "",
            StartsOn = Dates.Write(StartsOn),
            Basis = Basis,
            LastHeldOn = LastHeldOn is { } last ? Dates.Write(last) : "",
            DueOn = Dates.Write(dueOn),
            IsOverdue = dueOn < Today(now),
            PassedOn = PassedOn,
        };
    }
}

/// <summary>A rule by which the duty is counted, as <c>pledges.prevention_rules</c> has it.</summary>
internal sealed record Rule(Guid Id, DateOnly ValidFrom, int IntervalDays, string Basis, string Source, string Mark, bool BawasluEventsCount, DateTimeOffset? RecordedAt);

/// <summary>Local dates as requests and answers have them.</summary>
internal static class Dates
{
    private const string Form = "yyyy-MM-dd";

    internal static string Write(DateOnly date) => date.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads a date, and notes a fault unless it is one between two days.</summary>
    internal static DateOnly Read(string text, string field, DateOnly earliest, DateOnly latest, Faults faults)
    {
        var isDate = DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        faults.Unless(isDate && date >= earliest && date <= latest, field, $"Tanggal ditulis TTTT-BB-HH, dari {Write(earliest)} sampai {Write(latest)}.");
        return date;
    }
}
