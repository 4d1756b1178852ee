namespace Netralitas.Verify.Receipts;

/// <summary><c>netralitas-verify FILE --keys FILE</c>: checks a receipt.</summary>
internal static class CheckCommand
{
    private static readonly string[] Valued = ["--keys", "--erasure", "--roll", "--log-url", "--log-folder"];

    /// <summary>Checks and prints.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Where the verdict goes.</param>
    /// <param name="errors">Where goes why nothing was checked.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <remarks>Opens no connection unless <c>--log-url</c> is given.</remarks>
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        if (!Options.TryRead(arguments, Valued, ["--json"], out var options, out var problem) || options.Operands.Count != 1 || options.Value("--keys") is not { } keys)
        {
            await errors.WriteLineAsync(problem ?? Usage.Text);
            return ExitCodes.Usage;
        }

        if (!InputFiles.TryReadKeys(keys, out var trusted, out problem)
            || !InputFiles.TryRead(options.Operands[0], out var receipt, out problem)
            || !TryReadBeside(options.Value("--erasure"), out var erasure, out problem)
            || !TryReadBeside(options.Value("--roll"), out var roll, out problem)
            || !LogSource.TryOpen(options.Value("--log-url"), options.Value("--log-folder"), out var log, out problem))
        {
            await errors.WriteLineAsync(problem);
            return ExitCodes.Usage;
        }

        using (log as IDisposable)
        {
            var (check, verdict) = ReceiptCheck.Run(receipt, erasure, roll, trusted);
            var isReached = true;
            if (verdict.IsValid && log is not null)
            {
                (verdict, isReached) = await LaterCheckpoint.CompareAsync(check, verdict, log, cancel);
            }

            await output.WriteLineAsync(options.Has("--json") ? VerdictJson.Of(verdict, isReached) : VerdictText.Of(options.Operands[0], verdict, isReached));
            return !verdict.IsValid ? ExitCodes.Invalid : isReached ? ExitCodes.Valid : ExitCodes.Unreachable;
        }
    }

    private static bool TryReadBeside(string? file, out byte[]? content, out string? problem)
    {
        (content, problem) = (null, null);
        if (file is null)
        {
            return true;
        }

        var isRead = InputFiles.TryRead(file, out var bytes, out problem);
        content = bytes;
        return isRead;
    }
}
