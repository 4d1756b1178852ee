using Netralitas.Faults.Parts;

namespace Netralitas.Faults;

/// <summary>What must happen somewhere in a whole run, or the run proves less than it says.</summary>
internal sealed class Ledger
{
    // What proves it is a line of a service's log.
    private static readonly string[] Wanted =
    [
        "NETRALITAS_CRASH_AT submit.before_commit", "NETRALITAS_CRASH_AT submit.after_commit_before_reply",
        "NETRALITAS_CRASH_AT spool.after_write_before_fsync", "NETRALITAS_CRASH_AT spool.after_fsync_before_reply", "NETRALITAS_CRASH_AT drain.after_commit_before_delete",
        "NETRALITAS_CRASH_AT outbox.after_claim", "NETRALITAS_CRASH_AT outbox.after_publish_before_confirm", "NETRALITAS_CRASH_AT outbox.after_confirm_before_commit",
        "NETRALITAS_CRASH_AT consume.before_commit", "NETRALITAS_CRASH_AT consume.after_commit_before_ack",
        "InboxDuplicate", "ConfirmTimeout", "Spooled",
    ];

    private readonly HashSet<string> seen = [];
    private bool sawInfo;

    internal IEnumerable<string> Missing => Wanted.Where(what => !seen.Contains(what)).Concat(sawInfo ? [] : ["an outcome that the client does not know"]);

    internal static int Count => Wanted.Length + 1;

    /// <summary>Reads what a case's services logged.</summary>
    internal void Read(Suite suite, int infos)
    {
        sawInfo |= infos > 0;
        foreach (var line in suite.Services.Where(s => File.Exists(s.LogFile)).SelectMany(s => File.ReadLines(s.LogFile)))
        {
            seen.UnionWith(Wanted.Where(what => !seen.Contains(what) && line.Contains(what, StringComparison.Ordinal)));
        }
    }
}
