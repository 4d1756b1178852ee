using System.Globalization;
using System.Threading.Channels;
using Netralitas.Faults.History;

namespace Netralitas.Faults.Load;

/// <summary>Writes the history, and says each second how the last one went.</summary>
internal sealed class Recorder : IAsyncDisposable
{
    private readonly Channel<Entry> entries = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task writing;
    private readonly Task saying;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private List<double> latencies = [];
    private int sent;
    private int fail;
    private int info;

    internal Recorder(string path)
    {
        writing = WriteAsync(path);
        saying = SayAsync();
    }

    internal void Record(Entry entry)
    {
        entries.Writer.TryWrite(entry);
        if (entry.Subject is not Subject.Report)
        {
            return;
        }

        lock (gate)
        {
            switch (entry.Phase)
            {
                case Phase.Sent: sent++; break;
                case Phase.Ok: latencies.Add(entry.Milliseconds); break;
                case Phase.Fail: fail++; break;
                case Phase.Info: info++; break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        entries.Writer.Complete();
        await writing;
        await stop.CancelAsync();
        await saying;
        stop.Dispose();
    }

    private async Task WriteAsync(string path)
    {
        await using var writer = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read));
        while (await entries.Reader.WaitToReadAsync())
        {
            while (entries.Reader.TryRead(out var entry))
            {
                await writer.WriteLineAsync(entry.ToLine());
            }

            await writer.FlushAsync();
        }
    }

    private async Task SayAsync()
    {
        for (var n = 1; !stop.IsCancellationRequested; n++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lock (gate)
            {
                latencies.Sort();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{DateTimeOffset.UtcNow:HH:mm:ss} t={n} sent={sent} ok={latencies.Count} info={info} fail={fail} p50={At(0.5):0} p99={At(0.99):0} ms"));
                (latencies, sent, fail, info) = ([], 0, 0, 0);
            }
        }
    }

    private double At(double share) => latencies.Count == 0 ? 0 : latencies[(int)(share * (latencies.Count - 1))];
}
