using Netralitas.Services.Pledges.Storage;
using Netralitas.TransparencyLog.Rolls;

namespace Netralitas.Services.Pledges.Rolls;

/// <summary>Which rolls have counts so small that a person could be found in them.</summary>
/// <remarks>As for the public coverage, that fewer than five are too few is our own choice.</remarks>
internal static class SmallRolls
{
    private const long Fewest = 5;

    /// <summary>Whether few people are expected, few of them have pledged or have not, or few have withdrawn.</summary>
    internal static bool IsSmall(SealedRollRow roll) =>
        IsFew(roll.Expected) || IsFew(roll.Expected - roll.Count(RollState.Missing)) || IsFew(roll.Count(RollState.Missing)) || IsFew(roll.Count(RollState.Withdrawn));

    private static bool IsFew(long people) => people is > 0 and < Fewest;
}
