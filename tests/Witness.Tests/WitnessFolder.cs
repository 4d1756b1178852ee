using System.Globalization;
using Netralitas.TransparencyLog;

namespace Netralitas.Witness.Tests;

/// <summary>Key and state of a witness, as <c>create</c> makes them.</summary>
internal sealed class WitnessFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("netralitas-witness-");

    internal WitnessFolder()
    {
        using var output = new StringWriter();
        Assert.Equal(0, CreateWitness.Run(["witness.netralitas.test/w1", KeyFile, State], output, output));
        Assert.True(VerifierKey.TryParse(output.ToString().TrimEnd(), out var key, out var problem), problem);
        Key = key;
    }

    internal VerifierKey Key { get; }

    internal string KeyFile => Path.Combine(folder.FullName, "key");

    internal string State => Path.Combine(folder.FullName, "state");

    public void Dispose() => folder.Delete(recursive: true);

    internal string StateOf(TestLog log) => Path.Combine(State, log.Hash);

    internal Dictionary<string, string> Settings(IEnumerable<TestLog> logs)
    {
        var settings = new Dictionary<string, string> { ["Witness:Listen"] = "http://127.0.0.1:0", ["Witness:KeyFile"] = KeyFile, ["Witness:StateFolder"] = State };
        foreach (var (n, log) in logs.Index())
        {
            var section = string.Create(CultureInfo.InvariantCulture, $"Witness:Logs:{n}");
            settings[$"{section}:Origin"] = log.Origin;
            settings[$"{section}:Keys:0"] = log.Key.ToString();
        }

        return settings;
    }

    /// <summary>Reads a checkpoint as somebody does who trusts the log and this witness.</summary>
    internal SignedCheckpoint Open(TestLog log, string note)
    {
        var policy = new LogPolicy(log.Origin, [log.Key], [Key], 1);
        Assert.True(SignedCheckpoint.TryOpen(System.Text.Encoding.UTF8.GetBytes(note), policy, out var opened, out var problem), problem);
        return opened;
    }
}
