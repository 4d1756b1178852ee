using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Netralitas.TransparencyLog;

namespace Netralitas.Witness.Tests;

/// <summary>What a witness answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Type, string Body);

/// <summary>The witness's program, as its operator starts it.</summary>
internal sealed class WitnessProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly HttpClient http = new();
    private readonly ConcurrentQueue<string> lines = [];
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WitnessProcess(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All that it has said.</summary>
    internal string Output => string.Join('\n', lines);

    /// <summary>Starts it and waits until it listens.</summary>
    internal static async Task<WitnessProcess> StartAsync(WitnessFolder folder, IEnumerable<TestLog> logs, string? crashAt = null)
    {
        var witness = new WitnessProcess(StartInfo(folder.Settings(logs), crashAt));
        var ended = witness.process.WaitForExitAsync();
        if (await Task.WhenAny(witness.address.Task, ended).WaitAsync(Within) == ended)
        {
            Assert.Fail(witness.Output);
        }

        witness.http.BaseAddress = await witness.address.Task;
        return witness;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it gave back, and what it said.</returns>
    internal static async Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        await using var witness = new WitnessProcess(StartInfo(settings, null, arguments));
        await witness.SeeDeadAsync();
        return (witness.process.ExitCode, witness.Output);
    }

    internal Task<Answer> AddAsync(AddCheckpointRequest request) => PostAsync(request.ToBytes());

    internal async Task<Answer> PostAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var response = await http.PostAsync(new Uri("/add-checkpoint", UriKind.Relative), content);
        return await ReadAsync(response);
    }

    internal async Task<Answer> GetAsync(string path)
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(response);
    }

    internal Task<Answer> LatestAsync(TestLog log) => GetAsync($"/{log.Hash}/checkpoint");

    /// <summary>Ends it as a power failure does.</summary>
    internal void Kill() => process.Kill();

    internal async Task SeeDeadAsync()
    {
        using var limit = new CancellationTokenSource(Within);
        await process.WaitForExitAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited)
        {
            Kill();
            await SeeDeadAsync();
        }

        process.Dispose();
    }

    private static ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string> settings, string? crashAt, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "Netralitas.Witness.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NETRALITAS_CRASH_AT"] = crashAt;
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private static async Task<Answer> ReadAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Content.Headers.ContentType?.ToString(), Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        var at = line.IndexOf(Listening, StringComparison.Ordinal);
        if (at >= 0)
        {
            address.TrySetResult(new Uri(line[(at + Listening.Length)..]));
        }
    }
}
