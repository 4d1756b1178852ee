namespace Netralitas.Witness;

/// <summary>What a witness tells its operator. All of it is public: origins, sizes, roots, signed checkpoints.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Origin}: at {LastSize}, asked from {OldSize} to {Size}: {Verdict}")]
    internal static partial void Judged(this ILogger logger, string origin, long lastSize, long oldSize, long size, Verdict verdict);

    [LoggerMessage(2, LogLevel.Critical, "{Origin} has signed two trees. Signed for at size {LastSize}: root {LastRoot}. Now asked to sign, which proves it:\n{Note}")]
    internal static partial void Forked(this ILogger logger, string origin, long lastSize, string lastRoot, string note);

    [LoggerMessage(3, LogLevel.Information, "{Key} signs for {Origins}")]
    internal static partial void Started(this ILogger logger, string key, string origins);
}
