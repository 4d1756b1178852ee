namespace Netralitas.Faults.Cases;

/// <summary>A fault, how it is made, and what must hold meanwhile.</summary>
internal abstract class FaultCase
{
    /// <summary>For example <c>F4</c>.</summary>
    internal abstract string Id { get; }

    /// <summary>The fault in a few words.</summary>
    internal abstract string Title { get; }

    /// <summary>Why it needs root and a namespace of its own; null when it does not.</summary>
    internal virtual string? NeedsRoot => null;

    /// <summary>Whether it is worth its time in the short form of <c>make test</c>.</summary>
    internal virtual bool IsShort => false;

    /// <summary>Whether traces, metrics and logs are exported meanwhile, and looked through afterwards; that costs the suite time.</summary>
    internal virtual bool IsTraced => false;

    /// <summary>Load of the full form.</summary>
    internal virtual LoadShape Shape => new();

    /// <summary>Changes the suite before it starts.</summary>
    internal virtual Task PrepareAsync(Trial trial) => Task.CompletedTask;

    /// <summary>Changes the database's files before it starts.</summary>
    internal virtual Task PlaceAsync(Trial trial) => Task.CompletedTask;

    /// <summary>Makes the fault while the client is at work, and mends it again.</summary>
    internal abstract Task RunAsync(Trial trial);

    /// <summary>After the suite has become quiet: what only then can be asked.</summary>
    internal virtual Task AfterAsync(Trial trial) => Task.CompletedTask;

    /// <summary>Undoes what would outlive the suite's processes.</summary>
    internal virtual Task CleanUpAsync(Trial trial) => Task.CompletedTask;
}
