namespace Netralitas.Verify;

/// <summary>What the program gives back to its shell. Never renumbered.</summary>
internal static class ExitCodes
{
    /// <summary>Everything that was asked holds.</summary>
    internal const int Valid = 0;

    /// <summary>A step failed: the receipt proves nothing, or the log is not as it should be.</summary>
    internal const int Invalid = 1;

    /// <summary>The command line, a file or the keys cannot be read; nothing was checked.</summary>
    internal const int Usage = 2;

    /// <summary>The receipt holds by itself; the log, which was to be compared, could not be reached.</summary>
    internal const int Unreachable = 3;
}
