using Netralitas.TransparencyLog;
using Netralitas.TransparencyLog.Monitoring;

namespace Netralitas.Verify.Monitoring;

/// <summary><c>netralitas-verify monitor</c>: reads a whole log and works it out again.</summary>
internal static class MonitorCommand
{
    private const int DefaultRate = 20_000;

    private static readonly string[] Valued = ["--keys", "--log-url", "--log-folder", "--state", "--counts", "--dummies", "--rate"];

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

        if (options.Value("--dummies") is not null && options.Value("--state") is not null)
        {
            await errors.WriteLineAsync("Dengan --dummies seluruh catatan publik dibaca dari awal: jangan pakai bersama --state.");
            return ExitCodes.Usage;
        }

        if (!InputFiles.TryReadKeys(keys, out var trusted, out problem)
            || !CountsFile.TryRead(options.Value("--counts"), out var counts, out problem)
            || !DummiesFile.TryRead(options.Value("--dummies"), trusted, counts, out var dummies, out problem)
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
                var (reading, days) = await ReadAsync(new LogMonitor(log, trusted[0], rate, TimeProvider.System), trusted[0], options.Value("--state"), (counts, dummies), cancel);
                await output.WriteLineAsync(options.Has("--json") ? MonitorJson.Of(reading, days) : MonitorText.Of(reading, days));
                return reading.Differences.Count == 0 ? ExitCodes.Valid : ExitCodes.Invalid;
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException or UnauthorizedAccessException || (exception is TaskCanceledException && !cancel.IsCancellationRequested))
            {
                await errors.WriteLineAsync($"Catatan publik tidak dapat dibaca: {exception.Message}");
                return ExitCodes.Unreachable;
            }
        }
    }

    private static async Task<(MonitorResult Reading, IReadOnlyList<DayOfReports> Days)> ReadAsync(
        LogMonitor monitor, LogPolicy policy, string? stateFile, (LogTotals? Counts, OpenedDummies? Dummies) claimed, CancellationToken cancel)
    {
        var (before, damage) = (default(MonitorState), default(string));
        if (stateFile is not null && File.Exists(stateFile))
        {
            _ = MonitorState.TryRead(await File.ReadAllBytesAsync(stateFile, cancel), policy, out before, out damage);
        }

        var audit = claimed.Dummies is { } file ? new DummyAudit(file.Size, (from, until, _) => Task.FromResult(file.Between(from, until))) : null;
        var read = await monitor.ReadAsync(before, cancel, audit);
        if (stateFile is not null && read.State is { } state && !ReferenceEquals(state, before))
        {
            await File.WriteAllBytesAsync(stateFile + ".tmp", state.ToBytes(), cancel);
            File.Move(stateFile + ".tmp", stateFile, overwrite: true);
        }

        IEnumerable<LogDifference> memory = damage is null ? [] : [new LogDifference(LogFault.Memory, damage)];
        var (differing, days) = read.State is { } now ? Compare(now, claimed, audit) : ([], []);
        return (read with { Differences = [.. memory, .. read.Differences, .. differing] }, days);
    }

    private static (IEnumerable<LogDifference> Differing, IReadOnlyList<DayOfReports> Days) Compare(MonitorState now, (LogTotals? Counts, OpenedDummies? Dummies) claimed, DummyAudit? audit)
    {
        if (claimed.Dummies is not { } file || audit is null)
        {
            return (claimed.Counts is { } all ? now.Totals.Against(all) : [], []);
        }

        // Entries of reports are no reports: those are compared once what stands for nothing is taken off.
        var days = ReportCounts.Of(file, audit);
        var others = claimed.Counts is { } counts ? now.Totals.Without(CommitmentKind.Report).Against(counts.Without(CommitmentKind.Report)) : [];
        return ([.. ReportCounts.Differences(file, audit, days, claimed.Counts, now.Checkpoint.Size), .. others], days);
    }
}
