using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Running;

/// <summary>Resource, state, address and process id of everything that runs.</summary>
internal sealed class StateTable
{
    private readonly Lock _lock = new();
    private readonly List<string> _order = [];
    private readonly Dictionary<string, string[]> _rows = [];
    private DateTime? _changed;

    internal void Update(ResourceEvent change)
    {
        var s = change.Snapshot;
        var state = (s.State?.Text, s.ExitCode, s.HealthStatus) switch
        {
            (null, _, _) => "",
            (var text, { } code, _) => $"{text} ({code.ToString(CultureInfo.InvariantCulture)})",
            (var text, _, HealthStatus.Unhealthy or HealthStatus.Degraded) => $"{text} ({(s.IsReady ? "unhealthy" : "not yet healthy")})",
            (var text, _, _) => text,
        };
        string[] row =
        [
            change.ResourceId,
            state,
            s.Pid?.ToString(CultureInfo.InvariantCulture) ?? "",
            s.Reason?.ReplaceLineEndings(" ") ?? string.Join(' ', s.Urls.Select(u => u.Url)),
        ];
        lock (_lock)
        {
            if (!_rows.TryGetValue(change.ResourceId, out var known))
            {
                _order.Add(change.ResourceId);
            }
            else if (known.SequenceEqual(row))
            {
                return;
            }

            _rows[change.ResourceId] = row;
            _changed = DateTime.UtcNow;
        }
    }

    internal bool IsChanged
    {
        get
        {
            lock (_lock)
            {
                return _changed is not null;
            }
        }
    }

    internal bool Changed() => ChangedBefore(TimeSpan.Zero);

    /// <summary>Whether there is something new to show, at least this old. Asking takes note that it is shown.</summary>
    internal bool ChangedBefore(TimeSpan age)
    {
        lock (_lock)
        {
            if (_changed is null || DateTime.UtcNow - _changed < age)
            {
                return false;
            }

            _changed = null;
            return true;
        }
    }

    internal IReadOnlyList<string> Render(int width)
    {
        lock (_lock)
        {
            string[][] rows = [["resource", "state", "pid", "address"], .. _order.Select(id => _rows[id])];
            var widths = Enumerable.Range(0, 3).Select(i => rows.Max(r => r[i].Length)).ToArray();
            var lines = rows.Select(r => $"{r[0].PadRight(widths[0])}  {r[1].PadRight(widths[1])}  {r[2].PadRight(widths[2])}  {r[3]}".TrimEnd());
            return [new string('-', Math.Min(width, 72)), .. lines.Select(l => l.Length > width ? l[..width] : l)];
        }
    }
}
