using System.Collections;

namespace Netralitas.Faults.Processes;

/// <summary>How a process is started.</summary>
internal sealed record Launch
{
    /// <summary>Program and arguments.</summary>
    internal required IReadOnlyList<string> Command { get; init; }

    /// <summary>Its whole environment, besides what <see cref="Inherited"/> holds.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>File that its output is added to.</summary>
    internal required string Log { get; init; }

    /// <summary>User that it runs as; null for this one.</summary>
    internal string? User { get; init; }

    /// <summary>Network namespace that it runs in; null for this one.</summary>
    internal string? Network { get; init; }

    /// <summary>Folder that it runs in; null for this one.</summary>
    internal string? Folder { get; init; }

    /// <summary>What a process needs of this one's environment, and nothing more: no setting of the person who runs the suite reaches it.</summary>
    internal static IEnumerable<KeyValuePair<string, string>> Inherited =>
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(pair => KeyValuePair.Create((string)pair.Key, (string?)pair.Value ?? ""))
            .Where(pair => pair.Key is "PATH" or "HOME" or "DOTNET_ROOT" or "LANG" or "TZ" or "DOTNET_CLI_HOME");

    /// <summary>The command with what makes it die with this program, and write to its log.</summary>
    internal IReadOnlyList<string> Wrapped()
    {
        // bash, because dash drops variables whose name is no identifier, such as ConnectionStrings__reports-db.
        var command = new List<string> { "setsid" };
        if (Network is not null)
        {
            command.AddRange(["ip", "netns", "exec", Network]);
        }

        // The log is opened before the user changes, who may have no way to its folder.
        command.AddRange(["bash", "-c", "exec \"$@\" >> \"$0\" 2>&1 < /dev/null", Log, "setpriv", "--pdeathsig", "KILL"]);
        if (User is not null)
        {
            command.AddRange([$"--reuid={User}", $"--regid={User}", "--init-groups"]);
        }

        command.Add("--");
        return [.. command, .. Command];
    }
}
