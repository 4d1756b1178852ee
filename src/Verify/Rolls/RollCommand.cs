using Netralitas.Verify.Receipts;

namespace Netralitas.Verify.Rolls;

/// <summary><c>netralitas-verify roll FILE --keys FILE</c>: checks a sealed roll without its people.</summary>
internal static class RollCommand
{
    /// <summary>Checks and prints.</summary>
    /// <param name="arguments">Words behind the command.</param>
    /// <param name="output">Where the verdict goes.</param>
    /// <param name="errors">Where goes why nothing was checked.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <remarks>Opens no connection.</remarks>
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        if (!Options.TryRead(arguments, ["--keys"], ["--json"], out var options, out var problem) || options.Operands.Count != 1 || options.Value("--keys") is not { } keys)
        {
            await errors.WriteLineAsync(problem ?? Usage.Text);
            return ExitCodes.Usage;
        }

        if (!InputFiles.TryReadKeys(keys, out var trusted, out problem) || !InputFiles.TryRead(options.Operands[0], TransparencyLog.Rolls.BlindedRoll.MaxLength, out var file, out problem))
        {
            await errors.WriteLineAsync(problem);
            return ExitCodes.Usage;
        }

        var verdict = RollCheck.Run(file, trusted);
        await output.WriteLineAsync(options.Has("--json") ? VerdictJson.Of(verdict, isReached: true) : VerdictText.Of(options.Operands[0], verdict, isReached: true));
        return verdict.IsValid ? ExitCodes.Valid : ExitCodes.Invalid;
    }
}
