using System.Globalization;

namespace Netralitas.Faults.Load;

/// <summary>What the load is to do.</summary>
internal sealed record LoadOptions
{
    /// <summary>Address of the gateway.</summary>
    internal required Uri Gateway { get; init; }

    /// <summary>File to which each attempt is written.</summary>
    internal required string History { get; init; }

    /// <summary>From it comes what is sent and who gives up; not when it arrives.</summary>
    internal required int Seed { get; init; }

    /// <summary>New reports each second.</summary>
    internal double Rate { get; init; } = 200;

    /// <summary>Lists of signatures each second.</summary>
    internal double SignatureRate { get; init; } = 4;

    /// <summary>Seconds for which new reports are sent; SIGTERM ends them earlier.</summary>
    internal double Seconds { get; init; } = 60;

    /// <summary>Seconds after that for which what was not acknowledged is tried again.</summary>
    internal double FinishSeconds { get; init; } = 30;

    /// <summary>Seconds after which an attempt without an answer is given up.</summary>
    internal double DeadlineSeconds { get; init; } = 10;

    /// <summary>Share of the reports whose client never tries again, so that unknown outcomes stay unknown.</summary>
    internal double Abandon { get; init; } = 0.2;

    /// <summary>How many times each request is sent at once.</summary>
    internal int Copies { get; init; } = 1;

    /// <summary>Reads <c>--name value</c> pairs.</summary>
    /// <param name="args">The command line.</param>
    /// <exception cref="FormatException">A pair that is not known, or no gateway, history or seed.</exception>
    internal static LoadOptions Read(string[] args)
    {
        var given = args.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        string[] known = ["--gateway", "--history", "--seed", "--rate", "--signature-rate", "--seconds", "--finish", "--deadline", "--abandon", "--copies"];
        if (args.Length % 2 != 0 || given.Keys.Except(known).Any())
        {
            throw new FormatException($"Usage: {string.Join(" ", known.Select(name => $"[{name} VALUE]"))}; gateway, history and seed are needed.");
        }

        double Number(string name, double otherwise) => given.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        string Text(string name) => given.GetValueOrDefault(name) ?? throw new FormatException($"{name} is missing.");
        var defaults = new LoadOptions { Gateway = new Uri("http://localhost"), History = "", Seed = 0 };
        return new LoadOptions
        {
            Gateway = new Uri(Text("--gateway")),
            History = Text("--history"),
            Seed = int.Parse(Text("--seed"), CultureInfo.InvariantCulture),
            Rate = Number("--rate", defaults.Rate),
            SignatureRate = Number("--signature-rate", defaults.SignatureRate),
            Seconds = Number("--seconds", defaults.Seconds),
            FinishSeconds = Number("--finish", defaults.FinishSeconds),
            DeadlineSeconds = Number("--deadline", defaults.DeadlineSeconds),
            Abandon = Number("--abandon", defaults.Abandon),
            Copies = (int)Number("--copies", defaults.Copies),
        };
    }
}
