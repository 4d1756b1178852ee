using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Netralitas.TransparencyLog;

/// <summary>The public keys that a verifier trusts, as a file (C2SP tlog-policy): logs, witnesses, and how many of which must have signed.</summary>
/// <remarks>Of the groups of that format those are read whose members are witnesses. A group of groups is refused, never read as less than it says.</remarks>
public static class TrustPolicy
{
    /// <summary>Reads a policy.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="policies">One for each origin; lines with one origin are keys of one log.</param>
    /// <param name="problem">Why it is none: the line and what is wrong with it.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<LogPolicy>? policies, [NotNullWhen(false)] out string? problem)
    {
        policies = null;
        var draft = new Draft();
        foreach (var (n, line) in text.Split('\n').Index())
        {
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            problem = words is [] || words[0].StartsWith('#') ? null : draft.Read(words);
            if (problem is not null)
            {
                problem = $"line {n + 1}: {problem}";
                return false;
            }
        }

        return draft.TryFinish(out policies, out problem);
    }

    private sealed class Draft
    {
        private readonly List<VerifierKey> logs = [];
        private readonly Dictionary<string, VerifierKey> witnesses = [];
        private readonly Dictionary<string, (int Threshold, string[] Members)> groups = [];
        private string? quorum;

        internal string? Read(string[] words) => words switch
        {
            ["log", _] or ["log", _, _] => ReadLog(words[1]),
            ["witness", _, _] or ["witness", _, _, _] => ReadWitness(words[1], words[2]),
            ["group", var name, var threshold, _, ..] => ReadGroup(name, threshold, words[3..]),
            ["quorum", var name] when quorum is null => ReadQuorum(name),
            ["quorum", _] => "a second quorum",
            _ => "no log, witness, group or quorum",
        };

        internal bool TryFinish([NotNullWhen(true)] out IReadOnlyList<LogPolicy>? policies, [NotNullWhen(false)] out string? problem)
        {
            policies = null;
            if (quorum is null || logs.Count == 0)
            {
                problem = quorum is null ? "no line quorum" : "no line log";
                return false;
            }

            // A witness outside the quorum is no part of the decision.
            var (threshold, members) = quorum == "none" ? (0, []) : groups.GetValueOrDefault(quorum, (1, [quorum]));
            try
            {
                policies = [.. logs.GroupBy(key => key.Name).Select(log => new LogPolicy(log.Key, [.. log], [.. members.Select(name => witnesses[name])], threshold))];
                problem = null;
                return true;
            }
            catch (ArgumentException twice)
            {
                problem = twice.Message;
                return false;
            }
        }

        private string? ReadLog(string text)
        {
            if (!VerifierKey.TryParse(text, out var key, out var problem) || key.Type != SignatureType.Ed25519)
            {
                return problem ?? "a witness's key";
            }

            logs.Add(key);
            return null;
        }

        private string? ReadWitness(string name, string text)
        {
            if (!VerifierKey.TryParse(text, out var key, out var problem) || key.Type != SignatureType.Cosignature)
            {
                return problem ?? "a log's key";
            }

            return !IsFree(name) ? $"{name} is taken" : witnesses.TryAdd(name, key) ? null : $"{name} is taken";
        }

        private string? ReadGroup(string name, string threshold, string[] members)
        {
            var least = threshold switch
            {
                "any" => 1,
                "all" => members.Length,
                _ => int.TryParse(threshold, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
            };
            if (least < 1 || least > members.Length || members.Distinct().Count() != members.Length)
            {
                return "a group of fewer than it asks for, or with one member twice";
            }

            if (!IsFree(name) || members.FirstOrDefault(member => !witnesses.ContainsKey(member)) is { })
            {
                return IsFree(name) ? "a member is no witness of a line above (groups of groups are not read)" : $"{name} is taken";
            }

            groups.Add(name, (least, members));
            return null;
        }

        private string? ReadQuorum(string name)
        {
            quorum = name;
            return name == "none" || witnesses.ContainsKey(name) || groups.ContainsKey(name) ? null : $"{name} is no witness or group of a line above";
        }

        private bool IsFree(string name) => name != "none" && !witnesses.ContainsKey(name) && !groups.ContainsKey(name);
    }
}
