using System.Threading.Channels;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>
/// The console in place of the dashboard: every line under its resource's name, and a table of the resources. On a terminal the table
/// stands below the lines and is always current; elsewhere it is printed when the states have settled.
/// </summary>
internal sealed class ConsoleOutput : IOutput
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);
    // A null says that the table has changed.
    private readonly Channel<string?> _lines = Channel.CreateUnbounded<string?>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stop = new();
    private readonly bool _live = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
    private readonly StateTable _table = new();
    private Task _writing = Task.CompletedTask;
    private Task _watching = Task.CompletedTask;
    private int _width = 10;
    private int _drawn;

    public void Start(ResourceNotificationService notifications)
    {
        _writing = Task.Run(WriteAsync);
        _watching = Task.Run(() => WatchAsync(notifications));
    }

    public void Line(string resource, string text)
    {
        _width = Math.Max(_width, resource.Length);
        _lines.Writer.TryWrite($"{resource.PadRight(_width)} | {text}");
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _lines.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
    }

    private async Task WatchAsync(ResourceNotificationService notifications)
    {
        try
        {
            await foreach (var change in notifications.WatchAsync(_stop.Token).ConfigureAwait(false))
            {
                if (change.Resource is not ParameterResource || change.Snapshot.State?.Text == KnownResourceStates.FailedToStart)
                {
                    _table.Update(change);
                    _lines.Writer.TryWrite(null);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The suite ends.
        }
    }

    private async Task WriteAsync()
    {
        var more = _lines.Reader.WaitToReadAsync().AsTask();
        while (true)
        {
            // Idle means asleep, unless a change of the table waits for its second of calm.
            await (_table.IsChanged ? Task.WhenAny(more, Task.Delay(250)) : (Task)more).ConfigureAwait(false);
            Write();
            if (more.IsCompleted)
            {
                if (!await more.ConfigureAwait(false))
                {
                    return;
                }

                // A little later there are more lines for the same write.
                await Task.Delay(50).ConfigureAwait(false);
                more = _lines.Reader.WaitToReadAsync().AsTask();
            }
        }
    }

    // Everything of one moment in one write, so that the table does not flicker.
    private void Write()
    {
        var text = new System.Text.StringBuilder();
        while (_lines.Reader.TryRead(out var line))
        {
            if (line is not null)
            {
                text.AppendLine(line);
            }
        }

        if (_live)
        {
            if (text.Length > 0 || _table.Changed())
            {
                var table = _table.Render(Math.Max(40, Console.WindowWidth - 1));
                text.Insert(0, _drawn > 0 ? $"\e[{_drawn}F\e[J" : "");
                text.Append(string.Join('\n', table)).Append('\n');
                _drawn = table.Count;
            }
        }
        else if (_table.ChangedBefore(Settled))
        {
            text.AppendJoin('\n', _table.Render(200)).Append('\n');
        }

        if (text.Length > 0)
        {
            Console.Out.Write(text);
            Console.Out.Flush();
        }
    }
}
