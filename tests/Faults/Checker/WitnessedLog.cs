using Netralitas.TransparencyLog;

namespace Netralitas.Faults.Checker;

/// <summary>I9, as the witness has it: what it signed last is the published log, so far.</summary>
internal static class WitnessedLog
{
    private const string OwnerFile = "witness";

    /// <summary>Judges one log as it is published now. The witness signs first: what it has beyond that is published a moment later.</summary>
    /// <exception cref="InvalidDataException">The log cannot be read, or the witness's key.</exception>
    internal static async Task JudgeAsync(Finding finding, JudgedLog log, CheckerOptions options)
    {
        var witness = VerifierKey.TryParse(options.WitnessKey, out var key, out var problem) ? key : throw new InvalidDataException($"the key of the witness: {problem}");
        var signed = SignedBy(witness, log.Policy, options.WitnessFolder);
        Judge(finding, await PublicLog.ReadSinceAsync(log.Folder, log.Policy, signed), signed);
    }

    /// <summary>Judges one log.</summary>
    /// <param name="finding">Told of what is wrong.</param>
    /// <param name="log">The log.</param>
    /// <param name="signed">What the witness last signed of it.</param>
    internal static void Judge(Finding finding, PublicLog log, IReadOnlyList<Checkpoint> signed)
    {
        var name = log.Checkpoint.Origin;
        finding.Check(log.Checkpoint.Size == 0 || signed.Count == 1, () => $"{name}: the witness has signed {signed.Count} checkpoints that log and witness both stand for");
        foreach (var checkpoint in signed)
        {
            finding.Check(checkpoint.Size <= log.Checkpoint.Size && log.Root(checkpoint.Size) == checkpoint.Root, () => $"{name}: what the witness signed at {checkpoint.Size} entries is another tree");
        }
    }

    /// <summary>What a witness last signed of a log, and the log with it: one checkpoint, or none.</summary>
    internal static IReadOnlyList<Checkpoint> SignedBy(VerifierKey witness, LogPolicy policy, string folder)
    {
        var witnessed = new LogPolicy(policy.Origin, policy.LogKeys, [witness], 1);
        return
        [
            .. Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != OwnerFile && Path.GetExtension(file).Length == 0)
                .Select(file => SignedCheckpoint.TryOpen(File.ReadAllBytes(file), witnessed, out var opened, out _) ? opened.Checkpoint : null).OfType<Checkpoint>(),
        ];
    }
}
