using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Netralitas.Hostile.Tests.Standing;
using Xunit.Abstractions;

namespace Netralitas.Hostile.Tests.Fuzzing;

/// <summary>Whatever is sent, the answer is one that a client can act on, and the services are as they were.</summary>
[Collection(StandingSuiteCollection.Name)]
public sealed partial class FuzzTests(StandingSuite suite, ITestOutputHelper told)
{
    private const int Clients = 4;

    // Heaps grow until they are collected; a leak would pass this within the calls of one run by far, for some carry megabytes.
    private const double MostGrowthMebibytes = 60;

    private static readonly uint Seed = uint.TryParse(Environment.GetEnvironmentVariable("NETRALITAS_FUZZ_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20240921;

    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(double.TryParse(Environment.GetEnvironmentVariable("NETRALITAS_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 25);

    private static string CorpusFolder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    [Fact]
    public async Task What_was_found_once_is_answered_now()
    {
        using var judge = new Judge(suite);
        var files = Directory.GetFiles(CorpusFolder, "*.json");
        Assert.NotEmpty(files);

        var faults = new List<string>();
        foreach (var file in files)
        {
            if (await judge.FaultAsync(HostileCall.FromFile(file)) is { } fault)
            {
                faults.Add($"{Path.GetFileName(file)}: {fault}");
            }
        }

        Assert.Empty(faults);
        SeeServicesStand();
    }

    [Fact]
    public async Task Every_RPC_answers_whatever_it_is_sent_and_keeps_nothing_of_it()
    {
        using var judge = new Judge(suite);
        var calls = new Calls(new Values(await KnownValues.MakeAsync(suite)));
        var half = TimeSpan.FromTicks(Lasting.Ticks / 2);

        var (first, made) = await SendAsync(judge, calls, 0, half);
        var before = Memory();
        var (second, more) = await SendAsync(judge, calls, made, half);
        var after = Memory();

        told.WriteLine($"seed {Seed}: {made + more} calls of {Calls.Rpcs.Count} RPCs; MiB before {Told(before)}; after {Told(after)}");
        var faults = await NamedAsync(judge, [.. first, .. second]);
        Assert.True(faults.Count == 0, $"seed {Seed}: {faults.Count} kinds of fault\n{string.Join("\n\n", faults)}");
        Assert.True(made + more > Calls.Rpcs.Count, $"only {made + more} calls");
        SeeServicesStand();
        Assert.All(before.Keys, service => Assert.True(after[service] - before[service] < MostGrowthMebibytes, $"{service} grew from {before[service]:0} to {after[service]:0} MiB"));
    }

    /// <summary>The nth call of this seed: always the same one.</summary>
    private static HostileCall CallOf(Calls calls, int n) => calls.Of(Calls.Rpcs[n % Calls.Rpcs.Count]).Generate(new PCG((uint)n, Seed), null, out _);

    private static async Task<(List<(HostileCall Call, string Fault)> Faults, int Made)> SendAsync(Judge judge, Calls calls, int from, TimeSpan lasting)
    {
        var faults = new ConcurrentQueue<(HostileCall, string)>();
        var (next, begun) = (from - 1, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < lasting)
            {
                var call = CallOf(calls, Interlocked.Increment(ref next));
                if (await judge.FaultAsync(call) is { } fault)
                {
                    faults.Enqueue((call, fault));
                }
            }
        })));
        return ([.. faults], next + 1 - from);
    }

    /// <summary>One call of each kind of fault, as small as it gets, as it would stand in the corpus.</summary>
    private static async Task<List<string>> NamedAsync(Judge judge, List<(HostileCall Call, string Fault)> faults)
    {
        var found = new List<string>();
        foreach (var kind in faults.GroupBy(f => (f.Call.Rpc, KindOf(f.Fault))).Take(40))
        {
            var (call, fault) = kind.MinBy(f => f.Call.Body.Length + f.Call.Path.Length);
            var smallest = await Smaller.OfAsync(call, async smaller => await judge.FaultAsync(smaller) is { } again && KindOf(again) == kind.Key.Item2);
            found.Add($"{kind.Key.Rpc}, {kind.Count()} times: {fault}\n{smallest}\n{(smallest with { Why = fault }).ToFile()}");
        }

        return found;
    }

    // Words and numbers of one answer, as a trace id, do not make it another kind.
    private static string KindOf(string fault) => Particular().Replace(fault, "#")[..Math.Min(60, Particular().Replace(fault, "#").Length)];

    private Dictionary<string, double> Memory() => suite.Services.ToDictionary(process => $"{NameOf(process)} {process.Id}", process => process.ResidentMebibytes());

    private void SeeServicesStand() => Assert.All(suite.Services, process => Assert.True(Directory.Exists($"/proc/{process.Id}"), $"{process.Command} is gone: {string.Join('\n', suite.Output.Lines.TakeLast(30))}"));

    private static string NameOf(SuiteProcess process) => ServiceName().Match(process.Command).Value;

    private static string Told(Dictionary<string, double> memory) => string.Join(", ", memory.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key} {m.Value:0}"));

    [GeneratedRegex("[0-9a-f]{8,}|[0-9]+")]
    private static partial Regex Particular();

    [GeneratedRegex(@"Netralitas\.(Services\.)?[A-Z][a-z]+")]
    private static partial Regex ServiceName();
}
