using System.Diagnostics.CodeAnalysis;

namespace Netralitas.Verify;

/// <summary>A command line: a command's operands, and options with a value each or none.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> values = [];
    private readonly HashSet<string> flags = [];

    /// <summary>What is no option.</summary>
    internal List<string> Operands { get; } = [];

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">Words behind the command.</param>
    /// <param name="valued">Options that have a value.</param>
    /// <param name="bare">Options that have none.</param>
    /// <param name="options">The options.</param>
    /// <param name="problem">What is wrong, in Indonesian.</param>
    internal static bool TryRead(IReadOnlyList<string> arguments, string[] valued, string[] bare, out Options options, [NotNullWhen(false)] out string? problem)
    {
        options = new Options();
        problem = null;
        for (var n = 0; n < arguments.Count && problem is null; n++)
        {
            var word = arguments[n];
            if (!word.StartsWith("--", StringComparison.Ordinal))
            {
                options.Operands.Add(word);
            }
            else if (bare.Contains(word))
            {
                options.flags.Add(word);
            }
            else if (!valued.Contains(word) || n + 1 == arguments.Count || !options.values.TryAdd(word, arguments[n + 1]))
            {
                problem = valued.Contains(word) ? $"Pilihan {word} memerlukan satu nilai, dan hanya satu kali." : $"Pilihan {word} tidak dikenal.";
            }
            else
            {
                n++;
            }
        }

        return problem is null;
    }

    internal string? Value(string name) => values.GetValueOrDefault(name);

    internal bool Has(string name) => flags.Contains(name);
}
