using System.Collections.Concurrent;
using System.Diagnostics;

namespace Netralitas.Faults.Processes;

/// <summary>Starts every process from one thread that lives as long as this program.</summary>
/// <remarks>The kernel's promise to kill a child with its parent is bound to the thread that started it, and threads of the pool come and go.</remarks>
internal static class Spawner
{
    private static readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> Requests = [];

    static Spawner() => new Thread(Work) { IsBackground = true, Name = "spawner" }.Start();

    internal static Task<Process> StartAsync(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Add((info, started));
        return started.Task;
    }

    private static void Work()
    {
        foreach (var (info, started) in Requests.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        }
    }
}
