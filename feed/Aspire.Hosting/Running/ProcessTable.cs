using System.Globalization;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

/// <summary>Processes of this machine, named so that a reused process id is never mistaken for the old one.</summary>
internal static partial class ProcessTable
{
    private const int SigKill = 9;
    private const int SigTerm = 15;

    internal static string Boot { get; } = File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "";

    /// <summary>When it started, in the kernel's ticks since boot; null if there is no such process or only its remains.</summary>
    internal static long? StartedAt(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static bool Runs(int pid, long startedAt, string mark)
    {
        try
        {
            return StartedAt(pid) == startedAt && File.ReadAllText($"/proc/{pid}/cmdline").Contains(mark, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    internal static void AskToEnd(int pid) => _ = Signal(pid, SigTerm);

    internal static void Kill(int pid) => _ = Signal(pid, SigKill);

    /// <summary>Whether root owns a file. Only root itself asks: it can read the file either way, so another user's right to it tells nothing.</summary>
    internal static bool OwnerIsRoot(string path)
    {
        using var stat = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%u", path]) { RedirectStandardOutput = true });
        return stat?.StandardOutput.ReadToEnd().Trim() == "0";
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int pid, int signal);
}
