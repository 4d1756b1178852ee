using System.Globalization;

namespace Netralitas.Pledges.Bench;

/// <summary>What is measured, and how much of it.</summary>
internal sealed record BenchOptions
{
    private const string Usage = "Usage: Netralitas.Pledges.Bench [--parts singles,bulk,roster,xlsx,coverage] [--seconds N] [--turns N] [--clients N] [--streams N] [--rows N] [--roster N] [--sizes N,N,...] [--postgres name=value,...]";

    /// <summary>Parts that run.</summary>
    internal required IReadOnlyList<string> Parts { get; init; }

    /// <summary>Seconds of a turn of single signatures.</summary>
    internal required int Seconds { get; init; }

    /// <summary>Turns of single and bulk signatures.</summary>
    internal required int Turns { get; init; }

    /// <summary>Clients that sign one by one.</summary>
    internal required int Clients { get; init; }

    /// <summary>Streams of bulk signatures that go on at once.</summary>
    internal required int Streams { get; init; }

    /// <summary>Signatures of a turn of bulk signatures.</summary>
    internal required int Rows { get; init; }

    /// <summary>Rows of the roster that is imported.</summary>
    internal required int Roster { get; init; }

    /// <summary>How many people and signatures are stored when the parts are measured, one after the other; 0 is an empty database.</summary>
    internal required IReadOnlyList<int> Sizes { get; init; }

    /// <summary>Settings of PostgreSQL beside those that the AppHost gives, as <c>name=value</c>; a gigabyte of buffers when none is said, as a national database is given memory.</summary>
    internal required IReadOnlyList<string> Postgres { get; init; }

    /// <exception cref="FormatException">The command line is not good; the message has the usage.</exception>
    internal static BenchOptions Read(string[] args)
    {
        if (args.Length % 2 != 0 || args.Where((_, n) => n % 2 == 0).Any(name => !name.StartsWith("--", StringComparison.Ordinal)))
        {
            throw new FormatException(Usage);
        }

        var given = args.Chunk(2).ToDictionary(pair => pair[0][2..], pair => pair[1]);
        string Text(string name, string usual) => given.GetValueOrDefault(name, usual);
        int Number(string name, int usual) => int.Parse(Text(name, usual.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        return new BenchOptions
        {
            Parts = Text("parts", "singles,bulk,roster,xlsx,coverage").Split(','),
            Seconds = Number("seconds", 5),
            Turns = Number("turns", 1),
            Clients = Number("clients", 64),
            Streams = Number("streams", 3),
            Rows = Number("rows", 200_000),
            Roster = Number("roster", 50_000),
            Postgres = Text("postgres", "shared_buffers=1GB").Split(',', StringSplitOptions.RemoveEmptyEntries),
            Sizes = [.. Text("sizes", "10000,100000").Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))],
        };
    }
}
