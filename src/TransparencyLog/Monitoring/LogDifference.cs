namespace Netralitas.TransparencyLog.Monitoring;

/// <summary>What is not as it should be.</summary>
public enum LogFault
{
    /// <summary>The checkpoint is missing, or not signed by the log.</summary>
    Checkpoint,

    /// <summary>Fewer witnesses have signed than are asked for.</summary>
    Witnesses,

    /// <summary>The log has fewer entries than it had.</summary>
    Shrunk,

    /// <summary>The entries do not give the root that the log signed, or do not continue those that were read before.</summary>
    Root,

    /// <summary>A file is missing, or has another content than the entries give it.</summary>
    File,

    /// <summary>Something in the log is no entry.</summary>
    Entry,

    /// <summary>There are more or fewer entries of a day and kind than there are records.</summary>
    Count,

    /// <summary>Something is said to stand for nothing, and is not shown to: a record may be hidden behind it.</summary>
    Dummy,

    /// <summary>What the monitor remembers is damaged; the log was read from its beginning instead.</summary>
    Memory,
}

/// <summary>One thing that is not as it should be.</summary>
/// <param name="Fault">What.</param>
/// <param name="Detail">Where, and what was found; nothing of a record.</param>
public sealed record LogDifference(LogFault Fault, string Detail);
