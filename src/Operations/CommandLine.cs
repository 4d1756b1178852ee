using System.Globalization;

namespace Netralitas.Operations;

/// <summary>What was asked for on the command line.</summary>
internal sealed class CommandLine
{
    internal const string Usage =
        """
        Usage: Netralitas.Operations COMMAND
          status [--spool PATH]
          dead list --service NAME
          dead redrive --service NAME (--message ID | --all) --by WHO --reason WHY
          queue list --queue NAME
          queue redrive --queue NAME [--message ID] --by WHO --reason WHY
          broker rebuild --service NAME --since INSTANT --by WHO --reason WHY
          recount --from INSTANT --to INSTANT --by WHO --reason WHY
          unknown list
        An INSTANT is ISO 8601 with its offset, for example 2026-11-22T02:00:00Z.
        Connections: ConnectionStrings__<service>-operations and ConnectionStrings__message-bus; a shell may write _ in place of -.
        """;

    private readonly Dictionary<string, string> options = [];

    private CommandLine(string name) => Name = name;

    /// <summary>The command's words, for example <c>dead redrive</c>.</summary>
    internal string Name { get; }

    /// <summary>Who acts; written down with what was done.</summary>
    internal string By => Required("by");

    /// <summary>Why; written down with what was done.</summary>
    internal string Reason => Required("reason");

    /// <exception cref="UsageException">It is not a command line of this program.</exception>
    internal static CommandLine Parse(string[] arguments)
    {
        var words = arguments.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToArray();
        var command = new CommandLine(string.Join(' ', words));
        for (var i = words.Length; i < arguments.Length; i++)
        {
            var (option, value) = arguments[i] switch
            {
                "--all" => ("all", "yes"),
                _ when i + 1 < arguments.Length && arguments[i].StartsWith("--", StringComparison.Ordinal) => (arguments[i][2..], arguments[++i]),
                _ => throw new UsageException($"{arguments[i]} has no value."),
            };
            if (!command.options.TryAdd(option, value))
            {
                throw new UsageException($"--{option} is given twice.");
            }
        }

        return command;
    }

    internal bool Has(string option) => options.ContainsKey(option);

    internal string? Find(string option) => options.GetValueOrDefault(option);

    internal string Required(string option) =>
        options.TryGetValue(option, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : throw new UsageException($"--{option} is missing.");

    internal Guid? FindId(string option) => Find(option) switch
    {
        null => null,
        var text when Guid.TryParse(text, out var id) => id,
        _ => throw new UsageException($"--{option} is no UUID."),
    };

    internal DateTimeOffset RequiredInstant(string option)
    {
        var text = Required(option);
        // Without an offset it would be read in whatever zone this machine is in.
        return text.IndexOf('T', StringComparison.Ordinal) is var t and > 0 && text.AsSpan(t).ContainsAny("Zz+-")
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new UsageException($"--{option} is no instant with an offset.");
    }
}

/// <summary>The command line cannot be followed.</summary>
/// <param name="message">Why.</param>
internal sealed class UsageException(string message) : Exception(message);
