namespace Netralitas.Services.Pledges.Rosters;

/// <summary>How rosters are taken in; configuration section <c>Pledges:Rosters</c>.</summary>
internal sealed record RosterOptions
{
    /// <summary>After how many hours without a new byte an upload is ended, from 1 to 8,760.</summary>
    public int AbandonedAfterHours { get; init; } = 72;

    /// <exception cref="InvalidOperationException">A setting is out of its range.</exception>
    internal RosterOptions Checked() => AbandonedAfterHours is >= 1 and <= 8_760
        ? this
        : throw new InvalidOperationException($"Pledges:Rosters:AbandonedAfterHours is {AbandonedAfterHours}; it must be from 1 to 8760.");
}
