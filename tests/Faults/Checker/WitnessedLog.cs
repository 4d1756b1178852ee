using Netralitas.TransparencyLog;

namespace Netralitas.Faults.Checker;

/// <summary>I9, as the witness has it: what it signed last is the published log, so far.</summary>
internal static class WitnessedLog
{
    private const string OwnerFile = "witness";

    /// <summary>Judges one log.</summary>
    internal static void Judge(Finding finding, PublicLog log, LogPolicy policy, CheckerOptions options) =>
        Judge(finding, log, policy, options.WitnessFolder, VerifierKey.TryParse(options.WitnessKey, out var key, out var problem) ? key : throw new InvalidDataException($"the key of the witness: {problem}"));

    /// <summary>Judges one log.</summary>
    /// <param name="finding">Told of what is wrong.</param>
    /// <param name="log">The log.</param>
    /// <param name="policy">Its key.</param>
    /// <param name="folder">What the witness last signed of each log.</param>
    /// <param name="witness">Its key.</param>
    internal static void Judge(Finding finding, PublicLog log, LogPolicy policy, string folder, VerifierKey witness)
    {
        var name = log.Checkpoint.Origin;
        var witnessed = new LogPolicy(policy.Origin, policy.LogKeys, [witness], 1);
        var signed = Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != OwnerFile && Path.GetExtension(file).Length == 0)
            .Select(file => SignedCheckpoint.TryOpen(File.ReadAllBytes(file), witnessed, out var opened, out _) ? opened.Checkpoint : null).OfType<Checkpoint>().ToList();
        finding.Check(log.Checkpoint.Size == 0 || signed.Count == 1, () => $"{name}: the witness has signed {signed.Count} checkpoints that log and witness both stand for");
        foreach (var checkpoint in signed)
        {
            finding.Check(checkpoint.Size <= log.Checkpoint.Size && log.Root(checkpoint.Size) == checkpoint.Root, () => $"{name}: what the witness signed at {checkpoint.Size} entries is another tree");
        }
    }
}
