using System.Diagnostics;
using Netralitas.TransparencyLog;

namespace Netralitas.Sequencer.Tests;

/// <summary>The witness's program, as its operator starts it.</summary>
internal sealed class WitnessProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo folder;
    private readonly Process process;

    private WitnessProcess(DirectoryInfo folder, VerifierKey key, Process process) => (this.folder, Key, this.process) = (folder, key, process);

    internal VerifierKey Key { get; }

    internal string Address { get; private set; } = "";

    internal static async Task<WitnessProcess> StartAsync(VerifierKey log)
    {
        var folder = Directory.CreateTempSubdirectory("netralitas-witness-");
        var (keyFile, state) = (Path.Combine(folder.FullName, "key"), Path.Combine(folder.FullName, "state"));
        using var create = Start([], "create", "saksi.netralitas.test/w1", keyFile, state);
        Assert.True(VerifierKey.TryParse((await create.StandardOutput.ReadToEndAsync()).TrimEnd(), out var key, out var problem), problem);
        var witness = new WitnessProcess(folder, key, Start(new()
        {
            ["Witness__Listen"] = "http://127.0.0.1:0",
            ["Witness__KeyFile"] = keyFile,
            ["Witness__StateFolder"] = state,
            ["Witness__Logs__0__Origin"] = log.Name,
            ["Witness__Logs__0__Keys__0"] = log.ToString(),
        }));
        using var limit = new CancellationTokenSource(Within);
        while (witness.Address.Length == 0)
        {
            var line = await witness.process.StandardOutput.ReadLineAsync(limit.Token);
            Assert.NotNull(line);
            var at = line.IndexOf(Listening, StringComparison.Ordinal);
            witness.Address = at < 0 ? "" : line[(at + Listening.Length)..];
        }

        return witness;
    }

    internal SequencerOptions AskedBy(SequencerOptions options) => options with { Quorum = 1, Witnesses = [new WitnessAddress { Address = Address, Key = Key.ToString() }] };

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Within);
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static Process Start(Dictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Witness.dll"), .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
