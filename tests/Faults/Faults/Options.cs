using System.Globalization;

namespace Netralitas.Faults;

/// <summary>What is to be run.</summary>
internal sealed record Options
{
    internal const string Usage = "Usage: [--case F4] [--seed 7] [--seconds 60] [--rate 200] [--two COMMIT] [--mutations] [--binaries FOLDER] [--bug NAME] [--keep]";

    /// <summary>The case to run; null for all.</summary>
    internal string? Case { get; init; }

    /// <summary>All faults, their moments, and what the client sends come from it.</summary>
    internal required int Seed { get; init; }

    /// <summary>Seconds of load of a case that does not need longer.</summary>
    internal double? Seconds { get; init; }

    /// <summary>Reports each second; null for as many as the machine stands: <see cref="MachineSpeed"/>.</summary>
    internal double? Rate { get; init; }

    /// <summary>Commit by whose hash two cases are chosen; null for no choice.</summary>
    internal string? TwoOf { get; init; }

    /// <summary>Whether to hold the checker against planted bugs instead.</summary>
    internal bool Mutations { get; init; }

    /// <summary>Bug to be switched on, or with <see cref="Mutations"/> the bugs to be tried, with commas between; null for none, or all.</summary>
    internal string? Bug { get; init; }

    /// <summary>Folder of the built programs; null for the one that this program lies in.</summary>
    internal string? Binaries { get; init; }

    /// <summary>Whether data and logs are kept even when all is well.</summary>
    internal bool Keep { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is none of <see cref="Usage"/>.</exception>
    internal static Options Read(string[] args)
    {
        string[] switches = ["--mutations", "--keep"];
        string[] named = ["--case", "--seed", "--seconds", "--rate", "--two", "--binaries", "--bug"];
        var given = new Dictionary<string, string>();
        for (var n = 0; n < args.Length; n++)
        {
            given[args[n]] = switches.Contains(args[n]) ? "" : named.Contains(args[n]) && n + 1 < args.Length ? args[++n] : throw new FormatException(Usage);
        }

        string? Text(string name) => given.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;
        double? Number(string name) => Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        return new Options
        {
            Case = Text("--case"),
            Seed = (int?)Number("--seed") ?? Random.Shared.Next(1, 1_000_000),
            Seconds = Number("--seconds"),
            Rate = Number("--rate"),
            TwoOf = Text("--two"),
            Mutations = given.ContainsKey("--mutations"),
            Bug = Text("--bug"),
            Binaries = Text("--binaries"),
            Keep = given.ContainsKey("--keep"),
        };
    }
}
