namespace Netralitas.Sequencer;

/// <summary>Whether the log may grow: closed until the tree was found to continue what was signed, and whenever it does not.</summary>
internal sealed class LogGate
{
    private volatile bool isOpen;
    private volatile string? refusal;

    internal bool IsOpen => isOpen;

    /// <summary>Why signing was refused; null while it was not.</summary>
    internal string? Refusal => refusal;

    internal void Open() => (refusal, isOpen) = (null, true);

    internal void Close(string why) => (isOpen, refusal) = (false, why);
}
