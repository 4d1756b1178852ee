using System.Diagnostics;
using System.Globalization;

namespace Netralitas.ServiceDefaults;

/// <summary>Named places at which a process can be told, before it starts, to die as if its power had gone.</summary>
/// <remarks>
/// Environment variable <c>NETRALITAS_CRASH_AT=name[:nth]</c>: the nth time that the place is reached (the first by default) the process kills itself with SIGKILL;
/// nothing is flushed, no handler runs. Without the variable a place costs one comparison. No request, message or setting that can change at run time reaches it.
/// </remarks>
public static class Failpoint
{
    private static readonly (string? Name, int Nth) Armed = Read(Environment.GetEnvironmentVariable("NETRALITAS_CRASH_AT"));

    private static int reached;

    /// <summary>Dies here when told to.</summary>
    /// <param name="name">Name of the place, for example <c>submit.before_commit</c>.</param>
    public static void Reach(string name)
    {
        if (Armed.Name is null || !string.Equals(Armed.Name, name, StringComparison.Ordinal))
        {
            return;
        }

        var nth = Interlocked.Increment(ref reached);
        if (nth < Armed.Nth)
        {
            return;
        }

        if (nth > Armed.Nth)
        {
            // Killing takes a moment, in which nobody may pass.
            Thread.Sleep(Timeout.Infinite);
        }

        // The suite that armed it proves by this line that the fault bit.
        Console.Error.WriteLine($"NETRALITAS_CRASH_AT {name}");
        Console.Error.Flush();
        using var self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Reads what the environment arms.</summary>
    /// <param name="value">Value of the variable; null or empty arms nothing.</param>
    /// <exception cref="InvalidOperationException">Neither a name nor a name with a positive number: the process must not start believing that it is armed.</exception>
    internal static (string? Name, int Nth) Read(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return (null, 0);
        }

        var parts = value.Split(':');
        return parts switch
        {
            [{ Length: > 0 } name] => (name, 1),
            [{ Length: > 0 } name, var nth] when int.TryParse(nth, NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0 => (name, times),
            _ => throw new InvalidOperationException($"NETRALITAS_CRASH_AT={value}: a name, or a name, a colon and a number from 1."),
        };
    }
}
