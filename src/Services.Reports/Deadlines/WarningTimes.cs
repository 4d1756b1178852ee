namespace Netralitas.Services.Reports.Deadlines;

/// <summary>A warning of an end.</summary>
/// <param name="LeadHours">Hours before it; 0 at the end itself.</param>
/// <param name="DueAt">When it is due.</param>
internal sealed record WarningTime(int LeadHours, DateTimeOffset DueAt)
{
    /// <summary>The warnings that an end still asks for. Pure.</summary>
    /// <param name="endsAt">The end.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="leads">Hours before the end at which to warn.</param>
    /// <returns>The leads to come, of those that have begun only the shortest, as long as the end is to come; and always the end itself.</returns>
    internal static IReadOnlyList<WarningTime> Of(DateTimeOffset endsAt, DateTimeOffset now, IReadOnlyList<int> leads)
    {
        var all = leads.Select(hours => new WarningTime(hours, endsAt.AddHours(-hours))).ToList();
        var begun = all.Where(warning => warning.DueAt <= now).MinBy(warning => warning.LeadHours);
        return [.. all.Where(warning => endsAt > now && (warning.DueAt > now || warning == begun)), new WarningTime(0, endsAt)];
    }
}
