using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Monitoring;

/// <summary><c>netralitas-verify monitor</c>: reads a whole log and works it out again.</summary>
internal static class MonitorCommand
{
    private const int DefaultRate = 20_000;

    private static readonly string[] Valued = ["--keys", "--log-url", "--log-folder", "--state", "--counts", "--rate"];

    /// <summary>Reads, compares and prints.</summary>
    /// <param name="arguments">Words behind <c>monitor</c>.</param>
    /// <param name="output">Where the findings go.</param>
    /// <param name="errors">Where goes why nothing was read.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <remarks>The file of the state is written anew, whole or not at all, only when the log was read to its end; the next reading goes on from there.</remarks>
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        if (!Options.TryRead(arguments, Valued, ["--json"], out var options, out var problem) || options.Operands.Count != 0 || options.Value("--keys") is not { } keys
            || !int.TryParse(options.Value("--rate") ?? $"{DefaultRate}", System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var rate))
        {
            await errors.WriteLineAsync(problem ?? Usage.Text);
            return ExitCodes.Usage;
        }

        if (!InputFiles.TryReadKeys(keys, out var trusted, out problem)
            || !CountsFile.TryRead(options.Value("--counts"), out var counts, out problem)
            || !LogSource.TryOpen(options.Value("--log-url"), options.Value("--log-folder"), out var log, out problem)
            || log is null || trusted.Count != 1)
        {
            await errors.WriteLineAsync(problem ?? (trusted.Count == 1 ? Usage.Text : "Berkas kunci untuk perintah monitor memuat kunci satu catatan publik saja."));
            return ExitCodes.Usage;
        }

        using (log as IDisposable)
        {
            try
            {
                var reading = await ReadAsync(new LogMonitor(log, trusted[0], rate, TimeProvider.System), trusted[0], options.Value("--state"), counts, cancel);
                await output.WriteLineAsync(options.Has("--json") ? MonitorJson.Of(reading) : MonitorText.Of(reading));
                return reading.Differences.Count == 0 ? ExitCodes.Valid : ExitCodes.Invalid;
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException or UnauthorizedAccessException || (exception is TaskCanceledException && !cancel.IsCancellationRequested))
            {
                await errors.WriteLineAsync($"Catatan publik tidak dapat dibaca: {exception.Message}");
                return ExitCodes.Unreachable;
            }
        }
    }

    private static async Task<MonitorResult> ReadAsync(LogMonitor monitor, LogPolicy policy, string? stateFile, LogTotals? counts, CancellationToken cancel)
    {
        var (before, damage) = (default(MonitorState), default(string));
        if (stateFile is not null && File.Exists(stateFile))
        {
            _ = MonitorState.TryRead(await File.ReadAllBytesAsync(stateFile, cancel), policy, out before, out damage);
        }

        var read = await monitor.ReadAsync(before, cancel);
        if (stateFile is not null && read.State is { } state && !ReferenceEquals(state, before))
        {
            await File.WriteAllBytesAsync(stateFile + ".tmp", state.ToBytes(), cancel);
            File.Move(stateFile + ".tmp", stateFile, overwrite: true);
        }

        IEnumerable<LogDifference> memory = damage is null ? [] : [new LogDifference(LogFault.Memory, damage)];
        var differing = counts is not null && read.State is not null ? read.State.Totals.Against(counts) : [];
        return read with { Differences = [.. memory, .. read.Differences, .. differing] };
    }
}
